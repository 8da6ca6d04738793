/** How the choice of where to forward looks. */
import { css } from 'lit'

export const forwardStyles = css`
  blockquote {
    display: grid;
    gap: 2px;
    margin: 0 0 var(--s3);
    padding-inline-start: var(--s3);
    border-inline-start: 3px solid var(--line-strong);
    font: var(--t-sm) var(--font);
    color: var(--text-2);
  }
  b {
    font-weight: 600;
    color: var(--text);
  }
  .note {
    margin-block-start: var(--s3);
  }
`
