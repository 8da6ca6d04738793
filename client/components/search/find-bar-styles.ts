/** How the bar looks that finds in a chat. */
import { css } from 'lit'

export const findBarStyles = css`
  :host {
    display: block;
    flex: none;
    border-block-end: 1px solid var(--line);
    background: var(--surface);
  }
  .bar {
    display: flex;
    align-items: center;
    gap: var(--s1);
    padding-block: var(--s1);
    padding-inline: var(--s4) var(--s2);
    color: var(--text-3);
  }
  cairn-icon {
    flex: none;
  }
  input {
    flex: 1;
    min-inline-size: 60px;
    min-block-size: max(36px, var(--target));
    margin-inline-start: var(--s1);
    padding-inline: var(--s1);
    border: 0;
    border-radius: var(--r1);
    background: transparent;
    color: var(--text);
    font: var(--t-md) var(--font);
  }
  input::placeholder {
    color: var(--text-3);
    opacity: 1;
  }
  .count {
    flex: none;
    color: var(--text-2);
    font: var(--t-sm) var(--font);
    font-variant-numeric: tabular-nums;
  }
  a {
    flex: none;
    padding-inline: var(--s2);
    font: var(--t-sm) var(--font);
  }
  @media (max-width: 599.98px) {
    .bar {
      flex-wrap: wrap;
    }
    a {
      order: 1;
      padding-block: var(--s2);
    }
  }
`
