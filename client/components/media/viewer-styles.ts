/** The look of the viewer: dark in both themes, so that the picture has its own light. */
import { css } from 'lit'
import { base } from '../../styles/shared.ts'

export const viewerStyles = [
  base,
  css`
    dialog {
      inline-size: 100vw;
      block-size: 100dvb;
      max-inline-size: none;
      max-block-size: none;
      margin: 0;
      padding: 0;
      overflow: hidden;
      border: 0;
      background: #0d100f;
      color: #e8ece9;
      color-scheme: dark;
      font: var(--t-sm) var(--font);
      --focus: #8ab8ff;
    }
    dialog[open] {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr) auto;
    }
    dialog:focus-visible {
      outline: none;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--s1) var(--s3);
      padding: var(--s2) var(--s3);
    }
    .about {
      display: grid;
      min-inline-size: 0;
    }
    .about bdi {
      overflow: hidden;
      font-weight: 650;
      text-overflow: ellipsis;
    }
    .about time {
      font: var(--t-xs) var(--font);
      color: #b6c0ba;
    }
    .tools {
      display: flex;
      align-items: center;
      margin-inline-start: auto;
    }
    .tool,
    .scale {
      display: inline-grid;
      place-items: center;
      flex: none;
      min-inline-size: max(40px, var(--target));
      block-size: max(40px, var(--target));
      border-radius: var(--r1);
      font-size: 1.0625rem;
    }
    .scale {
      font: var(--t-xs) var(--font);
      font-variant-numeric: tabular-nums;
    }
    .tool:hover,
    .scale:hover {
      background: #2f3833;
    }
    .tool[aria-disabled='true'] {
      background: none;
      color: #7d8982;
    }
    .minus {
      inline-size: 14px;
      block-size: 2px;
      border-radius: 1px;
      background: currentColor;
    }
    .middle {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      align-items: center;
      min-block-size: 0;
    }
    .stage {
      inline-size: 100%;
      block-size: 100%;
      min-block-size: 0;
    }
    .blurred {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      object-fit: contain;
    }
    video {
      object-fit: contain;
      background: none;
    }
    .note {
      min-block-size: 34px;
      padding: var(--s2) var(--s4);
      text-align: center;
      color: #b6c0ba;
    }
    @media (max-width: 599.98px) {
      .middle {
        grid-template-columns: 1fr 1fr;
        grid-template-rows: minmax(0, 1fr) auto;
        block-size: 100%;
      }
      .stage {
        grid-column: 1 / -1;
        grid-row: 1;
      }
      .middle > .tool {
        grid-row: 2;
        justify-self: center;
        inline-size: 72px;
      }
    }
    @media (forced-colors: active) {
      .tool,
      .scale {
        border: 1px solid ButtonBorder;
      }
    }
  `,
]
