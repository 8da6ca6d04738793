import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { difference } from '../../../client/components/chat/composer-box.ts'

describe('what changes in the text box', () => {
  it('is as little as can be, so that undo takes back one step', () => {
    expect(difference('a **b** c', 'a b c')).toEqual([2, 7, 'b'])
    expect(difference('abc', 'abXc')).toEqual([2, 2, 'X'])
    expect(difference('aa', 'a')).toEqual([1, 2, ''])
    expect(difference('same', 'same')).toEqual([4, 4, ''])
  })

  it('makes the one text of the other', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const [from, until, by] = difference(before, after)
        expect(before.slice(0, from) + by + before.slice(until)).toBe(after)
      }),
    )
  })
})
