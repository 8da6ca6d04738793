/** How the sections of the chat list look. */
import { css } from 'lit'

export const chatListStyles = css`
  :host {
    display: block;
  }
  section {
    margin-block-start: var(--s3);
  }
  .head button {
    display: flex;
    align-items: center;
    gap: var(--s1);
    min-block-size: max(24px, calc(var(--target) - 8px));
    padding-inline: var(--s2);
    border-radius: var(--r1);
    color: var(--text-3);
    font: 600 var(--t-xs) var(--font);
    letter-spacing: 0.02em;
  }
  .head button:hover {
    color: var(--text);
  }
  .head cairn-icon {
    font-size: 0.75rem;
  }
`
