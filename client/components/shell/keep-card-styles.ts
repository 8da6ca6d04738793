/** How the card under the chat list looks; it stays in sight, and moves no row. */
import { css } from 'lit'

export const keepCardStyles = css`
  :host {
    display: block;
  }
  .card {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2);
    margin: var(--s2) var(--s3);
    padding: var(--s3);
    border: 1px solid var(--line);
    border-radius: var(--r2);
    background: var(--surface);
    font: var(--t-sm) var(--font);
  }
  p,
  cairn-progress {
    flex: 1 0 100%;
  }
  .title {
    display: flex;
    gap: var(--s2);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .title span {
    min-inline-size: 0;
  }
  .more {
    color: var(--text-2);
  }
  .good cairn-icon {
    color: var(--ok);
  }
  .warn {
    border-color: var(--warn);
  }
  .warn cairn-icon {
    color: var(--warn);
  }
  .bad {
    border-color: var(--danger);
  }
  .bad cairn-icon {
    color: var(--danger);
  }
  @media (max-width: 599.98px) {
    .card {
      margin-inline: var(--s4);
    }
  }
`
