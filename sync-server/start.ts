/** Starts a whole server from its environment, and stops it again. `main.ts` adds the process; tests start it on port 0. */
import { mkdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import type { DestinationStream } from 'pino'
import type { Dispatcher } from 'undici'
import { openDuplicateCooldown } from './accounts/duplicate-cooldown.ts'
import { openAccounts } from './accounts/open-accounts.ts'
import { openPasswords } from './accounts/passwords.ts'
import { publishKeys } from './accounts/publish-keys.ts'
import { openSessionStore } from './accounts/session-store.ts'
import { openTickets } from './accounts/tickets.ts'
import { cookiesOf, createApp } from './app.ts'
import { openChattrixSockets } from './dialects/chattrix/open-sockets.ts'
import type { CommandDeps } from './commands/deps.ts'
import { ConfigError, localUrl, readConfig, type Config, type Environment } from './config.ts'
import { chatterstackDoor } from './dialects/chatterstack/room-door.ts'
import { envelopeDoor } from './dialects/envelope/socket-door.ts'
import { openJsonSockets } from './http/json-sockets.ts'
import { sessionCookie } from './http/session-cookie.ts'
import { handleUpgrade, type SocketDoor } from './http/upgrade.ts'
import { openExports } from './export/open-exports.ts'
import { createLog, type Log } from './log.ts'
import { openMedia } from './media/open-media.ts'
import { purgeMedia } from './media/purge-media.ts'
import { UPLOAD_SECONDS } from './media/request-upload.ts'
import { openPreviews } from './previews/preview-link.ts'
import { openRestPresence } from './presence/rest-presence.ts'
import { openPush } from './push/open-push.ts'
import { KeptChats } from './queries/kept-chats.ts'
import { KeptMessages } from './queries/kept-messages.ts'
import { openSecrets } from './secrets.ts'
import { openSettings, type SettingsStore } from './settings.ts'
import { ChannelTables } from './storage/channel-tables.ts'
import { ClientMessageIds } from './storage/client-message-ids.ts'
import { countChanges } from './storage/count-changes.ts'
import { openDatabase } from './storage/database.ts'
import { lockFolder } from './storage/folder-lock.ts'
import { InviteLinks } from './storage/invite-links.ts'
import { MessageIndex } from './storage/message-index.ts'
import { MIGRATIONS } from './storage/migrations.ts'
import { PersonTables } from './storage/person-tables.ts'
import { SearchIndex } from './storage/search-index.ts'
import type { CreateSyncServer, SyncServer } from './sync/sync-server-port.ts'

/** Sockets that do not close in this time are cut. */
const STOP_MS = 10_000
const SWEEP_MS = 100
const PURGE_MS = 24 * 60 * 60_000
const PRESENCE_CHECK_MS = 1_000

export interface World {
  readonly createSyncServer: CreateSyncServer
  readonly now: () => number
  /** Uniform in [0, 1). */
  readonly random: () => number
  /** Cryptographically strong. */
  readonly randomBytes: (size: number) => Buffer
  readonly wait: (ms: number) => Promise<void>
  /** Where package.json, dist/client and sync-server/dialects lie. */
  readonly projectFolder: string
  /** How push services are reached; over the public internet only when left out. */
  readonly pushDispatcher?: Dispatcher
  /** stdout when left out. */
  readonly logTo?: DestinationStream
}

export interface RunningServer {
  /** What a person on this machine opens. */
  readonly url: string
  readonly log: Log
  readonly settings: SettingsStore
  /** Takes nothing new, finishes what was begun, closes the sockets with 4503, then the database; within 10 s. */
  readonly stop: () => Promise<void>
}

/** @throws ConfigError, DatabaseError: each message is a sentence for the operator */
export async function startServer(env: Environment, world: World): Promise<RunningServer> {
  const { now, random, randomBytes, wait } = world
  const config = readConfig(env)
  const log = createLog(config.logLevel, world.logTo)
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 })
  const opened: (() => void)[] = [lockFolder(config.dataFolder)]
  const closeAll = () =>
    opened
      .splice(0)
      .reverse()
      .forEach((close) => close())
  try {
    const settings = openSettings(config.dataFolder, log)
    opened.push(() => settings.close())
    const secrets = openSecrets(config.dataFolder, randomBytes)
    const db = openDatabase(config.dataFolder, MIGRATIONS)
    opened.push(() => db.close())

    const sessions = openSessionStore({ db, now, randomBytes })
    const presence = openRestPresence({ now, changed: (userId) => sync.refreshPresence(userId) })
    const expiring = setInterval(() => presence.expire(), PRESENCE_CHECK_MS).unref()
    opened.push(() => clearInterval(expiring))
    const sync: SyncServer = world.createSyncServer({
      ...{ db, settings: settings.current, now, random, log },
      messagesPerMinute: config.rateLimits.message,
      restPresenceOf: (userId) => presence.stateOf(userId),
    })
    sessions.onEnded((sessionId) => sync.endSession(sessionId))
    const passwords = await openPasswords()
    const server = await listen(config)
    // From here to the last listener nothing waits, so no request can come before them.
    const url = localUrl(config.host, (server.address() as AddressInfo).port)
    const publicUrl = config.publicUrl ?? url

    const account = openAccounts({
      ...{ db, config, publicUrl, secrets, sessions, passwords, settings: settings.current, sync },
      ...{ log, now, randomBytes, wait },
    })
    opened.push(() => void account.mail.stop())
    // Queued before any request can be.
    publishKeys(account).catch((error: unknown) => log.error({ err: error }, 'keys were not published'))
    const media = openMedia({
      ...{ db, dataFolder: config.dataFolder, s3: config.s3, maxUploadBytes: config.maxUploadBytes, publicUrl },
      ...{ linkKeys: secrets.linkKeys, world: () => sync.world(), now, log },
    })
    const clientMessageIds = new ClientMessageIds(db)
    const purge = () => {
      const { refresh, remember, trustedDevices, mailTokens } = account
      for (const store of [sessions, refresh, remember, trustedDevices, mailTokens]) store.purge()
      account.exportTokens.purge()
      clientMessageIds.purge(now())
      purgeMedia(media).catch((error: unknown) => log.error({ err: error }, 'uploads were not purged'))
    }
    purge()
    const purging = setInterval(purge, PURGE_MS).unref()
    opened.push(() => clearInterval(purging))
    const domain: CommandDeps = {
      accounts: account.accounts,
      messages: new MessageIndex(db),
      search: new SearchIndex(db),
      channels: new ChannelTables(db),
      people: new PersonTables(db),
      world: () => sync.world(),
      presenceOf: (userId) => sync.presenceOf(userId),
      online: () => sync.online(),
      versionOf: (document) => sync.versionOf(document),
      changes: countChanges(db),
      keptChats: new KeptChats(),
      keptMessages: new KeptMessages(),
      inviteLinks: new InviteLinks(db),
      newToken: () => randomBytes(32).toString('base64url'),
      runInCommit: sync.runInCommit,
      onLive: (listener) => sync.onLive(listener),
      sayTyping: (userId, channelId, isTyping) => sync.setTyping(userId, channelId, isTyping),
      typists: (channelId, except) => sync.typists(channelId, except),
      clientMessageIds,
      cooldown: openDuplicateCooldown(config.duplicateCooldownSeconds, now),
      now,
    }
    const exporting = openExports({ db, domain, randomBytes })
    opened.push(() => exporting.stop())
    const previews = openPreviews({ log, now })
    const sockets = openJsonSockets({ sessions, presence, now, log })
    const chattrix = openChattrixSockets({ domain, media, publicUrl, sessions, presence, log })
    const [pushKey = ''] = secrets.pushKeys
    const push = openPush({
      ...{ db, domain, sessions, key: pushKey, publicUrl, wait, log, dispatcher: world.pushDispatcher },
      isReading: (userId, channelId) => sync.isReading(userId, channelId),
    })
    const cookie = sessionCookie(publicUrl)
    const tickets = openTickets({ sessions, now, randomBytes })
    const app = createApp({
      exporting,
      ...{ account, domain, media, presence, previews, tickets, cookie, db, publicUrl, settings },
      trustedHops: config.trustedHops,
      cookieKeys: secrets.cookieKeys,
      syncReady: () => sync.ready(),
      socketPolling: chattrix.polling,
      push,
      messageQuota: (userId) => sync.messageQuota(userId),
      version: versionOf(world.projectFolder),
      clientFolder: join(world.projectFolder, 'dist/client'),
      pagesFolder: join(world.projectFolder, 'sync-server/dialects/minimost/pages'),
    })
    const answer = app.callback()
    server.on('request', (request, response) => void answer(request, response))
    const { access } = account
    server.on(
      'upgrade',
      handleUpgrade({
        doors: [
          syncDoor(sync),
          chattrix.door,
          chatterstackDoor({ domain, media, sockets, log }),
          envelopeDoor({ domain, media, sockets, log }),
        ],
        sessions,
        access,
        tickets,
        cookie,
        cookiesOf: cookiesOf(app),
        publicUrl,
        log,
      }),
    )

    let stopping: Promise<void> | null = null
    const stopParts = () => {
      exporting.stop()
      return Promise.all([sockets.stop(), chattrix.stop(), push.stop(), sync.stop()])
    }
    const stop = () =>
      (stopping ??= stopServer(server, stopParts)
        .then(() => account.mail.stop())
        .finally(closeAll))
    return { url, log, settings, stop }
  } catch (error) {
    closeAll()
    throw error
  }
}

/** `/sync` and `/sync/<docName>`; the sync core closes with 4401 who is nobody. */
function syncDoor(sync: SyncServer): SocketDoor {
  return {
    opens: (path) => path === '/sync' || path.startsWith('/sync/'),
    handleUpgrade: (request, socket, head, identity) => sync.handleUpgrade(request, socket, head, identity),
  }
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version
}

async function listen(config: Config): Promise<Server> {
  // An upload over a thin link may take as long as its address holds; Node would cut it after five minutes.
  const server = createServer({ requestTimeout: UPLOAD_SECONDS * 1000 })
  server.listen(config.port, config.host)
  try {
    await once(server, 'listening')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const taken = code === 'EADDRINUSE' ? 'another program uses that port: set PORT' : String(code)
    throw new ConfigError(`Cairn cannot listen on ${config.host}:${config.port}: ${taken}.`, { cause })
  }
  return server
}

async function stopServer(server: Server, stopParts: () => Promise<unknown>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const cut = setTimeout(() => server.closeAllConnections(), STOP_MS)
  // A kept-alive connection whose reply ends only now would else hold the server open until its client lets go.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
  await stopParts()
  await closed
  clearInterval(sweep)
  clearTimeout(cut)
}
