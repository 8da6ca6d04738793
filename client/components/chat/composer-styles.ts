/** The look of the composer: its box and what stands under it. */
import { css } from 'lit'

export const composerStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    padding: 0 var(--s4) var(--s1);
    background: var(--bg);
    font: var(--t-md) var(--font);
    color: var(--text);
  }
  .box {
    position: relative;
    border: 1px solid var(--line-strong);
    border-radius: var(--r2);
    background: var(--surface);
  }
  .box:focus-within {
    border-color: var(--focus);
  }
  .box:has(textarea:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .line {
    display: flex;
    align-items: flex-end;
    padding: 3px;
  }
  textarea {
    flex: 1;
    field-sizing: content;
    min-inline-size: 0;
    min-block-size: var(--target);
    max-block-size: min(40vh, 320px);
    padding: max(2px, (var(--target) - 1.375rem) / 2) var(--s2);
    border: 0;
    background: none;
    resize: none;
    font: inherit;
    line-height: 1.375rem;
    /* Chromium asks for it here too: the placeholder ends in dots. */
    text-overflow: ellipsis;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  textarea:focus-visible {
    outline: none;
  }
  textarea::placeholder {
    color: var(--text-3);
    opacity: 1;
    white-space: nowrap;
    text-overflow: ellipsis;
    overflow: hidden;
  }
  .below {
    display: flex;
    justify-content: space-between;
    gap: var(--s3);
    min-block-size: 20px;
    padding: 2px var(--s1);
    font: var(--t-xs) var(--font);
    color: var(--text-2);
  }
  .hint {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .count {
    flex: none;
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
  }
  .over {
    color: var(--danger);
    font-weight: 600;
  }
`
