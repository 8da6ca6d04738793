/** Up and down in the grid of emoji. */
import { expect, it } from 'vitest'
import { stepRow, type GroupedGrid } from '../../../client/components/chat/step-row.ts'

/** 0-7 and 8-11 are the recent ones, 12-19, 20-27 and 28-29 the rest. */
const GRID: GroupedGrid = { recent: 12, count: 30, columns: 8 }

function walk(grid: GroupedGrid, at: number, isDown: boolean): number[] {
  const next = stepRow(at, isDown, grid)
  return next === at ? [at] : [at, ...walk(grid, next, isDown)]
}

it('[UI244] each press goes one row on, through two rows of recent ones and the rows after them', () => {
  expect(walk(GRID, 1, true)).toEqual([1, 9, 13, 21, 29])
  expect(walk(GRID, 29, false)).toEqual([29, 21, 13, 9, 1])
})

it('[UI244] a row that is too short is entered at its end', () => {
  expect(walk(GRID, 6, true)).toEqual([6, 11, 15, 23, 29])
  expect(walk(GRID, 19, false)).toEqual([19, 11, 3])
  expect(stepRow(3, true, { recent: 4, count: 6, columns: 8 })).toBe(5)
})

it('[UI244] two full rows of recent ones lead to the rest in the same column', () => {
  const grid = { recent: 16, count: 40, columns: 8 }
  expect(walk(grid, 7, true)).toEqual([7, 15, 23, 31, 39])
  expect(walk(grid, 39, false)).toEqual([39, 31, 23, 15, 7])
})

it('[UI244] beyond the first and the last row nothing moves', () => {
  expect(stepRow(5, false, GRID)).toBe(5)
  expect(stepRow(28, true, GRID)).toBe(28)
  expect(stepRow(2, false, { recent: 0, count: 9, columns: 8 })).toBe(2)
  expect(stepRow(0, true, { recent: 0, count: 0, columns: 8 })).toBe(0)
})
