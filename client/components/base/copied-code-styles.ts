/** A text that is shown to be copied as it stands: a link, a key. */
import { css } from 'lit'

export const copiedCodeStyles = css`
  code {
    padding: var(--s3);
    border-radius: var(--r1);
    background: var(--sunken);
    overflow-wrap: anywhere;
    user-select: all;
  }
`
