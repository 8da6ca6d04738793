/** The look of the suggestions, which render into the shadow root of the text box. */
import { css } from 'lit'

export const suggestStyles = css`
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
    font-size: 1.125rem;
  }
  .suggestions cairn-icon {
    inline-size: 22px;
    color: var(--text-2);
  }
  @media (forced-colors: active) {
    .suggestions li[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`
