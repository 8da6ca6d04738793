import { describe, expect, it } from 'vitest'
import { dayAfterKey, dayOf, midnight, monthAfter, weeksOf } from '../../../client/components/chat/calendar.ts'

const dates = (weeks: (number | null)[][]) =>
  weeks.map((week) => week.map((day) => (day === null ? 0 : new Date(day).getDate())))
const day = (text: string) => new Date(`${text}T00:00`).getTime()

describe('the month to choose a day from', () => {
  it('[MG4] begins its weeks as the region does', () => {
    const march = day('2026-03-04')
    expect(dates(weeksOf(march, 1))[0]).toEqual([0, 0, 0, 0, 0, 0, 1])
    expect(dates(weeksOf(march, 7))[0]).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(dates(weeksOf(day('2026-02-01'), 7))).toHaveLength(4)
    expect(dates(weeksOf(march, 6)).at(-1)).toEqual([28, 29, 30, 31, 0, 0, 0])
  })

  it.each([
    ['ArrowRight', '2026-03-05'],
    ['ArrowLeft', '2026-03-03'],
    ['ArrowDown', '2026-03-11'],
    ['ArrowUp', '2026-02-25'],
    ['Home', '2026-03-02'],
    ['End', '2026-03-08'],
    ['PageUp', '2026-02-04'],
    ['PageDown', '2026-04-04'],
  ])('[MG4] %s goes to %s', (key, to) => {
    expect(dayAfterKey(day('2026-03-04'), key, 1, false)).toBe(day(to))
  })

  it('[MG4] from right to left the arrows go the other way, and other keys nowhere', () => {
    expect(dayAfterKey(day('2026-03-04'), 'ArrowRight', 1, true)).toBe(day('2026-03-03'))
    expect(dayAfterKey(day('2026-03-04'), 'a', 1, false)).toBeNull()
  })

  it('[MG4] a shorter month has no 31st, and a day is a midnight also where the clock changes', () => {
    expect(monthAfter(day('2026-03-31'), -1)).toBe(day('2026-02-28'))
    expect(monthAfter(day('2026-01-31'), 1)).toBe(day('2026-02-28'))
    expect(midnight(new Date('2026-03-29T13:00').getTime())).toBe(dayOf(2026, 2, 29))
  })
})
