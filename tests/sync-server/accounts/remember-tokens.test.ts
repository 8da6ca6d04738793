import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { openAccountStore } from '../../../sync-server/accounts/account-store.ts'
import { openRememberTokens, REMEMBER_MS } from '../../../sync-server/accounts/remember-tokens.ts'
import { hashToken, openSessionStore } from '../../../sync-server/accounts/session-store.ts'
import { openDatabase, type Database } from '../../../sync-server/storage/database.ts'
import { MIGRATIONS } from '../../../sync-server/storage/migrations.ts'
import { newFolder, removeFolders } from '../support/a-server.ts'

const opened: Database[] = []
afterEach(() => opened.splice(0).forEach((db) => db.close()))
afterAll(removeFolders)

const caller = { address: '192.0.2.1', device: 'a browser' }

function remembering(keys: readonly string[] = ['k'.repeat(32)]) {
  const db = openDatabase(newFolder(), MIGRATIONS)
  db.pragma('synchronous = OFF')
  opened.push(db)
  const clock = { nowMs: 1_800_000_000_000 }
  const now = () => clock.nowMs
  const sessions = openSessionStore({ db, now, randomBytes })
  const open = (with_: readonly string[]) => openRememberTokens({ db, keys: with_, sessions, now, randomBytes })
  const account = { username: 'ada', passwordHash: '', email: null, admin: false, createdAtMs: 0 }
  const userId = openAccountStore(db).insert(account)
  if (typeof userId === 'string') throw new Error(userId)
  const first = sessions.start(userId, caller)
  const remember = open(keys)
  return { db, clock, sessions, remember, open, userId, first, token: remember.issue(hashToken(first)) }
}

describe('remember tokens', () => {
  it('[CX3] give a new session, and end the one whose cookie is gone', () => {
    const { db, sessions, remember, userId, first, token } = remembering()
    const found = remember.redeem(token, caller)
    expect(found?.session.userId).toBe(userId)
    expect(sessions.findByToken(found?.sessionToken ?? '')?.sessionId).toBe(found?.session.sessionId)
    expect(sessions.findByToken(first)).toBeNull()
    const rows = db.prepare<[], { hash: string }>('SELECT hash FROM remember_tokens').all()
    expect(rows.map(({ hash }) => hash)).toContain(hashToken(token))
    expect(remember.redeem('nothing', caller)).toBeNull()
  })

  it('[CX3] are good for 30 days, and no longer', () => {
    const { clock, sessions, remember, first, token } = remembering()
    // The session itself goes on, as it is used.
    clock.nowMs += REMEMBER_MS - 1
    const session = sessions.findByToken(first)
    if (session) sessions.touch(session)
    clock.nowMs += 1
    expect(remember.redeem(token, caller)).toBeNull()
    expect(sessions.findByToken(first)).not.toBeNull()
  })

  it('[CX4] give the same answer again until it was used', () => {
    const { remember, token } = remembering()
    const once = remember.redeem(token, caller)
    expect(remember.redeem(token, caller)).toEqual(once)
    const twice = remember.redeem(once?.rememberToken ?? '', caller)
    expect(twice?.sessionToken).not.toBe(once?.sessionToken)
  })

  it('[CX4] end the session when one is presented after its successor', () => {
    const { sessions, remember, token } = remembering()
    const once = remember.redeem(token, caller)
    const twice = remember.redeem(once?.rememberToken ?? '', caller)
    expect(remember.redeem(token, caller)).toBeNull()
    expect(sessions.findByToken(twice?.sessionToken ?? '')).toBeNull()
    expect(remember.redeem(twice?.rememberToken ?? '', caller)).toBeNull()
  })

  it('[CX4] a key that was put in front changes no answer', () => {
    const { remember, open, token } = remembering()
    const once = remember.redeem(token, caller)
    expect(open(['n'.repeat(32), 'k'.repeat(32)]).redeem(token, caller)).toEqual(once)
  })

  it('[CX5] are worth nothing once the session was ended', () => {
    const { sessions, remember, userId, token } = remembering()
    const once = remember.redeem(token, caller)
    sessions.endAll(userId)
    expect(remember.redeem(token, caller)).toBeNull()
    expect(remember.redeem(once?.rememberToken ?? '', caller)).toBeNull()
  })
})
