/** Pieces of style that several elements of a chat share. */
import { css, unsafeCSS } from 'lit'
import { base, visuallyHidden } from '../../styles/shared.ts'

/** Where every element of a chat starts from. */
export const chatBase = [
  base,
  visuallyHidden,
  css`
    .icon-button {
      display: inline-grid;
      place-items: center;
      flex: none;
      inline-size: var(--target);
      block-size: var(--target);
      border-radius: var(--r1);
      color: var(--text-2);
    }
    .icon-button:hover {
      background: var(--hover);
      color: var(--text);
    }
    .text-button {
      flex: none;
      min-block-size: var(--target);
      padding-inline: var(--s3);
      border: 1px solid var(--line-strong);
      border-radius: var(--r1);
      background: var(--surface);
      color: var(--text);
      font: var(--t-sm) var(--font);
      font-weight: 550;
      text-align: center;
    }
    .text-button:hover {
      background: var(--hover);
    }
    .text-button.primary {
      border-color: transparent;
      background: var(--accent);
      color: var(--on-accent);
    }
    .text-button.primary:hover {
      background: var(--accent-hover);
    }
    button[aria-disabled='true'] {
      color: var(--text-3);
    }
  `,
]

const TONES = Array.from({ length: 10 }, (_, i) => `.n${i + 1}{color:var(--n${i + 1})}`).join('')

/** People's names in their tones: `class="n4"`. */
export const nameTones = unsafeCSS(TONES)
