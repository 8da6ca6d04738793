/** Icons that only media need, on the grid of `cairn-icon`: they stay out of what the first list loads. Shapes from lucide-static (ISC). */
import { css, html, svg, type TemplateResult } from 'lit'

const SHAPES = {
  play: 'M7 4.5v15a1 1 0 0 0 1.5.86l12-7.5a1 1 0 0 0 0-1.72l-12-7.5A1 1 0 0 0 7 4.5z',
  pause:
    'M7 4h2a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM15 4h2a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1h-2a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1z',
  stop: 'M6 5h12a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z',
  video:
    'm16 13 5.223 3.482a.5.5 0 0 0 .777-.416V7.87a.5.5 0 0 0-.752-.432L16 10.5M4 6h10a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z',
  circle: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M10 8.5v7l5.5-3.5z',
  sound: 'M9 18V5l12-2v13M3 18a3 3 0 1 0 6 0a3 3 0 1 0-6 0M15 16a3 3 0 1 0 6 0a3 3 0 1 0-6 0',
} as const
export type MediaIcon = keyof typeof SHAPES

const SOLID: ReadonlySet<MediaIcon> = new Set<MediaIcon>(['play', 'pause', 'stop'])

export function mediaIcon(name: MediaIcon): TemplateResult {
  return html`<svg class="media-icon" viewBox="0 0 24 24" aria-hidden="true" ?data-solid=${SOLID.has(name)}>
    ${svg`<path d=${SHAPES[name]} />`}
  </svg>`
}

export const mediaIconStyles = css`
  .media-icon {
    display: block;
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .media-icon[data-solid] {
    fill: currentColor;
    stroke: none;
  }
`
