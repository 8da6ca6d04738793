/** Where files can be dropped: an outline round the chat, and what it means. */
import { css } from 'lit'

export const dropStyles = css`
  :host {
    position: relative;
  }
  :host([dropping])::after {
    content: attr(data-drop);
    position: absolute;
    inset: var(--s2);
    z-index: var(--z-panel);
    display: grid;
    place-items: center;
    border: 2px dashed var(--accent);
    border-radius: var(--r2);
    background: color-mix(in srgb, var(--accent-soft) 85%, transparent);
    color: var(--text);
    font: var(--t-lg) var(--font);
    font-weight: 600;
    text-align: center;
    pointer-events: none;
  }
`
