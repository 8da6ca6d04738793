import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chatRoute, hashOf, isOnTopOf, HOME, parseRoute, PANELS, type Route } from '../../../client/app/routes.ts'

describe('routes', () => {
  it.each<[string, Route]>([
    ['', HOME],
    ['#/', HOME],
    ['#/c/general', chatRoute('general')],
    ['#/c/dm-1-2/members', chatRoute('dm-1-2', { name: 'members' })],
    ['#/c/general/t/01JNA', chatRoute('general', { name: 'thread', root: '01JNA' })],
    ['#/c/general/m/01JNA', chatRoute('general', null, '01JNA')],
    ['#/c/general/t/01JNA/m/01JNB', chatRoute('general', { name: 'thread', root: '01JNA' }, '01JNB')],
    ['#/c/general?q=a+b', chatRoute('general', { name: 'search', query: 'a b' })],
    ['#/c/general?q=', chatRoute('general', { name: 'search', query: '' })],
    ['#/c/general/m/01JNA?q=a', chatRoute('general', { name: 'search', query: 'a' }, '01JNA')],
    ['#/c/general/m/01JNA?reply', { ...chatRoute('general', null, '01JNA'), isReply: true }],
    ['#/c/general?reply', chatRoute('general')],
    ['#/search?q=valve+from%3A%40ana', { page: 'search', query: 'valve from:@ana' }],
    ['#/settings', { page: 'settings', part: '' }],
    ['#/settings/devices', { page: 'settings', part: 'devices' }],
    ['#/settings/', { page: 'settings', part: '' }],
    ['#/admin/chat/c1/invites/past', { page: 'admin', part: 'chat/c1/invites/past' }],
    ['#/join/abc', { page: 'join', token: 'abc' }],
    ['#/join?token=a-b_c', { page: 'join', token: 'a-b_c' }],
    ['#/join', HOME],
    ['#/reset', { page: 'reset', token: '' }],
    ['#/reset?token=a-b_c', { page: 'reset', token: 'a-b_c' }],
    ['#/verify?token=a-b_c', { page: 'verify', token: 'a-b_c' }],
    ['#/verify', HOME],
    ['#/activity', { page: 'activity' }],
    ['#/nonsense/at/all', HOME],
    ['#/c/', HOME],
    ['#/c/general/t', chatRoute('general')],
    ['#/c/general/other', chatRoute('general')],
    ['#/c/%E0%A4%A', chatRoute('%E0%A4%A')],
  ])('%s', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route)
  })

  it('every route survives being an address', () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' })
    const panel = fc.oneof(
      fc.constant(null),
      fc.constantFrom(...PANELS).map((name) => ({ name })),
      text.map((root) => ({ name: 'thread' as const, root })),
      text.map((query) => ({ name: 'search' as const, query })),
    )
    const route = fc.oneof(
      fc.tuple(text, panel).map(([chat, one]) => chatRoute(chat, one)),
      fc.tuple(text, text).map(([chat, message]) => chatRoute(chat, null, message)),
      fc.tuple(text, text).map(([chat, root]): Route => {
        return { ...chatRoute(chat, { name: 'thread', root }, root), isReply: true }
      }),
      text.map((query): Route => ({ page: 'search', query })),
      text.map((part): Route => ({ page: 'settings', part })),
      text.map((token): Route => ({ page: 'join', token })),
      text.map((token): Route => ({ page: 'reset', token })),
      text.map((token): Route => ({ page: 'verify', token })),
    )
    fc.assert(fc.property(route, (one) => void expect(parseRoute(hashOf(one))).toEqual(one)))
  })
})

describe('what stands on top of a page', () => {
  it.each([
    ['#/c/dm-1-2/info', '#/c/dm-1-2', true],
    ['#/c/dm-1-2?q=valve', '#/c/dm-1-2', true],
    ['#/c/dm-1-2', '#/c/dm-1-2', true],
    ['#/settings/profile', '#/', true],
    ['#/c/dm-1-23', '#/c/dm-1-2', false],
    ['#/activity', '#/c/dm-1-2', false],
  ])('[UI213] %s on %s: %s', (hash, below, isOn) => {
    expect(isOnTopOf(hash, below)).toBe(isOn)
  })
})
