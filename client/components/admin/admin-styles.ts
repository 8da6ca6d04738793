/** What the administration's frame has beyond that of the settings: wide tables, and what roles may do. */
import { css } from 'lit'

export const adminStyles = css`
  .part > .wide {
    max-inline-size: 960px;
  }
  .part dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: var(--s1) var(--s4);
    padding-block-end: var(--s3);
    font: var(--t-sm) var(--font);
  }
  .part > cairn-members {
    margin-inline: calc(-1 * var(--s4));
  }
  dt {
    font-weight: 600;
  }
  dd,
  .part > p {
    padding-block-end: var(--s3);
    color: var(--text-2);
  }
`
