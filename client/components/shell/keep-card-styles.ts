/** What is the keep card's own beside how such cards look (side-card-styles.ts). */
import { css } from 'lit'

export const keepCardStyles = css`
  :host {
    display: block;
  }
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
`
