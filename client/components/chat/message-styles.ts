/** The look of one message: no bubble, a ground only where it means something. */
import { css } from 'lit'

export const messageStyles = css`
  /* A row out of sight is there for keys and readers, and is neither laid out nor drawn, where the timeline says so. */
  :host {
    content-visibility: var(--row-visibility, visible);
    contain-intrinsic-block-size: auto 56px;
    display: grid;
    grid-template-columns: var(--avatar) minmax(0, 1fr) auto;
    column-gap: var(--s3);
    padding-block: calc(var(--row) + 2px) var(--row);
    padding-inline: var(--s4);
    font: var(--t-md) var(--font);
    color: var(--text);
  }
  :host(:not([follows])) {
    padding-block-start: calc(var(--row) + var(--s2));
  }
  :host(:hover),
  :host([active]) {
    background: var(--hover);
  }
  /* Its tools stand out of it. */
  :host(:hover),
  :host([active]) {
    content-visibility: visible;
  }
  /* Only where something stands on it: each positioned box is drawn by itself. */
  :host(:hover),
  :host([active]),
  :host([flash]) {
    position: relative;
  }
  :host([mention]) {
    background: var(--mention);
    box-shadow: inset var(--edge) 0 0 var(--warn);
    --text-2: var(--mention-text);
    --text-3: var(--mention-text);
  }
  :host([chosen]) {
    background: var(--selected);
  }
  input[type='checkbox'] {
    justify-self: center;
    inline-size: 20px;
    block-size: 20px;
    margin: 1px 0 0;
    accent-color: var(--accent);
    pointer-events: none;
  }
  :host([refused]) {
    box-shadow: inset var(--edge) 0 0 var(--danger);
  }
  :host {
    --edge: 3px;
  }
  :host(:dir(rtl)) {
    --edge: -3px;
  }
  :host(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }
  :host([flash])::after {
    content: '';
    position: absolute;
    inset: 0;
    background: var(--accent);
    opacity: 0;
    pointer-events: none;
    animation: var(--still, flash) 1.6s var(--ease);
  }
  @keyframes flash {
    0%,
    40% {
      opacity: 0.16;
    }
  }
  .gutter {
    padding-block-start: 1px;
    font: var(--t-xs) var(--font);
    line-height: inherit;
    color: var(--text-3);
    text-align: end;
    white-space: nowrap;
  }
  .gutter time {
    visibility: hidden;
    font-size: 0.6875rem;
    letter-spacing: -0.02em;
    margin-inline-start: -8px;
  }
  :host(:hover) .gutter time,
  :host([active]) .gutter time,
  :host(:focus) .gutter time {
    visibility: visible;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: var(--s2);
    min-inline-size: 0;
  }
  /* A press finds more than the name, and the name stays where it is. */
  .author {
    --more: 1px;
    margin-block: calc(-1 * var(--more));
    padding-block: var(--more);
    min-inline-size: 24px;
    font-weight: 650;
    overflow-wrap: anywhere;
  }
  @media (pointer: coarse) {
    .author {
      --more: calc((var(--target) - 1lh) / 2);
      min-inline-size: var(--target);
    }
  }
  button.author:hover {
    text-decoration: underline;
  }
  cairn-avatar[data-person] {
    cursor: pointer;
  }
  .encrypted {
    margin: 0;
    color: var(--text-2);
    font-style: italic;
  }

  .meta {
    font: var(--t-xs) var(--font);
    color: var(--text-3);
  }
  .late {
    color: var(--warn);
    font-weight: 500;
  }
  .deleted {
    font-style: italic;
    color: var(--text-3);
  }
  .pending {
    color: var(--text-2);
  }
  .jumbo {
    font-size: 2rem;
    line-height: 2.625rem;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s1) var(--s2);
  }
  .note {
    display: inline-flex;
    align-items: center;
    gap: var(--s1);
    font: var(--t-xs) var(--font);
    color: var(--text-3);
  }
  cairn-receipt {
    align-self: end;
    margin-block-end: 4px;
  }
  @media (forced-colors: active) {
    :host([mention]),
    :host([refused]) {
      border-inline-start: 3px solid Mark;
    }
    /* The outline is the focus's alone. */
    :host([active])::before {
      content: '';
      position: absolute;
      inset-block: 0;
      inset-inline-end: 0;
      border-inline-end: 3px solid Highlight;
    }
  }
`
