/** Styles that every shadow root starts from: `static override styles = [base, css\`…\`]`. */
import { css } from 'lit'

/** Box model, inherited type, focus ring, hidden things. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  button,
  input,
  textarea,
  select {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  /* A phone enlarges the page for letters that are smaller. */
  @media (pointer: coarse) {
    input,
    textarea,
    select {
      font-size: max(16px, 1rem) !important;
    }
  }
  button {
    padding: 0;
    border: 0;
    background: none;
    cursor: pointer;
    text-align: start;
  }
  button[aria-disabled='true'],
  button:disabled {
    cursor: default;
  }
  a {
    color: var(--link);
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
`

/** For words that only a screen reader needs. */
export const visuallyHidden = css`
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`

/** A column that scrolls without moving what is behind it. */
export const scrolls = css`
  .scrolls {
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
  }
`

/** A surface above others: hairline, one soft shadow. */
export const raised = css`
  .raised {
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--r2);
    box-shadow: var(--shadow);
  }
`

/** One line that ends in an ellipsis. */
export const clipped = css`
  .clipped {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`
