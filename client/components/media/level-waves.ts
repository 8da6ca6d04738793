/** How loud it was, as bars that move on from the end of the line. */
import { html, svg, type TemplateResult } from 'lit'

const BARS = 40

/** @param levels  0 to 1, the newest last */
export function levelWaves(levels: readonly number[]): TemplateResult {
  const shown = levels.slice(-BARS)
  const d = shown
    .map((level, n) => {
      const half = Math.max(1, level * 14)
      return `M${(BARS - shown.length + n) * 4 + 2} ${16 - half}V${16 + half}`
    })
    .join('')
  return html`<svg class="waves" viewBox="0 0 ${BARS * 4} 32" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<path d=${d} />`}
  </svg>`
}
