/** How the box of a search and its filters look. */
import { css } from 'lit'
import { visuallyHidden } from '../../styles/shared.ts'

export const searchBoxStyles = [
  visuallyHidden,
  css`
    :host {
      display: block;
    }
    .box {
      position: relative;
      display: flex;
      align-items: center;
      gap: var(--s2);
      padding-inline: var(--s3) var(--s1);
      border: 1px solid var(--line-strong);
      border-radius: var(--r1);
      background: var(--surface);
      color: var(--text-3);
    }
    .box:focus-within {
      outline: 2px solid var(--focus);
      outline-offset: 2px;
    }
    input {
      flex: 1;
      min-inline-size: 0;
      min-block-size: max(38px, var(--target));
      border: 0;
      background: transparent;
      color: var(--text);
      font: var(--t-md) var(--font);
    }
    input:focus-visible {
      outline: none;
    }
    input::placeholder {
      color: var(--text-3);
      opacity: 1;
    }
    .clear {
      display: grid;
      flex: none;
      place-items: center;
      inline-size: var(--target);
      block-size: var(--target);
      border-radius: var(--r1);
    }
    .clear:hover {
      background: var(--hover);
    }
    ul {
      position: absolute;
      z-index: var(--z-popover);
      inset-block-start: calc(100% + 4px);
      inset-inline: 0;
      padding: var(--s1);
      border: 1px solid var(--line);
      border-radius: var(--r2);
      background: var(--surface);
      box-shadow: var(--shadow);
    }
    li {
      display: flex;
      align-items: center;
      gap: var(--s3);
      min-block-size: max(36px, var(--target));
      padding-inline: var(--s3);
      border-radius: var(--r1);
      color: var(--text);
      font: var(--t-sm) var(--font);
      cursor: pointer;
      overflow-wrap: anywhere;
    }
    li:hover {
      background: var(--hover);
    }
    li[aria-selected='true'] {
      background: var(--selected);
    }
    small {
      flex: 1;
      color: var(--text-2);
      font: var(--t-xs) var(--font);
      text-align: end;
    }
    .chips {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s1);
      padding-block-start: var(--s2);
    }
    .chips button {
      display: inline-flex;
      align-items: center;
      gap: var(--s1);
      min-block-size: max(26px, calc(var(--target) - 6px));
      padding-inline: var(--s2);
      border: 1px solid var(--line);
      border-radius: var(--r1);
      color: var(--text-2);
      font: var(--t-xs) var(--font);
    }
    .chips button:hover {
      background: var(--hover);
    }
    .chips .on {
      border-color: transparent;
      background: var(--accent-soft);
      color: var(--text);
      font-weight: 600;
    }
    .chips cairn-icon {
      inline-size: 14px;
      block-size: 14px;
    }
    @media (pointer: coarse) {
      .chips button {
        min-block-size: var(--target);
        padding-inline: var(--s3);
      }
    }
    @media (forced-colors: active) {
      li[aria-selected='true'] {
        outline: 2px solid Highlight;
      }
    }
  `,
]
