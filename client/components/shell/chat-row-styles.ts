/** How a row of the chat list looks, on a desk and in a hand. */
import { css } from 'lit'

export const chatRowStyles = css`
  :host {
    display: block;
    position: relative;
  }
  button {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
    display: grid;
    place-items: center;
    inline-size: var(--target);
    border-radius: var(--r1);
    background: inherit;
    color: var(--text-2);
    opacity: 0;
  }
  :host(:hover) button,
  button:focus-visible {
    background: var(--hover);
    opacity: 1;
  }
  a {
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-block-size: max(var(--target), 32px);
    padding-inline: var(--s2);
    border-radius: var(--r1);
    color: var(--text-2);
    font: var(--t-md) var(--font);
    text-decoration: none;
  }
  a:hover {
    background: var(--hover);
  }
  a:focus-visible {
    outline-offset: -2px;
  }
  a[aria-current] {
    background: var(--selected);
    color: var(--text);
  }
  .loud {
    color: var(--text);
    font-weight: 650;
  }
  .title {
    flex: 1;
    min-inline-size: 0;
  }
  .mark {
    --avatar: 20px;
    display: grid;
    flex: none;
    place-items: center;
    position: relative;
    inline-size: 20px;
    block-size: 20px;
    font-size: 0.95rem;
    color: var(--text-3);
  }
  .mark cairn-presence {
    --presence-ground: var(--bg);
    position: absolute;
    inset-block-end: -4px;
    inset-inline-end: -5px;
  }
  a[aria-current] .mark cairn-presence {
    --presence-ground: var(--selected);
  }
  .signs {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--s1);
    font-size: 0.8125rem;
    font-weight: 400;
    color: var(--text-3);
  }
  .refused {
    color: var(--danger);
  }
  .count {
    min-inline-size: 20px;
    padding-inline: 6px;
    border-radius: 7px;
    background: var(--accent-soft);
    color: var(--accent-hover);
    font: 650 var(--t-xs) var(--font);
    line-height: 1.25rem;
    text-align: center;
    unicode-bidi: isolate;
    direction: ltr;
    font-variant-numeric: tabular-nums;
  }
  .muted .count {
    background: var(--sunken);
    color: var(--text-2);
  }
  .count.mention {
    background: var(--mention);
    color: var(--mention-text);
  }
  :host([tall]) a {
    display: grid;
    grid-template: 'picture title time' auto 'picture last signs' auto / auto 1fr auto;
    gap: 2px var(--s3);
    min-block-size: 64px;
    padding: var(--s2) var(--s4);
    border-radius: 0;
  }
  .picture {
    --avatar: 44px;
    grid-area: picture;
  }
  :host([tall]) .title {
    grid-area: title;
    color: var(--text);
  }
  .time {
    grid-area: time;
    text-align: end;
    font: var(--t-xs) var(--font);
    color: var(--text-3);
    align-self: center;
  }
  .last {
    grid-area: last;
    /* Where the row begins, in whatever direction the words run. */
    text-align: match-parent;
    font: var(--t-sm) var(--font);
    color: var(--text-2);
  }
  em {
    font-style: normal;
    color: var(--warn);
  }
  :host([tall]) .signs {
    grid-area: signs;
    justify-content: end;
    min-block-size: 20px;
  }
  :host([tall]) button {
    inset-block: auto 0;
    block-size: 32px;
  }
  /* No pointer hovers there: the button is seen, and has room of its own. */
  @media (pointer: coarse) {
    a {
      padding-inline-end: var(--target);
    }
    :host([tall]) a {
      padding-inline-end: 44px;
    }
    button,
    :host([tall]) button {
      inset-block: 0;
      block-size: auto;
      opacity: 1;
    }
  }
  @media (forced-colors: active) {
    a:focus-visible {
      outline-color: CanvasText;
    }
    /* The outline is the focus's alone. */
    a[aria-current]::before {
      content: '';
      position: absolute;
      inset-block: 0;
      inset-inline-start: 0;
      border-inline-start: 4px solid Highlight;
    }
    .count {
      border: 1px solid;
    }
  }
`
