/** How a menu looks: a list on a surface above the page. */
import { css } from 'lit'

export const menuStyles = css`
  :host {
    display: inline-block;
    flex: none;
  }
  [popover] {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: var(--s1);
    min-inline-size: 200px;
    max-inline-size: min(320px, calc(100vw - 16px));
    color: var(--text);
    font: var(--t-sm) var(--font);
  }
  button {
    display: flex;
    align-items: center;
    gap: var(--s2);
    inline-size: 100%;
    min-block-size: var(--target);
    padding: var(--s1) var(--s2);
    border-radius: var(--r1);
  }
  button:hover,
  button:focus-visible {
    background: var(--hover);
  }
  button:focus-visible {
    outline-offset: -2px;
  }
  span {
    flex: 1;
  }
  small {
    display: block;
    font: var(--t-xs) var(--font);
  }
  cairn-icon {
    color: var(--text-2);
  }
  .blank {
    visibility: hidden;
  }
  .danger,
  .danger cairn-icon {
    color: var(--danger);
  }
  button[aria-disabled='true'] {
    color: var(--text-3);
  }
  p {
    margin-block: var(--s1) 0;
    padding: var(--s1) var(--s2);
    font: var(--t-xs) var(--font);
    color: var(--text-2);
  }
  kbd {
    font: var(--t-xs) var(--font);
    color: var(--text-3);
  }
  [role='separator'] {
    margin-block: var(--s1);
    border-block-start: 1px solid var(--line);
  }
`
