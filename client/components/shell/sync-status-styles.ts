/** How the connection strip looks: a fixed height in every state. */
import { css } from 'lit'

export const syncStatusStyles = css`
  :host {
    display: block;
  }
  .strip {
    position: relative;
    display: flex;
    align-items: center;
    gap: 0 var(--s1);
    /* Of three lines of words, however large: what is said must not move what is above it. */
    block-size: 3.5rem;
    padding-inline: var(--s2);
    border-block-start: 1px solid var(--line);
    color: var(--text-2);
    font: var(--t-sm) var(--font);
  }
  button {
    display: flex;
    flex: 1;
    align-items: center;
    gap: var(--s2);
    min-inline-size: 0;
    min-block-size: max(36px, var(--target));
    padding-inline: var(--s2);
    border-radius: var(--r1);
  }
  button:hover {
    background: var(--hover);
  }
  .words {
    /* What is for the ear alone is cut with them. */
    position: relative;
    flex: 1;
    /* Three lines fit the strip. */
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    white-space: normal;
  }
  cairn-stones {
    font-size: 1.05rem;
    color: var(--text-3);
  }
  .quiet cairn-stones,
  .back cairn-stones,
  .sending cairn-stones {
    color: var(--accent);
  }
  .offline,
  .connecting,
  .warning {
    border-block-start-color: transparent;
    background: var(--strip);
    color: var(--on-strip);
  }
  .offline cairn-stones,
  .connecting cairn-stones,
  .warning cairn-stones {
    color: inherit;
  }
  .offline button:hover,
  .connecting button:hover,
  .warning button:hover {
    background: #ffffff1f;
  }
  .offline cairn-button,
  .connecting cairn-button,
  .warning cairn-button[variant='quiet'] {
    --text-2: var(--on-strip);
    --text: var(--on-strip);
    --hover: #ffffff1f;
    --focus: var(--on-strip);
  }
  .badge,
  .count {
    min-inline-size: 20px;
    padding-inline: 6px;
    border-radius: 7px;
    background: var(--sunken);
    color: var(--text);
    font: 600 var(--t-xs) var(--font);
    line-height: 1.25rem;
    text-align: center;
  }
  .badge {
    background: var(--danger);
    color: var(--on-danger);
  }
  cairn-progress {
    position: absolute;
    inset-inline: 0;
    inset-block-start: -1px;
  }
`
