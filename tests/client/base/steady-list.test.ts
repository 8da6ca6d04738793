import { expect, it } from 'vitest'
import { steadyList } from '../../../client/components/base/steady-list.ts'

const rows = (ids: string) => [...ids].map((id) => ({ id }))
const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id).join('')

it('[UI187] a list that is chosen from keeps its order, and what came since stands at its end', () => {
  const { found, active } = steadyList({ found: rows('abcd'), active: 2 }, rows('bxacd'))
  expect([ids(found), active]).toEqual(['abcdx', 2])
})

it('[UI187] the row pointed at stays so where one before it is gone', () => {
  const { found, active } = steadyList({ found: rows('abcd'), active: 2 }, rows('dcb'))
  expect([ids(found), active]).toEqual(['bcd', 1])
})

it('[UI187] where the row pointed at is gone, the next one is', () => {
  expect(steadyList({ found: rows('abc'), active: 1 }, rows('ac')).active).toBe(1)
  expect(steadyList({ found: rows('abc'), active: 2 }, rows('ab')).active).toBe(1)
  expect(steadyList({ found: rows('a'), active: 0 }, []).active).toBe(0)
})
