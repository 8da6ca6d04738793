/** What stands on a picture or film: it reads on anything, light or dark. */
import { css } from 'lit'
import { visuallyHidden } from '../../styles/shared.ts'

export const mediaStyles = [
  visuallyHidden,
  css`
    :host {
      display: block;
      position: relative;
      font: var(--t-sm) var(--font);
      color: var(--text);
    }
    .pill {
      display: inline-flex;
      align-items: center;
      gap: var(--s1);
      max-inline-size: 100%;
      min-block-size: 28px;
      padding: 2px var(--s2);
      border-radius: 999px;
      background: var(--strip);
      color: var(--on-strip);
      font: var(--t-xs) var(--font);
      font-weight: 550;
      text-align: start;
    }
    .pill span {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    button.pill {
      min-block-size: max(28px, min(var(--target), 44px));
    }
    button.pill:hover {
      text-decoration: underline;
    }
    button.pill[aria-disabled='true']:hover {
      text-decoration: none;
    }
    @media (forced-colors: active) {
      .pill {
        border: 1px solid ButtonBorder;
      }
    }
  `,
]

/** A picture, film or place for one: a box of known size with a face to press. */
export const faceStyles = css`
  .face {
    position: absolute;
    inset: 0;
    display: block;
    inline-size: 100%;
    block-size: 100%;
    overflow: hidden;
    border-radius: var(--r1);
    background: var(--sunken);
  }
  .face img,
  .face video {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  /* A line that no light picture lacks. */
  .face::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: inherit;
    box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--text) 14%, transparent);
  }
  .over {
    position: absolute;
    inset-inline: var(--s2);
    inset-block-end: var(--s2);
    display: flex;
    pointer-events: none;
  }
  .over > * {
    pointer-events: auto;
  }
`
