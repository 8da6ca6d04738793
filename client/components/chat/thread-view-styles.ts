/** How a thread looks. */
import { css } from 'lit'

export const threadViewStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 0;
    background: var(--bg);
    color: var(--text);
  }
  .list {
    flex: 1;
    min-block-size: 0;
    padding-block: var(--s2) var(--s4);
  }
  /* Inside the row: outside of it the next row and the edge of the view would cover the ring. */
  [role='article']:focus-visible {
    outline-offset: -2px;
  }
  .count {
    display: flex;
    align-items: center;
    gap: var(--s3);
    padding: var(--s2) var(--s4);
    font: var(--t-xs) var(--font);
    color: var(--text-2);
  }
  .count::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--line);
  }
`
