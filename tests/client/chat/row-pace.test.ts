import { describe, expect, it } from 'vitest'
import { RowPace } from '../../../client/components/chat/row-pace.ts'

/** Makes rows that take so long each, until the number no longer changes. */
function settledAt(pace: RowPace, eachMs: number): number {
  let rows = 0
  for (let frame = 0; frame < 20; frame++) {
    rows = pace.begin(1_000)
    pace.end(1_000 + rows * eachMs)
  }
  return rows
}

describe('how many rows are made in a frame', () => {
  it('as many as fit into six milliseconds of it', () => {
    expect(settledAt(new RowPace(), 1)).toBe(6)
    expect(settledAt(new RowPace(), 2)).toBe(3)
  })

  it('one at least, and twelve at most', () => {
    expect(settledAt(new RowPace(), 40)).toBe(1)
    expect(settledAt(new RowPace(), 0)).toBe(12)
  })

  it('one slow frame does not make a device slow', () => {
    const pace = new RowPace()
    const usual = settledAt(pace, 0.5)
    pace.begin(0)
    pace.end(300)
    expect(pace.begin(0)).toBeGreaterThanOrEqual(usual / 2)
  })

  it('what was rendered for another reason teaches nothing', () => {
    const pace = new RowPace()
    const before = settledAt(pace, 1)
    pace.end(90_000)
    expect(pace.begin(0)).toBe(before)
  })
})
