import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UserId } from '../../../schema/ids.ts'
import { openAccountStore } from '../../../sync-server/accounts/account-store.ts'
import { openRefreshTokens, type RefreshTokens } from '../../../sync-server/accounts/refresh-tokens.ts'
import { hashToken, openSessionStore, type SessionStore } from '../../../sync-server/accounts/session-store.ts'
import { openDatabase, type Database } from '../../../sync-server/storage/database.ts'
import { MIGRATIONS } from '../../../sync-server/storage/migrations.ts'
import { newFolder, removeFolders } from '../support/a-server.ts'

const KEY = 'a key of the data folder, 32 characters'

let db: Database
let sessions: SessionStore
let refresh: RefreshTokens
let userId: UserId
let nowMs = 1_800_000_000_000

const open = (keys: string[]) => openRefreshTokens({ db, keys, sessions, now: () => nowMs, randomBytes })

beforeEach(() => {
  db = openDatabase(newFolder(), MIGRATIONS)
  db.pragma('synchronous = OFF')
  sessions = openSessionStore({ db, now: () => nowMs, randomBytes })
  refresh = open([KEY])
  const account = { username: 'ada', passwordHash: '', email: null, admin: true, createdAtMs: nowMs }
  userId = openAccountStore(db).insert(account) as UserId
})
afterEach(() => void db.close())
afterAll(removeFolders)

function signIn(): { sessionId: string; first: string } {
  const sessionId = hashToken(sessions.start(userId, { device: 'a program', address: '192.0.2.1' }))
  return { sessionId, first: refresh.start(sessionId) }
}

/** The successor, or null when the server refused. */
function rotate(token: string): string | null {
  const rotation = refresh.rotate(token)
  return rotation.ok ? rotation.token : null
}

describe('refresh tokens', () => {
  it('[AU43] presenting one again gives the same successor until that is first used', () => {
    const { sessionId, first } = signIn()
    const second = rotate(first)
    expect(second).toMatch(/^[\w-]{43}$/)
    expect(second).not.toBe(first)
    expect([rotate(first), rotate(first)]).toEqual([second, second])
    expect(sessions.find(sessionId)).not.toBeNull()
  })

  it('[AU44] once the successor was used, the older one ends the session and every token of it', () => {
    const { sessionId, first } = signIn()
    const ended: string[] = []
    sessions.onEnded((id) => ended.push(id))
    const second = rotate(first) as string
    const third = rotate(second) as string
    expect(refresh.rotate(first)).toMatchObject({ ok: false, reason: 'reused' })
    expect(ended).toEqual([sessionId])
    expect([rotate(second), rotate(third)]).toEqual([null, null])
  })

  it('[AU43] the answer may be lost at every point: asking again goes on with the same chain', () => {
    const without = chain(() => 0)
    for (let lostAt = 0; lostAt < 8; lostAt++) {
      for (const times of [1, 3]) {
        const { sessionId, length } = chain((step) => (step === lostAt ? times : 0))
        expect(length).toBe(without.length)
        expect(sessions.find(sessionId)).not.toBeNull()
      }
    }
  })

  it('[AU45] two tabs that refresh at once get the same token, whichever is faster, and both go on', () => {
    const { sessionId, first } = signIn()
    const [one, two] = [rotate(first), rotate(first)]
    expect(one).toBe(two)
    // One tab goes on for a whole life of an access token before the other asks.
    const next = rotate(one as string)
    expect(rotate(two as string)).toBe(next)
    expect(sessions.find(sessionId)).not.toBeNull()
  })

  it('[AU45] 500 random schedules of tabs, lost questions, lost answers and late ones sign no honest person out', () => {
    const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
    const random = mulberry(seed)
    let refreshes = 0
    for (let run = 0; run < 500; run++) {
      const { sessionId, first } = signIn()
      refreshes += playHonestly(first, random)
      expect(sessions.find(sessionId), `seed ${seed}, run ${run}`).not.toBeNull()
    }
    console.log(`refresh schedules: seed ${seed}, 500 runs, ${refreshes} refreshes, 0 sign-outs`)
    expect(refreshes).toBeGreaterThan(500)
  })

  it('[AU44] a stolen token ends the family, whoever of the two is first', () => {
    for (const thiefIsFirst of [true, false]) {
      const { sessionId, first } = signIn()
      const [fast, slow] = [rotate(first) as string, first]
      // The faster one goes on; the slower one, who still has the old token, comes after: thief or victim, it ends.
      expect(rotate(fast)).not.toBeNull()
      expect(rotate(slow), `thief first: ${thiefIsFirst}`).toBeNull()
      expect(sessions.find(sessionId)).toBeNull()
    }
  })

  it('[AU44] a token of another family or of nobody ends nothing', () => {
    const { sessionId } = signIn()
    expect(refresh.rotate('x'.repeat(43))).toEqual({ ok: false, reason: 'unknown' })
    expect(rotate('')).toBeNull()
    expect(sessions.find(sessionId)).not.toBeNull()
  })

  it('[AU43] a token is worth nothing once its session has ended or expired', () => {
    const { sessionId, first } = signIn()
    sessions.end(sessionId)
    expect(rotate(first)).toBeNull()
    const other = signIn()
    nowMs += 30 * 24 * 60 * 60_000
    expect(rotate(other.first)).toBeNull()
  })

  it('[AU61] under a new key a lost answer can still be asked for again', () => {
    const { first } = signIn()
    const second = rotate(first)
    refresh = open(['another key of the data folder, newer', KEY])
    expect(rotate(first)).toBe(second)
    expect(rotate(second as string)).not.toBeNull()
    expect(rotate(first)).toBeNull()
  })

  it('[AU26] only hashes are kept', () => {
    const { first } = signIn()
    const second = rotate(first) as string
    const kept = JSON.stringify(db.prepare('SELECT * FROM refresh_tokens').all())
    for (const token of [first, second]) {
      expect(kept).not.toContain(token)
      expect(kept).toContain(hashToken(token))
    }
  })
})

