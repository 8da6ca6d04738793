/** A list of chats or people in a dialog, of which some are ticked. */
import { css } from 'lit'

export const pickListStyles = css`
  ul {
    max-block-size: 240px;
    margin-block: var(--s2);
    border: 1px solid var(--line);
    border-radius: var(--r1);
  }
  li {
    --avatar: 28px;
    display: flex;
    align-items: center;
    gap: var(--s3);
    min-block-size: max(40px, var(--target));
    padding-inline: var(--s3);
    cursor: pointer;
  }
  li:hover {
    background: var(--hover);
  }
  .active {
    background: var(--selected);
  }
  .tick {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 18px;
    block-size: 18px;
    border: 1px solid var(--line-strong);
    border-radius: var(--r1);
    background: var(--surface);
    color: transparent;
    font-size: 0.75rem;
  }
  [aria-selected='true'] .tick {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  .title {
    flex: 1;
    min-inline-size: 0;
  }
  [aria-disabled='true'] {
    color: var(--text-3);
    cursor: default;
  }
  [aria-disabled='true'] .tick {
    opacity: 0.5;
  }
  .reason {
    max-inline-size: 50%;
    text-align: end;
  }
  small,
  p {
    font: var(--t-sm) var(--font);
    color: var(--text-2);
  }
  @media (forced-colors: active) {
    .active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    [aria-selected='true'] .tick {
      color: CanvasText;
    }
  }
`
