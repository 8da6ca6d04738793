import { expect, it } from 'vitest'
import { walkOptions } from '../../../client/components/base/walk-options.ts'

it('[UI152] arrows walk a list, and round its ends', () => {
  expect([0, 1, 2].map((active) => walkOptions('ArrowDown', active, 3))).toEqual([1, 2, 0])
  expect([0, 1, 2].map((active) => walkOptions('ArrowUp', active, 3))).toEqual([2, 0, 1])
})

it('[UI152] arrows lead from the box to the first and the last of a list, other keys nowhere', () => {
  expect([walkOptions('ArrowDown', -1, 3), walkOptions('ArrowUp', -1, 3)]).toEqual([0, 2])
  expect([walkOptions('Home', 1, 3), walkOptions('ArrowDown', 0, 0)]).toEqual([null, null])
})
