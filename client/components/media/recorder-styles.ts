/** The look of the recorder: it takes the place of the text box, the camera's picture stands above. */
import { css } from 'lit'
import { base } from '../../styles/shared.ts'
import { mediaIconStyles } from './media-icons.ts'

export const recorderStyles = [
  base,
  mediaIconStyles,
  css`
    .recorder {
      position: absolute;
      inset: auto 0 0;
      z-index: 3;
      display: flex;
      align-items: center;
      gap: var(--s2);
      min-block-size: 100%;
      padding: 3px;
      border-radius: var(--r2);
      background: var(--surface);
      color: var(--text);
      font: var(--t-sm) var(--font);
    }
    .round {
      display: grid;
      place-items: center;
      flex: none;
      inline-size: var(--target);
      block-size: var(--target);
      border-radius: var(--r1);
      color: var(--text-2);
      font-size: 1rem;
    }
    .round:hover {
      background: var(--hover);
      color: var(--text);
    }
    .send {
      background: var(--accent);
      color: var(--on-accent);
    }
    .send:hover {
      background: var(--accent-hover);
      color: var(--on-accent);
    }
    .dot {
      flex: none;
      inline-size: 10px;
      block-size: 10px;
      border-radius: 50%;
      background: var(--danger);
    }
    .time {
      flex: none;
      min-inline-size: 36px;
      font-variant-numeric: tabular-nums;
    }
    .words {
      flex: 1;
      min-inline-size: 0;
      color: var(--text-2);
    }
    .words.bad {
      color: var(--text);
    }
    .held {
      font: var(--t-xs) var(--font);
    }
    :host([away]) .recorder {
      background: var(--danger-soft);
    }
    .waves {
      flex: 1;
      min-inline-size: 0;
      block-size: 28px;
      stroke: var(--accent);
      stroke-width: 2;
      stroke-linecap: round;
    }
    .waves:dir(rtl) {
      transform: scaleX(-1);
    }
    .waves path {
      vector-effect: non-scaling-stroke;
    }
    cairn-voice {
      flex: 1;
      min-inline-size: 0;
    }
    .picture {
      position: absolute;
      inset-inline-end: 0;
      inset-block-end: calc(100% + var(--s2));
      inline-size: min(320px, 100%);
      max-block-size: 50vh;
      border: 1px solid var(--line);
      border-radius: var(--r2);
      background: var(--sunken);
      box-shadow: var(--shadow);
    }
    .picture[data-round] {
      inline-size: min(240px, 100%);
      aspect-ratio: 1;
      border-radius: 50%;
      object-fit: cover;
    }
    /* As in a mirror, while one looks into the camera. */
    .live {
      transform: scaleX(-1);
    }
    @media (forced-colors: active) {
      .recorder {
        border: 1px solid ButtonBorder;
      }
    }
  `,
]
