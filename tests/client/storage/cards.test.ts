import { describe, expect, it } from 'vitest'
import { AGAIN_AFTER_MS, cardOf, type CardSources } from '../../../client/storage/cards.ts'
import { levelOf, type Usage } from '../../../client/storage/measure-storage.ts'

const NOW = 5e12
const usage = {
  messages: { bytes: 1, count: 1, chats: 1 },
  ...{ media: { bytes: 380, files: 2 }, index: 0, app: 0, estimate: { usage: 80, quota: 100 } },
} satisfies Usage
const QUIET: CardSources = {
  missing: [],
  storage: { app: 'here', usage, level: 'fine', isPersisted: true },
  chats: { done: 40, total: 40 },
  ...{ isBegun: true, isLive: true, canInstall: false, askedAtMs: 0, roomAwayUntilMs: 0, nowMs: NOW },
}
const card = (part: Partial<CardSources>) => cardOf({ ...QUIET, ...part })

describe('the card under the chat list', () => {
  it('there is none when all is well', () => {
    expect(card({})).toBeNull()
    expect(card({ canInstall: true })).toBeNull()
  })

  it('[OS2] the first run tells how many chats of how many are here', () => {
    const chats = { done: 12, total: 40 }
    expect(card({ isBegun: false, chats })).toEqual({ kind: 'getting', ...chats })
    // Whether there are more is not known yet.
    expect(card({ isBegun: false, isLive: false, chats: { done: 40, total: 40 } })).toBeNull()
    expect(card({ isBegun: false, isLive: false, chats: { done: 0, total: 0 } })).toBeNull()
  })

  it('[OS3] then it asks once to keep Cairn, then says that it is ready', () => {
    const fresh = { isBegun: false, storage: { ...QUIET.storage, isPersisted: false } }
    expect(card(fresh)).toEqual({ kind: 'keep', isFirst: true, canInstall: false, canPersist: true })
    expect(card({ ...fresh, askedAtMs: NOW - 1 })).toEqual({ kind: 'ready', chats: 40, hasApp: true })
    expect(card({ isBegun: false })).toEqual({ kind: 'ready', chats: 40, hasApp: true })
    expect(card({ isBegun: false, canInstall: true })).toMatchObject({ kind: 'keep', canPersist: false })
  })

  it('[OS43] it is not ready before Cairn itself is here, and says so where this browser never has it', () => {
    const of = (app: 'coming' | 'none') => card({ isBegun: false, storage: { ...QUIET.storage, app } })
    expect(of('coming')).toEqual({ kind: 'app-coming' })
    expect(of('none')).toEqual({ kind: 'ready', chats: 40, hasApp: false })
  })

  it('[OS18] not persistent, it asks again after 14 days, and not before', () => {
    const storage = { ...QUIET.storage, isPersisted: false }
    expect(card({ storage, askedAtMs: NOW - AGAIN_AFTER_MS + 1 })).toBeNull()
    expect(card({ storage, askedAtMs: NOW - AGAIN_AFTER_MS })).toMatchObject({ kind: 'keep', isFirst: false })
    expect(card({ storage, askedAtMs: NOW + 1 })).toMatchObject({ kind: 'keep' })
    expect(card({ storage: { ...storage, isPersisted: null } })).toBeNull()
  })

  it('[OS17] room comes before that, until it is put away', () => {
    const storage = { ...QUIET.storage, level: 'near' as const, isPersisted: false }
    expect(card({ storage, missing: ['channel/a'] })).toEqual({ kind: 'near', usage })
    expect(card({ storage, roomAwayUntilMs: NOW + 1, missing: ['channel/a'] })).toEqual({ kind: 'missing', count: 1 })
  })

  it('[OS19] a device that keeps nothing comes before all', () => {
    expect(card({ missing: ['channel/a', 'outbox'], storage: { ...QUIET.storage, level: 'full' } })).toEqual({
      kind: 'broken',
    })
  })
})

it.each([
  [{ usage: 79, quota: 100 }, 'fine'],
  [{ usage: 80, quota: 100 }, 'near'],
  [{ usage: 94, quota: 100 }, 'near'],
  [{ usage: 95, quota: 100 }, 'full'],
  [{ usage: null, quota: 100 }, 'fine'],
  [{ usage: 5, quota: 0 }, 'fine'],
] as const)('[OS17] %o is %s', (estimate, level) => {
  expect(levelOf(estimate)).toBe(level)
})
