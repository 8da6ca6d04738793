/** The box that a picture or film gets before a byte of it is here, so that nothing moves when it comes (docs/behaviour.md, MV1). Pure. */

export interface Size {
  readonly width: number
  readonly height: number
}

/** Where nothing is known of it. */
const UNKNOWN: Size = { width: 240, height: 180 }
/** A strip or a pole is shown by its middle. */
const WIDEST = 3
const TALLEST = 1 / 2
const MIN_SIDE = 96

/**
 * @param size  of the medium, px; missing or 0 = not known
 * @param most  of the box
 * @returns whole px, at least 96 on each side where `most` allows, never more than `most`
 */
export function fitBox(size: { readonly width?: number; readonly height?: number }, most: Size): Size {
  const { width, height } = size.width && size.height ? (size as Size) : UNKNOWN
  const ratio = Math.min(WIDEST, Math.max(TALLEST, width / height))
  // Small ones are not blown up, but for what a finger needs.
  const own = Math.max(width, ratio >= 1 ? MIN_SIDE * ratio : MIN_SIDE)
  const fitted = Math.min(own, most.width, most.height * ratio)
  return { width: Math.round(fitted), height: Math.max(1, Math.round(fitted / ratio)) }
}

/** Columns of a grid of so many pictures. */
export function columnsOf(count: number): number {
  return count <= 1 ? 1 : count === 2 || count === 4 ? 2 : 3
}
