import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cropBox, dragged, MAX_ZOOM, WHOLE } from '../../../client/components/settings/crop-box.ts'

const wide = { width: 400, height: 200 }

describe('the square of a picture', () => {
  it('[UI35] is the middle of the whole shorter side at first', () => {
    expect(cropBox(wide, WHOLE)).toEqual({ left: 100, top: 0, side: 200 })
    expect(cropBox({ width: 200, height: 400 }, WHOLE)).toEqual({ left: 0, top: 100, side: 200 })
  })

  it('[UI35] is smaller the nearer one looks, up to four times', () => {
    expect(cropBox(wide, { ...WHOLE, zoom: 2 })).toEqual({ left: 150, top: 50, side: 100 })
    expect(cropBox(wide, { ...WHOLE, zoom: 99 }).side).toBe(200 / MAX_ZOOM)
  })

  it('[UI35] follows a drag: the picture goes with the finger', () => {
    const wish = dragged(wide, WHOLE, { x: 50, y: 10 })
    expect(cropBox(wide, wish)).toEqual({ left: 50, top: 0, side: 200 })
    expect(cropBox(wide, dragged(wide, wish, { x: 500, y: 0 })).left).toBe(0)
  })

  it('[UI35] never leaves the picture, whatever is wished', () => {
    const side = fc.integer({ min: 1, max: 20_000 })
    const number = fc.double({ min: -10, max: 10, noNaN: true })
    fc.assert(
      fc.property(side, side, number, number, number, (width, height, zoom, x, y) => {
        const box = cropBox({ width, height }, { zoom, x, y })
        expect(Math.min(box.left, box.top)).toBeGreaterThanOrEqual(0)
        expect(box.left + box.side).toBeLessThanOrEqual(width + 1e-6)
        expect(box.top + box.side).toBeLessThanOrEqual(height + 1e-6)
        expect(box.side).toBeGreaterThan(0)
      }),
    )
  })
})
