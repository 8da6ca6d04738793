/** Which square of a picture is taken, by how near one looks and where (docs/behaviour.md, UI35). Pure; pixels of the picture. */

export interface Size {
  readonly width: number
  readonly height: number
}

/** `zoom`: 1 = the whole shorter side. `x`, `y`: 0 = start, 1 = end, 0.5 = the middle. */
export interface CropWish {
  readonly zoom: number
  readonly x: number
  readonly y: number
}

export interface CropBox {
  readonly left: number
  readonly top: number
  readonly side: number
}

export const MAX_ZOOM = 4
export const WHOLE: CropWish = { zoom: 1, x: 0.5, y: 0.5 }

/** Always inside of the picture, whatever is wished. */
export function cropBox({ width, height }: Size, wish: CropWish): CropBox {
  const side = Math.min(width, height) / between(wish.zoom, 1, MAX_ZOOM)
  return { left: (width - side) * between(wish.x, 0, 1), top: (height - side) * between(wish.y, 0, 1), side }
}

/** The wish after the picture was dragged by so many pixels of itself. */
export function dragged(size: Size, wish: CropWish, by: { readonly x: number; readonly y: number }): CropWish {
  const { side } = cropBox(size, wish)
  const moved = (at: number, room: number, pixels: number) => (room > 0 ? between(at - pixels / room, 0, 1) : at)
  return { ...wish, x: moved(wish.x, size.width - side, by.x), y: moved(wish.y, size.height - side, by.y) }
}

function between(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
