/** The look of the composer and of its suggestions. */
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
    outline: 1px solid var(--focus);
  }
  .context {
    display: flex;
    align-items: center;
    gap: var(--s2);
    padding-inline: var(--s3) var(--s1);
    border-block-end: 1px solid var(--line);
    background: var(--sunken);
    border-start-start-radius: inherit;
    border-start-end-radius: inherit;
    font: var(--t-sm) var(--font);
    color: var(--text-2);
  }
  .context b {
    flex: none;
    font-weight: 600;
    color: var(--text);
  }
  .context .excerpt {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .line {
    display: flex;
    align-items: flex-end;
    padding: 3px;
  }
  textarea {
    flex: 1;
    min-inline-size: 0;
    min-block-size: var(--target);
    max-block-size: min(40vh, 320px);
    padding: calc((var(--target) - 22px) / 2) var(--s2);
    border: 0;
    background: none;
    resize: none;
    font: inherit;
    line-height: 22px;
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
  .send {
    background: var(--accent);
    color: var(--on-accent);
  }
  .send:hover {
    background: var(--accent-hover);
    color: var(--on-accent);
  }
  .send[aria-disabled='true'] {
    background: none;
    color: var(--text-3);
  }
  .formats {
    display: flex;
  }
  @container (max-width: 519px) {
    .formats {
      display: none;
    }
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
  .ask {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: var(--s2);
    padding: var(--s2);
    border-block-start: 1px solid var(--line);
    font: var(--t-sm) var(--font);
    font-weight: 550;
  }
  .ask span {
    flex: 1;
    padding-inline-start: var(--s2);
  }
  .suggestions {
    position: absolute;
    z-index: var(--z-popover);
    inset-block-end: calc(100% + 4px);
    inset-inline: -1px;
    max-block-size: 280px;
    overflow-y: auto;
    padding: var(--s1);
    border: 1px solid var(--line);
    border-radius: var(--r2);
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .suggestions li {
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-block-size: var(--target);
    padding-inline: var(--s2);
    border-radius: var(--r1);
    cursor: pointer;
    --avatar: 22px;
  }
  .suggestions li[aria-selected='true'] {
    background: var(--selected);
  }
  .suggestions bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .suggestions .hint {
    font: var(--t-sm) var(--font);
    color: var(--text-2);
  }
  .suggestions .emoji {
    inline-size: 22px;
    text-align: center;
    font-size: 18px;
  }
  .suggestions cairn-icon {
    inline-size: 22px;
    color: var(--text-2);
  }
  .picker {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 0;
    color: var(--text);
  }
  @media (pointer: coarse) {
    textarea {
      font-size: 16px;
    }
  }
  @media (forced-colors: active) {
    .suggestions li[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .send {
      border: 1px solid ButtonBorder;
    }
  }
`
