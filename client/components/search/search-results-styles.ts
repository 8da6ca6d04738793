/** How results of a search look. */
import { css } from 'lit'

export const searchResultsStyles = css`
  :host {
    display: block;
  }
  .hit {
    display: flex;
    flex-direction: column;
    gap: 2px;
    inline-size: 100%;
    padding: var(--s3) var(--s4);
    border-block-end: 1px solid var(--line);
    color: var(--text);
    font: var(--t-sm) var(--font);
    text-decoration: none;
  }
  .hit:hover,
  .named:hover {
    background: var(--hover);
  }
  .hit:focus-visible,
  .named:focus-visible {
    outline-offset: -2px;
  }
  .head {
    display: flex;
    align-items: baseline;
    gap: var(--s1);
    min-inline-size: 0;
  }
  .head b {
    flex: 0 1 auto;
    font-weight: 650;
  }
  .chat {
    flex: 1 1 40%;
    color: var(--text-3);
    font: var(--t-xs) var(--font);
  }
  time {
    flex: none;
    color: var(--text-3);
    font: var(--t-xs) var(--font);
  }
  .text {
    display: -webkit-box;
    overflow: hidden;
    color: var(--text-2);
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    line-clamp: 4;
  }
  .file {
    display: flex;
    align-items: center;
    gap: var(--s1);
    color: var(--text-2);
    overflow-wrap: anywhere;
  }
  .file cairn-icon {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    color: var(--text-3);
  }
  .note {
    color: var(--text-3);
    font: var(--t-xs) var(--font);
  }
  mark {
    border-radius: 3px;
    background: var(--mention);
    color: var(--mention-text);
    box-shadow: 0 0 0 1px var(--mention);
  }
  .named {
    --avatar: 28px;
    display: flex;
    align-items: center;
    gap: var(--s3);
    min-block-size: max(44px, var(--target));
    padding-inline: var(--s4);
    color: var(--text);
    font: var(--t-md) var(--font);
    text-decoration: none;
  }
  .named span {
    flex: 1;
  }
  small {
    flex: none;
    color: var(--text-2);
    font: var(--t-xs) var(--font);
  }
  .server {
    padding: var(--s4) var(--s4) var(--s2);
    color: var(--text-2);
    font: 600 var(--t-sm) var(--font);
  }
  .more {
    padding: var(--s3) var(--s4);
  }
  @media (forced-colors: active) {
    mark {
      background: Mark;
      color: MarkText;
    }
  }
`
