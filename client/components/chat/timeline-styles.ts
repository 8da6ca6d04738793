/** How a timeline looks: the box that scrolls, the beginning of the chat, the way back to its end. */
import { css } from 'lit'

export const timelineStyles = css`
  :host {
    position: relative;
    display: block;
    min-block-size: 0;
  }
  .scroller {
    contain: strict;
    block-size: 100%;
    overflow-y: auto;
    overflow-x: hidden;
    overflow-anchor: none;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
  }
  .content {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    min-block-size: 100%;
    padding-block: var(--s4) var(--s2);
  }
  /* Inside the row: outside of it the next row and the edge of the view would cover the ring. */
  [role='article']:focus-visible {
    outline-offset: -2px;
  }
  /* Heights of rows out of sight are guesses: not before what was gone to stands in its place. */
  :host([settled]) .feed {
    --row-visibility: auto;
  }
  .beginning {
    padding: var(--s5) var(--s4) var(--s2);
    color: var(--text-2);
    font: var(--t-sm) var(--font);
  }
  .title {
    font: 650 var(--t-lg) var(--font);
    color: var(--text);
  }
  .beginning button {
    margin-block-start: var(--s3);
  }
  cairn-jump-pill {
    position: absolute;
    z-index: 2;
    inset-block-end: var(--s3);
    inset-inline-end: var(--s5);
  }
`
