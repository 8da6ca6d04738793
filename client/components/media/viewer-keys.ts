/** What the keys do in the viewer (docs/behaviour.md, MV16-MV18): arrows move an enlarged picture, else they go to the next one. */
import { direction } from '../../app/text.ts'
import type { CairnZoom } from './cairn-zoom.ts'
import type { ViewerStep } from './viewer-place.ts'
import { STEP } from './zoom.ts'

const PAN_PX = 80

/**
 * @param zoom  the picture; null of a film
 * @returns what the key does, or undefined
 */
export function viewerKey(
  event: KeyboardEvent,
  zoom: Pick<CairnZoom, 'scale' | 'zoomBy' | 'panBy' | 'fit'> | null,
  step: (step: ViewerStep) => unknown,
): (() => unknown) | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  const isZoomed = zoom !== null && zoom.scale > 1
  const toLeft = direction() === 'rtl' ? -1 : 1
  // A film has its own arrows.
  const inVideo = event.composedPath()[0] instanceof HTMLVideoElement
  const acts: Record<string, (() => unknown) | false> = {
    ArrowLeft: !inVideo && (() => (isZoomed ? zoom.panBy(PAN_PX, 0) : step(toLeft))),
    ArrowRight: !inVideo && (() => (isZoomed ? zoom.panBy(-PAN_PX, 0) : step(-toLeft as ViewerStep))),
    ArrowUp: isZoomed && (() => zoom.panBy(0, PAN_PX)),
    ArrowDown: isZoomed && (() => zoom.panBy(0, -PAN_PX)),
    PageUp: () => step(1),
    PageDown: () => step(-1),
    '+': () => zoom?.zoomBy(STEP),
    '=': () => zoom?.zoomBy(STEP),
    '-': () => zoom?.zoomBy(1 / STEP),
    '0': () => zoom?.fit(),
  }
  return acts[event.key] || undefined
}