/** Eight refreshes one after the other, each asked `lost(step)` times more since the answer did not come. */
function chain(lost: (step: number) => number): { sessionId: string; length: number } {
  const { sessionId, first } = signIn()
  let [token, length] = [first, 0]
  for (let step = 0; step < 8; step++) {
    for (let again = 0; again < lost(step); again++) rotate(token)
    token = rotate(token) as string
    length++
  }
  return { sessionId, length }
}

interface OnTheWay {
  readonly arrivesAt: number
  readonly token: string
}

/**
 * Three tabs share what a browser stores for all of them: the newest pair of tokens. A tab that finds the access token
 * over refreshes, and asks again while nothing comes back. On the way questions and answers get lost, doubled and late, by
 * less than an access token lives.
 *
 * @returns how many refreshes the server answered
 */
function playHonestly(first: string, random: () => number): number {
  const LIFE = 100
  const chance = (p: number) => random() < p
  const within = (ms: number) => Math.floor(random() * ms)
  const stored = { token: first, freshUntil: 0 }
  const wakesAt = [within(LIFE), within(LIFE), within(LIFE)]
  const asks: OnTheWay[] = []
  const answers: OnTheWay[] = []
  let answered = 0
  for (let now = 0; now < 12 * LIFE; now++) {
    for (const tab of wakesAt.keys()) {
      if ((wakesAt[tab] ?? 0) > now || stored.freshUntil > now) continue
      wakesAt[tab] = now + 1 + within(20)
      for (const copy of [chance(0.8), chance(0.1)]) {
        if (copy) asks.push({ arrivesAt: now + within(LIFE / 2), token: stored.token })
      }
    }
    for (const { token } of takeDue(asks, now)) {
      const next = rotate(token)
      if (next === null) return answered
      answered++
      if (chance(0.7)) answers.push({ arrivesAt: now + within(LIFE / 2), token: next })
    }
    for (const { token } of takeDue(answers, now)) Object.assign(stored, { token, freshUntil: now + LIFE })
  }
  return answered
}

function takeDue(list: OnTheWay[], now: number): OnTheWay[] {
  const due = list.filter(({ arrivesAt }) => arrivesAt <= now)
  list.splice(0, list.length, ...list.filter(({ arrivesAt }) => arrivesAt > now))
  return due
}

/** mulberry32: small and seedable. */
function mulberry(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
