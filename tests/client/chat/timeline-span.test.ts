import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  carryOver,
  extendDown,
  extendUp,
  MAX_ROWS,
  spanAround,
  spanAtEnd,
} from '../../../client/components/chat/timeline-span.ts'

const keys = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `m${from + i}`)
const places = (rows: readonly string[]) => new Map(rows.map((key, index) => [key, index]))

describe('which rows are in the DOM', () => {
  it('a chat opens with as many of its last rows as a view shows, or with those round its new-messages line', () => {
    expect(spanAtEnd(600)).toEqual({ from: 584, to: 600 })
    expect(spanAtEnd(10)).toEqual({ from: 0, to: 10 })
    expect(spanAround(300, 600)).toEqual({ from: 294, to: 310 })
  })

  it('rows are added at one end, and what is too much goes at the other', () => {
    expect(extendUp({ from: 300, to: 540 }, 30)).toEqual({ from: 270, to: 510 })
    expect(extendDown({ from: 270, to: 510 }, 600, 30)).toEqual({ from: 300, to: 540 })
    expect(extendUp({ from: 10, to: 20 }, 30)).toEqual({ from: 0, to: 20 })
  })

  it('older rows put before it do not change what is shown', () => {
    const after = places(keys(0, 130))
    expect(carryOver({ from: 0, to: 100 }, keys(30, 130), after, false)).toEqual({ from: 30, to: 130 })
  })

  it('who is at the end stays there as messages arrive', () => {
    const after = places(keys(0, 300))
    expect(carryOver({ from: 50, to: 290 }, keys(0, 290), after, true)).toEqual({ from: 60, to: 300 })
  })

  it('who reads further up keeps the rows that are there', () => {
    const after = places(keys(0, 300))
    expect(carryOver({ from: 50, to: 290 }, keys(0, 290), after, false)).toEqual({ from: 50, to: 290 })
  })

  it('where nothing of it is left, the end is shown', () => {
    expect(carryOver({ from: 0, to: 5 }, keys(0, 5), places(keys(50, 60)), false)).toEqual({ from: 0, to: 10 })
  })

  it('there are never more than 240', () => {
    const step = fc.constantFrom('up', 'down', 'arrive', 'older')
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, isPinned) => {
        let [first, last] = [500, 600]
        let span = spanAtEnd(last - first)
        for (const one of steps) {
          const before = keys(first, last)
          if (one === 'up') span = extendUp(span, 30)
          else if (one === 'down') span = extendDown(span, last - first, 30)
          else {
            if (one === 'arrive') last += 40
            else first -= 30
            span = carryOver(span, before, places(keys(first, last)), isPinned)
          }
          expect(span.to - span.from).toBeLessThanOrEqual(MAX_ROWS)
          expect(span.from).toBeGreaterThanOrEqual(0)
          expect(span.to).toBeLessThanOrEqual(last - first)
          expect(span.to).toBeGreaterThan(span.from)
        }
      }),
    )
  })
})
