import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf, fitBox } from '../../../client/components/media/fit-box.ts'
import { FITTED, MAX_SCALE, pan, within, zoomAt } from '../../../client/components/media/zoom.ts'
import { barsOf, waveformOf } from '../../../client/components/media/waveform.ts'

const MOST = { width: 360, height: 320 }

describe('the box of a picture', () => {
  it('[MV1] keeps the proportions within what there is', () => {
    expect(fitBox({ width: 1600, height: 1200 }, MOST)).toEqual({ width: 360, height: 270 })
    expect(fitBox({ width: 1200, height: 1600 }, MOST)).toEqual({ width: 240, height: 320 })
    expect(fitBox({ width: 200, height: 100 }, MOST)).toEqual({ width: 200, height: 100 })
  })

  it('[MV1] is there where nothing is known of it', () => {
    expect(fitBox({}, MOST)).toEqual({ width: 240, height: 180 })
    expect(fitBox({ width: 0, height: 40 }, MOST)).toEqual({ width: 240, height: 180 })
  })

  it('[MV1] is never more than there is, whatever a message says', () => {
    const side = fc.integer({ min: 0, max: 2 ** 40 })
    fc.assert(
      fc.property(side, side, (width, height) => {
        const box = fitBox({ width, height }, MOST)
        expect(box.width).toBeGreaterThan(0)
        expect(box.height).toBeGreaterThan(0)
        expect(box.width).toBeLessThanOrEqual(MOST.width)
        expect(box.height).toBeLessThanOrEqual(MOST.height)
      }),
    )
  })

  it('stands in a grid with others', () => {
    expect([1, 2, 3, 4, 5, 20].map(columnsOf)).toEqual([1, 2, 3, 2, 3, 3])
  })
})

describe('a picture enlarged', () => {
  const stage = { width: 1000, height: 600 }
  const picture = { width: 800, height: 600 }

  it('[MV17] stays where it is pointed at', () => {
    const zoomed = zoomAt(FITTED, 2, { x: 100, y: 50 })
    // The point of the picture under the pointer: (point - offset) / scale.
    expect((100 - zoomed.x) / zoomed.scale).toBe(100)
    expect((50 - zoomed.y) / zoomed.scale).toBe(50)
  })

  it('[MV17] is at most eight times as large, and at least fits', () => {
    expect(zoomAt(FITTED, 100, { x: 0, y: 0 }).scale).toBe(MAX_SCALE)
    expect(zoomAt({ scale: 2, x: 30, y: 9 }, 0.01, { x: 0, y: 0 })).toEqual(FITTED)
  })

  it('[MV17] never leaves the stage', () => {
    const moved = within(pan({ scale: 2, x: 0, y: 0 }, 5_000, -5_000), picture, stage)
    expect(moved).toEqual({ scale: 2, x: 300, y: -300 })
    expect(within(pan(FITTED, 40, 40), picture, stage)).toEqual(FITTED)
  })
})

describe('waves', () => {
  it('[MV6] are at most 64 whole numbers from 0 to 100', () => {
    const loud = Array.from({ length: 1_000 }, (_, n) => (n % 100) / 50)
    const waves = waveformOf(loud)
    expect(waves).toHaveLength(64)
    expect(waves.every((one) => Number.isInteger(one) && one >= 0 && one <= 100)).toBe(true)
    expect(waveformOf([0.5])).toEqual([50])
    expect(waveformOf([])).toEqual([])
  })

  it('[MV6] keep the loudest of each stretch', () => {
    expect(waveformOf([0, 0.9, 0, 0, 0, 0.2], 2)).toEqual([90, 20])
  })

  it('[MV6] fill their height whatever their scale, and are flat where there is no sound', () => {
    expect(barsOf([500_000, 1_000_000], 4)).toEqual([0.5, 0.5, 1, 1])
    expect(barsOf([], 3)).toEqual([0, 0, 0])
    expect(barsOf([0, 0], 2)).toEqual([0, 0])
  })
})
