/** Words and filters of what is typed (docs/behaviour.md, SR5-SR9). */
import { expect, it } from 'vitest'
import { resolveQuery, type Names } from '../../../client/search/resolve-query.ts'
import {
  complete,
  dayOf,
  openPartOf,
  parseQuery,
  withFilter,
  withoutFilter,
} from '../../../client/search/search-query.ts'
import { TRAITS } from '../../../client/search/search-row.ts'
import { suggestFilters } from '../../../client/search/suggest-filters.ts'

const chat = (id: string, title: string, more: object = {}) => ({
  id,
  title,
  handle: '',
  other: null,
  isSaved: false,
  ...more,
})
const NAMES: Names = {
  me: 1,
  people: [
    { userId: 1, username: 'yara', name: 'Yara' },
    { userId: 2, username: 'ana', name: 'Ana Sousa' },
    { userId: 3, username: 'anabel', name: 'Żaneta Nowak' },
  ],
  chats: [
    chat('p', 'pump-crew', { handle: 'pumps' }),
    chat('n', 'Night shift'),
    chat('dm-1-2', 'Ana Sousa', { other: 2 }),
    chat('saved-1', 'Saved messages', { isSaved: true }),
  ],
}
const resolve = (typed: string) => resolveQuery(parseQuery(typed), NAMES)
const filters = (typed: string) => parseQuery(typed).filters.map(({ name, value }) => `${name}=${value}`)

it('[SR5] words and filters are told apart; names with spaces stand in quotes', () => {
  const { text } = parseQuery('valve from:@ana  in:"Night shift" 4')
  expect(text).toBe('valve 4')
  expect(filters('valve FROM:@ana in:"Night shift" has:file')).toEqual(['from=@ana', 'in=Night shift', 'has=file'])
  expect(filters('from:"Ana Sou')).toEqual(['from=Ana Sou'])
  expect(parseQuery('"from: me" from: in:').text).toBe('"from: me"')
  expect(parseQuery('https://x.y is 12:30').text).toBe('https://x.y is 12:30')
})

it('[SR5] people by username or name, chats by name, direct messages by their person', () => {
  expect(resolve('from:@ana').from).toEqual([2])
  expect(resolve('from:"ana sousa"').from).toEqual([2])
  expect(resolve('from:an').from).toEqual([2, 3])
  expect(resolve('from:zaneta from:me').from).toEqual([3, 1])
  expect(resolve('in:#pump-crew').chats).toEqual(['p'])
  expect(resolve('in:pumps in:"night shift"').chats).toEqual(['p', 'n'])
  expect(resolve('in:@ana').chats).toEqual(['dm-1-2'])
  expect(resolve('valve')).toMatchObject({ terms: ['valve'], from: null, chats: null, unknown: [] })
})

it('[SR6][SR7][SR8] what it carries, days, and kinds of messages', () => {
  expect(resolve('has:image has:link mentions:me').traits).toBe(TRAITS.image | TRAITS.link | TRAITS.mentionsMe)
  expect(resolve('after:2026-03-01 before:2026-3-4')).toMatchObject({
    after: new Date(2026, 2, 1).getTime(),
    before: new Date(2026, 2, 4).getTime(),
  })
  expect(resolve('is:pinned is:unread')).toMatchObject({ isPinned: true, isUnread: true })
  expect(resolve('is:saved').chats).toEqual(['saved-1'])
  expect(dayOf('2026-02-30')).toBe(null)
})

it('[SR9] a filter that means nothing here is named', () => {
  const { unknown } = resolve('from:nobody in:nowhere has:wings before:soon is:odd mentions:ana has:mentionsMe')
  expect(unknown.map(({ name }) => name)).toEqual(['from', 'in', 'has', 'before', 'is', 'mentions', 'has'])
})

it('[SR4] one letter alone is a search of what is recent', () => {
  expect([resolve('a').isRecentOnly, resolve('a from:me').isRecentOnly, resolve('ab').isRecentOnly]).toEqual([
    true,
    false,
    false,
  ])
})

it('[SR5] filters come and go in what was typed', () => {
  expect(withFilter('valve ', 'in', 'Night shift')).toBe('valve in:"Night shift" ')
  expect(withFilter('', 'has', 'file')).toBe('has:file ')
  const typed = 'a in:"Night shift" b'
  expect(withoutFilter(typed, parseQuery(typed).filters[0]!)).toBe('a b')
})

it('[SR5] what is typed is completed where the caret stands', () => {
  const offered = (typed: string, caret = typed.length) =>
    suggestFilters(openPartOf(typed, caret), NAMES, new Date(2026, 2, 4, 12).getTime()).map(
      ({ name, value }) => `${name}:${value}`,
    )
  expect(offered('valve fr')).toEqual(['from:'])
  expect(offered('')).toEqual([])
  expect(offered('from:')).toEqual(['from:me', 'from:@yara', 'from:@ana', 'from:@anabel'])
  expect(offered('from:sou')).toEqual(['from:@ana'])
  expect(offered('in:ni')).toEqual(['in:Night shift'])
  expect(offered('in:@a')).toEqual(['in:@ana', 'in:@anabel'])
  expect(offered('has:i valve', 5)).toEqual(['has:image'])
  expect(offered('before:')[1]).toBe('before:2026-03-03')
  expect(offered('from:@ana')).toEqual(['from:@anabel'])
  expect(offered('in:"Night shift"')).toEqual([])
  const part = openPartOf('a fro b', 5)
  expect(complete('a fro b', part, 'from', '')).toEqual({ typed: 'a from:b', caret: 7 })
  expect(complete('in:ni x', openPartOf('in:ni x', 5), 'in', 'Night shift')).toEqual({
    typed: 'in:"Night shift" x',
    caret: 17,
  })
})
