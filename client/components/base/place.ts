/** Where a popover stands beside what it belongs to: on the wanted side, else on the other, and always in the window. */

export interface Placement {
  readonly side: 'above' | 'below'
  /** Which edges meet; `start` is the side where text begins. */
  readonly align: 'start' | 'end' | 'centre'
  /** Between the two, in px. */
  readonly gap?: number
}

export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

const EDGE = 8

/** Pure part of `place`: the left and top of a box of this size. */
export function placeBox(
  size: Size,
  anchor: Box,
  placement: Placement,
  view: Size & { readonly isRtl: boolean },
): { left: number; top: number } {
  const { side, align, gap = 4 } = placement
  const above = anchor.top - gap - size.height
  const below = anchor.bottom + gap
  const fits = (top: number) => top >= EDGE && top + size.height <= view.height - EDGE
  const [first, second] = side === 'above' ? [above, below] : [below, above]
  const top = fits(first) || !fits(second) ? first : second
  const meetsLeft = align === (view.isRtl ? 'end' : 'start')
  const left =
    align === 'centre'
      ? (anchor.left + anchor.right - size.width) / 2
      : meetsLeft
        ? anchor.left
        : anchor.right - size.width
  return {
    left: Math.max(EDGE, Math.min(left, view.width - size.width - EDGE)),
    top: Math.max(EDGE, Math.min(top, view.height - size.height - EDGE)),
  }
}

/** Moves an open popover (`position: fixed; inset: auto`) beside `anchor`. */
export function place(popover: HTMLElement, anchor: Box, placement: Placement): void {
  const size = { width: popover.offsetWidth, height: popover.offsetHeight }
  const root = document.documentElement
  const isRtl = getComputedStyle(popover).direction === 'rtl'
  const view = { width: root.clientWidth, height: window.innerHeight, isRtl }
  const { left, top } = placeBox(size, anchor, placement, view)
  popover.style.setProperty('left', `${left}px`)
  popover.style.setProperty('top', `${top}px`)
}
