/** A data folder with accounts, sessions and channels, made with the server's own stores before it starts. */
import { createHmac, randomBytes, randomInt } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { UserId } from '../../schema/ids.ts'
import { openAccountStore } from '../../sync-server/accounts/account-store.ts'
import { openSessionStore } from '../../sync-server/accounts/session-store.ts'
import { openSecrets } from '../../sync-server/secrets.ts'
import { DEFAULT_REACTIONS } from '../../schema/default-reactions.ts'
import { openDatabase } from '../../sync-server/storage/database.ts'
import { MIGRATIONS } from '../../sync-server/storage/migrations.ts'
import { createSyncCore, type SyncCore } from '../../sync-server/sync/sync-core.ts'

export interface Workspace {
  readonly folder: string
  /** A `Cookie` header for each user, from user 1 on. */
  readonly cookies: readonly string[]
  remove(): void
}

/** On the same disk as the project, and so the baseline's. */
export function benchFolder(): { folder: string; remove: () => void } {
  const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'bench-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/**
 * @param fill  puts in what the row needs, synchronously
 * @param now   when it arrives there
 */
export async function makeWorkspace(
  users: number,
  fill: (core: SyncCore) => void = () => {},
  now: () => number = Date.now,
): Promise<Workspace> {
  const { folder, remove } = benchFolder()
  const db = openDatabase(folder, MIGRATIONS)
  const { cookieKeys } = openSecrets(folder, randomBytes)
  const accounts = openAccountStore(db)
  const sessions = openSessionStore({ db, now: Date.now, randomBytes })
  const core = fillingCore(db, now)
  const cookies: string[] = []
  for (let n = 1; n <= users; n++) {
    const username = `person${n}`
    const userId = accounts.insert({
      ...{ username, passwordHash: '-', email: null, admin: n === 1, createdAtMs: Date.now() },
    }) as UserId
    void core.runInCommit((tx) => tx.announceUser({ userId, username, admin: n === 1 }))
    cookies.push(cookieOf(sessions.start(userId, { device: 'bench', address: '127.0.0.1' }), cookieKeys[0] as string))
  }
  core.deps.writer.flush()
  fill(core)
  core.stop()
  db.close()
  writeFileSync(join(folder, 'settings.json'), '{}')
  return { folder, cookies, remove }
}

/** The server's core without sockets; commits when it is told to. */
function fillingCore(db: ReturnType<typeof openDatabase>, now: () => number): SyncCore {
  const log = { info: () => {}, warn: () => {}, error: (fields: object, text: string) => console.error(text, fields) }
  return createSyncCore({
    db,
    logger: log,
    messagesPerMinute: Infinity,
    settings: () => ({
      reactions: DEFAULT_REACTIONS,
      adminsDeleteMessages: false,
      volumeMessages: 1024,
      defaultChannels: ['general'],
    }),
    clock: {
      now,
      random: () => randomInt(2 ** 32) / 2 ** 32,
      schedule: (_delayMs, _callback) => () => {},
      defer: () => {},
    },
  })
}

/** As Koa signs it (keygrip). */
function cookieOf(token: string, key: string): string {
  const signature = createHmac('sha1', key).update(`session=${token}`).digest('base64url')
  return `session=${token}; session.sig=${signature}`
}
