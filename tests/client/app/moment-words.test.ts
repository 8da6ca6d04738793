/** When something was, where its sentence may be read on another day. */
import { expect, it } from 'vitest'
import '../../../client/app/all-words.ts'
import { formatMoment, formatTime } from '../../../client/app/format.ts'
import { presenceWords } from '../../../client/components/base/presence-words.ts'
import { prepareWords } from '../../../client/components/storage/prepare-words.ts'

const AT = new Date(2026, 2, 3, 14, 2).getTime()
const DAY_MS = 86_400_000
const done = {
  state: 'done' as const,
  ...{ chats: 4, messages: 900, files: 12, bytes: 4_100_000, missing: 0, noRoom: 0, gone: 0, atMs: AT },
}

it.each([
  ['the same day', AT + 60_000, ':02'],
  ['the next day', AT + DAY_MS, 'Tue'],
  ['a week later', AT + 8 * DAY_MS, '3'],
])('[UI202] when a person was last known of, and a device made ready, is told with the day: %s', (_, nowMs, part) => {
  const moment = formatMoment(AT, nowMs)
  expect(moment).toContain(part)
  expect(moment === formatTime(AT)).toBe(part === ':02')
  expect(presenceWords('unknown', AT, nowMs)).toBe(`Last known ${moment}`)
  expect(prepareWords(done, 'here', nowMs)).toMatch(new RegExp(`${moment}$`))
})

it('[UI202] what is known now has no time', () => {
  expect([presenceWords('idle', AT, AT), presenceWords('unknown', null, AT)]).toEqual([
    'Away',
    'Last known state unknown',
  ])
})
