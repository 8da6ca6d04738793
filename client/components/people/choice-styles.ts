/** How a labelled choice of one among several looks. */
import { css } from 'lit'

export const choiceStyles = css`
  label {
    display: grid;
    gap: var(--s1);
    font: 550 var(--t-sm) var(--font);
  }
  select {
    min-block-size: max(36px, var(--target));
    max-inline-size: 100%;
    padding-inline: var(--s2);
    border: 1px solid var(--line-strong);
    border-radius: var(--r1);
    background: var(--surface);
    font: var(--t-md) var(--font);
  }
`

/** A text to be copied as it stands. */
export const codeStyles = css`
  code {
    padding: var(--s3);
    border-radius: var(--r1);
    background: var(--sunken);
    overflow-wrap: anywhere;
    user-select: all;
  }
  /* Of the page's width a code would be as high as the page. */
  section > cairn-qr {
    inline-size: min(220px, 100%);
  }
`
