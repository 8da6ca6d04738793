/** How a picture is enlarged and moved (docs/behaviour.md, MV17). Pure: px from the middle of the stage, scale 1 = fits. */
import type { Size } from './fit-box.ts'

export interface Zoom {
  readonly scale: number
  /** How far the middle of the picture is from the middle of the stage. */
  readonly x: number
  readonly y: number
}

export const FITTED: Zoom = { scale: 1, x: 0, y: 0 }
export const MAX_SCALE = 8
/** One press of a button or key. */
export const STEP = 1.5

/** @param point  what stays where it is, px from the middle of the stage */
export function zoomAt(now: Zoom, factor: number, point: { readonly x: number; readonly y: number }): Zoom {
  const scale = Math.min(MAX_SCALE, Math.max(1, now.scale * factor))
  if (scale === 1) return FITTED
  const by = scale / now.scale
  return { scale, x: point.x - (point.x - now.x) * by, y: point.y - (point.y - now.y) * by }
}

export function pan(now: Zoom, dx: number, dy: number): Zoom {
  return { scale: now.scale, x: now.x + dx, y: now.y + dy }
}

/**
 * Keeps the picture where it can be seen: an enlarged side reaches the edge of the stage, a smaller one stays in the middle.
 *
 * @param picture  its size when it fits
 */
export function within({ scale, x, y }: Zoom, picture: Size, stage: Size): Zoom {
  const reach = (side: number, room: number) => Math.max(0, (side * scale - room) / 2)
  const [rx, ry] = [reach(picture.width, stage.width), reach(picture.height, stage.height)]
  return { scale, x: Math.min(rx, Math.max(-rx, x)), y: Math.min(ry, Math.max(-ry, y)) }
}
