/** The media side on a folder of its own, with a clock driven by hand, and a small server that only has its routes. */
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Koa from 'koa'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import type { Session } from '../../../sync-server/accounts/session-store.ts'
import { answerErrors } from '../../../sync-server/http/errors.ts'
import { fileRoutes } from '../../../sync-server/http/file-routes.ts'
import { uploadRoutes } from '../../../sync-server/http/upload-routes.ts'
import type { SessionState } from '../../../sync-server/http/state.ts'
import { createLog } from '../../../sync-server/log.ts'
import type { MediaDeps } from '../../../sync-server/media/deps.ts'
import { openMedia, type MediaOptions } from '../../../sync-server/media/open-media.ts'
import { openDatabase, type Database } from '../../../sync-server/storage/database.ts'
import { MIGRATIONS } from '../../../sync-server/storage/migrations.ts'
import { TestWorld } from '../../support/a-world.ts'
import { newFolder } from './a-server.ts'

export const ada = 1 as UserId
export const bo = 2 as UserId
export const ridge = '01ARZ3NDEKTSV4RRFFQ69G5FAV' as ChannelId

export interface AMedia extends MediaDeps {
  readonly db: Database
  readonly folder: string
  readonly clock: { nowMs: number; advance(ms: number): void }
  /** `user channel` of everyone who may read somewhere. */
  readonly readers: Set<string>
  /** Notes a message that names the file, as the projection does. */
  nameInMessage(fileId: string, channel: ChannelId): void
  /** Paths under the data folder's uploads, those on their way included. */
  filesOnDisk(): string[]
}

export function aMedia(options: Partial<MediaOptions> = {}): AMedia {
  const folder = options.dataFolder ?? newFolder()
  const db = openDatabase(folder, MIGRATIONS)
  const clock = { nowMs: options.now?.() ?? 1_800_000_000_000, advance: (ms: number) => void (clock.nowMs += ms) }
  const readers = new Set<string>()
  const media = openMedia({
    ...{ db, dataFolder: folder, s3: null, linkKeys: ['a key of the test, long enough'], world: () => new TestWorld() },
    ...{ publicUrl: 'https://chat.example.org', maxUploadBytes: 5_000_000, now: () => clock.nowMs },
    log: createLog('silent'),
    ...options,
  })
  return {
    ...media,
    ...{ db, folder, clock, readers },
    mayRead: (userId, channel) => readers.has(`${userId} ${channel}`),
    nameInMessage: (fileId, channel) => {
      db.prepare('INSERT INTO file_uses VALUES (?, ?, ?)').run(fileId, channel, '01ARZ3NDEKTSV4RRFFQ69G5FAW')
    },
    filesOnDisk: () => ['files', 'incoming'].flatMap((name) => listFiles(join(folder, name))),
  }
}

function listFiles(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
  } catch {
    return []
  }
}

export interface MediaServer {
  readonly url: string
  /** A request of the server, as `user` (nobody when left out). */
  request(path: string, init?: RequestInit & { user?: UserId; duplex?: 'half' }): Promise<Response>
  stop(): Promise<void>
}

export async function serveMedia(media: MediaDeps): Promise<MediaServer> {
  const app = new Koa<SessionState>()
  app.silent = true
  app.use(answerErrors(media.log))
  app.use(async (ctx, next) => {
    const user = ctx.get('x-test-user')
    ctx.state.session = user === '' ? null : ({ userId: Number(user) as UserId } as Session)
    await next()
  })
  app.use(fileRoutes(media).routes())
  const limits = { upload: { take: async () => null, look: async () => ({ limit: 1, remaining: 1, resetsInMs: 0 }) } }
  app.use(uploadRoutes({ media, limits }).routes())
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    request: (path, { user, headers, ...init } = {}) =>
      fetch(url + path, {
        ...init,
        headers: { ...headers, ...(user ? { 'x-test-user': String(user) } : {}) } as HeadersInit,
      }),
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The path and query of an address, to ask a test's own server for it. */
export function pathOf(address: string): string {
  const { pathname, search } = new URL(address)
  return pathname + search
}
