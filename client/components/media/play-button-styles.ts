/** The round button in the middle of a film. */
import { css } from 'lit'

export const playButtonStyles = css`
  .play {
    position: absolute;
    inset: 0;
    z-index: 1;
    display: grid;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
    margin: auto;
    border-radius: 50%;
    background: var(--strip);
    color: var(--on-strip);
    font-size: 1.125rem;
  }
  :is(.face, .round):hover .play {
    background: var(--accent);
    color: var(--on-accent);
  }
`
