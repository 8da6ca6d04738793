/** How the emoji picker looks. */
import { css } from 'lit'

export const emojiPickerStyles = css`
  :host {
    --cell: max(38px, var(--target));
    --emoji-width: 336px;
    display: flex;
    flex-direction: column;
    inline-size: min(var(--emoji-width), 100vw - 16px);
    block-size: min(360px, 60vh);
    font: var(--t-sm) var(--font);
    color: var(--text);
  }
  input {
    margin: var(--s2);
    min-block-size: var(--target);
    padding-inline: var(--s3);
    border: 1px solid var(--line-strong);
    border-radius: var(--r1);
    background: var(--surface);
    color: inherit;
    font: var(--t-md) var(--font);
  }
  input:focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  #grid {
    flex: 1;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding-inline: var(--s2);
  }
  h3 {
    margin: var(--s2) var(--s1) var(--s1);
    font: 600 var(--t-xs) var(--font);
    color: var(--text-2);
  }
  .cells {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(var(--cell), 1fr));
  }
  .named {
    grid-template-columns: repeat(2, 1fr);
  }
  [role='option'] {
    display: grid;
    place-items: center;
    block-size: var(--cell);
    font-size: 1.375rem;
    line-height: 1;
    border-radius: var(--r1);
    cursor: pointer;
  }
  .named [role='option'] {
    justify-content: start;
    padding-inline: var(--s2);
    font: var(--t-sm) var(--font);
  }
  [aria-selected='true'] {
    background: var(--selected);
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }
  p {
    display: flex;
    align-items: center;
    gap: var(--s2);
    margin: 0;
    block-size: 36px;
    padding-inline: var(--s3);
    border-block-start: 1px solid var(--line);
    color: var(--text-2);
  }
  p span {
    font-size: 1.25rem;
    color: var(--text);
  }
  /* Eight of them beside each other, where the screen has room. */
  @media (pointer: coarse) {
    :host {
      --emoji-width: 376px;
    }
  }
`
