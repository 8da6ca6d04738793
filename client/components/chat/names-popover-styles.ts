/** How a list of people beside a message looks: who has read it, who reacted to it. */
import { css } from 'lit'

export const namesPopoverStyles = css`
  :host {
    display: contents;
  }
  [popover] {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: var(--s2) 0;
    min-inline-size: 200px;
    max-inline-size: min(320px, calc(100vw - 16px));
    max-block-size: min(60vh, 420px);
    color: var(--text);
    font: var(--t-sm) var(--font);
    --avatar: 24px;
  }
  section + section {
    margin-block-start: var(--s2);
    padding-block-start: var(--s2);
    border-block-start: 1px solid var(--line);
  }
  h2 {
    padding: var(--s1) var(--s3);
    font: 600 var(--t-xs) var(--font);
    color: var(--text-2);
  }
  li {
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-block-size: 32px;
    padding-inline: var(--s3);
  }
`
