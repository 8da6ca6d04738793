/** The look of a voice message: its waves are the track of a native slider. */
import { css } from 'lit'

export const voiceStyles = css`
  :host {
    inline-size: min(100%, 340px);
  }
  /* In a box of others. */
  :host([bare]) {
    inline-size: auto;
  }
  :host([bare]) .voice {
    min-block-size: 0;
    padding: 0;
    border: 0;
    background: none;
  }
  :host([bare]) .track {
    display: flex;
    align-items: center;
    gap: var(--s2);
  }
  :host([bare]) .line {
    flex: 1;
  }
  .voice {
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-block-size: 60px;
    padding: var(--s1) var(--s2);
    border: 1px solid var(--line);
    border-radius: var(--r2);
    background: var(--surface);
  }
  .toggle {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: max(36px, var(--target));
    block-size: max(36px, var(--target));
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
    font-size: 0.875rem;
  }
  .toggle:hover {
    background: var(--accent-hover);
  }
  .toggle[aria-disabled='true'] {
    background: var(--sunken);
    color: var(--text-3);
  }
  .track {
    flex: 1;
    min-inline-size: 0;
  }
  .name {
    display: block;
    overflow: hidden;
    font-weight: 550;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .line {
    position: relative;
    block-size: 28px;
    border-radius: var(--r1);
  }
  .line:focus-within:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .waves {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    stroke-width: 2;
    stroke-linecap: round;
  }
  .waves:dir(rtl) {
    transform: scaleX(-1);
  }
  .waves path {
    stroke: var(--line-strong);
    vector-effect: non-scaling-stroke;
  }
  .waves .played {
    stroke: var(--accent);
    clip-path: inset(0 var(--left, 100%) 0 0);
    clip-path: view-box inset(0 var(--left, 100%) 0 0);
  }
  /* A finger finds more than the waves, and the waves stay where they are. */
  input {
    --high: max(28px, var(--target));
    position: absolute;
    inset-block-start: calc((28px - var(--high)) / 2);
    inset-inline: 0;
    inline-size: 100%;
    block-size: var(--high);
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  input:disabled {
    pointer-events: none;
  }
  .times {
    display: flex;
    align-items: center;
    gap: var(--s2);
    block-size: 24px;
    overflow-x: clip;
    white-space: nowrap;
    font: var(--t-xs) var(--font);
    color: var(--text-2);
    font-variant-numeric: tabular-nums;
  }
  .times .pill {
    min-block-size: 18px;
    padding: 0;
    background: none;
    color: var(--text-2);
  }
  /* Over the waves, which hear nothing while there is nothing to play. */
  .times button.pill {
    position: relative;
    z-index: 1;
    min-block-size: max(24px, var(--target));
    margin-block: calc((24px - max(24px, var(--target))) / 2);
    color: var(--link);
  }
  .speed {
    flex: none;
    min-inline-size: max(40px, var(--target));
    min-block-size: max(28px, min(var(--target), 44px));
    border-radius: var(--r1);
    color: var(--text-2);
    font: var(--t-xs) var(--font);
    font-weight: 600;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .speed:hover {
    background: var(--hover);
    color: var(--text);
  }
`
