/** How mentions and answers look. */
import { css } from 'lit'

export const activityStyles = css`
  :host {
    display: block;
    block-size: 100%;
  }
  p {
    padding: var(--s3) var(--s4);
    color: var(--text-2);
    font: var(--t-sm) var(--font);
  }
  a {
    --avatar: 36px;
    display: grid;
    grid-template: 'picture who time' auto 'picture said mark' auto / auto 1fr auto;
    gap: 2px var(--s3);
    padding: var(--s3) var(--s4);
    border-block-end: 1px solid var(--line);
    color: var(--text-2);
    font: var(--t-sm) var(--font);
    text-decoration: none;
  }
  a:hover {
    background: var(--hover);
  }
  a:focus-visible {
    outline-offset: -2px;
  }
  cairn-avatar {
    grid-area: picture;
  }
  .who {
    grid-area: who;
  }
  b {
    color: var(--text);
    font-weight: 650;
  }
  time {
    grid-area: time;
    color: var(--text-3);
    font: var(--t-xs) var(--font);
  }
  .said {
    grid-area: said;
    overflow-wrap: anywhere;
  }
  .unread .said {
    color: var(--text);
  }
  .mark {
    grid-area: mark;
    align-self: start;
    padding-inline: 6px;
    border-radius: 7px;
    background: var(--mention);
    color: var(--mention-text);
    font: 650 var(--t-xs) var(--font);
    line-height: 1.25rem;
  }
  .more {
    padding: var(--s3) var(--s4);
  }
  @media (forced-colors: active) {
    .mark {
      border: 1px solid;
    }
  }
`
