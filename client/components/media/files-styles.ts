/** The look of the files panel: a row of filters, and one scroller of rows that are placed by their heights. */
import { css } from 'lit'
import { base, visuallyHidden } from '../../styles/shared.ts'

export const filesStyles = [
  base,
  visuallyHidden,
  css`
    :host {
      --more: 0px;
      display: flex;
      flex-direction: column;
      block-size: 100%;
      min-block-size: 0;
      font: var(--t-sm) var(--font);
      color: var(--text);
    }
    .filters {
      display: flex;
      flex: none;
      flex-wrap: wrap;
      gap: var(--s1);
      padding: var(--s2) var(--s3);
      border-block-end: 1px solid var(--line);
    }
    .filters button {
      min-block-size: max(28px, min(var(--target), 44px));
      min-inline-size: max(28px, min(var(--target), 44px));
      padding-inline: 6px;
      border: 1px solid transparent;
      border-radius: 999px;
      color: var(--text-2);
    }
    .filters button:hover {
      background: var(--hover);
    }
    .filters [aria-pressed='true'] {
      border-color: var(--accent);
      background: var(--accent-soft);
      color: var(--text);
      font-weight: 600;
    }
    @media (forced-colors: active) {
      .filters [aria-pressed='true'] {
        border-color: Highlight;
        background: Highlight;
        color: HighlightText;
        forced-color-adjust: none;
      }
    }
    .scroller {
      flex: 1;
      min-block-size: 0;
      overflow-y: auto;
      overscroll-behavior: contain;
      overflow-anchor: none;
      scrollbar-width: thin;
      scrollbar-color: var(--line-strong) transparent;
    }
    .all {
      position: relative;
      padding-inline: var(--s3);
      overflow: hidden;
    }
    .rows {
      transform: translateY(var(--before));
    }
    .day {
      block-size: 40px;
      padding-block-start: var(--s3);
      font: 650 var(--t-sm) var(--font);
      color: var(--text-2);
    }
    .tiles {
      display: grid;
      grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
    }
    .tiles > * {
      padding: 0;
      border: 0 solid transparent;
      border-block-end-width: 3px;
      border-inline-end-width: 3px;
      background-clip: padding-box;
    }
    .entry {
      block-size: calc(92px + var(--more));
      overflow: hidden;
      padding-block: 3px;
    }
    .sound {
      block-size: calc(120px + var(--more));
    }
    .voice {
      block-size: calc(100px + var(--more));
    }
    .link {
      block-size: calc(84px + var(--more));
    }
    .entry > :first-child {
      inline-size: 100%;
    }
    .entry p {
      block-size: 48px;
      overflow: hidden;
    }
    .entry p a,
    .entry p span {
      display: block;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .entry p span {
      color: var(--text-2);
      font: var(--t-xs) var(--font);
    }
    .from {
      display: inline-block;
      max-inline-size: 100%;
      min-block-size: calc(24px + var(--more));
      padding-inline: var(--s1);
      overflow: hidden;
      font: var(--t-xs) var(--font);
      line-height: 1.5rem;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .note {
      padding: var(--s3) var(--s4);
      color: var(--text-2);
    }
    /* The way to a message is as high as a finger needs: MORE_PX of files-rows.ts. */
    @media (pointer: coarse) {
      :host {
        --more: 20px;
      }
      .from {
        min-inline-size: var(--target);
        line-height: var(--target);
      }
    }
  `,
]
