/** How the quick switcher looks. */
import { css } from 'lit'

export const quickSwitcherStyles = css`
  :host {
    --dialog-width: 560px;
    --dialog-top: 12vh;
  }
  .box {
    display: flex;
    align-items: center;
    gap: var(--s3);
    margin: var(--s2);
    margin-block-end: 0;
    padding-inline: var(--s3);
    border: 1px solid var(--line-strong);
    border-radius: var(--r1);
    color: var(--text-3);
  }
  input {
    flex: 1;
    min-inline-size: 0;
    padding: var(--s3) 0;
    border: 0;
    background: transparent;
    color: var(--text);
    font: var(--t-lg) var(--font);
  }
  input:focus-visible {
    outline: none;
  }
  .box:focus-within {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  input::placeholder {
    color: var(--text-3);
    opacity: 1;
  }
  ul {
    padding: var(--s2);
  }
  li {
    --avatar: 28px;
    display: flex;
    align-items: center;
    gap: var(--s3);
    min-block-size: max(42px, var(--target));
    padding-inline: var(--s3);
    border-radius: var(--r1);
    cursor: pointer;
  }
  li[aria-selected='true'] {
    background: var(--selected);
  }
  span {
    flex: 1;
  }
  small {
    flex: none;
    font: var(--t-xs) var(--font);
    color: var(--text-2);
  }
  .count {
    font-weight: 600;
    color: var(--accent-hover);
  }
  p {
    padding: var(--s5);
    color: var(--text-2);
    text-align: center;
  }
  @media (forced-colors: active) {
    li[aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`
