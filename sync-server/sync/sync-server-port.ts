/** What the rest of the server sees of the sync core: accounts join its commits, http hands it authenticated sockets. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { RegisterWrite } from '../../schema/edits/register-write.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { DirectoryKey } from '../../schema/registers/directory.ts'
import type { Actor, World } from '../../schema/views.ts'
import type { Presence } from '../../schema/protocol/downstream.ts'
import type { Log } from '../log.ts'
import type { Settings } from '../settings.ts'
import type { Database } from '../storage/database.ts'
import type { LiveListener } from '../live/live-events.ts'

/** Whose socket it is, and until when. The sync core ends the socket at `expiresAtMs`. */
export interface Identity {
  readonly userId: UserId
  readonly sessionId: string
  readonly expiresAtMs: number
  readonly kind: 'cookie' | 'bearer' | 'ticket'
}

/** To be read at once: it goes on changing. */
export interface OnlinePeople {
  /** Rises whenever somebody comes, goes, or is idle. */
  readonly version: number
  readonly people: Iterable<UserId>
}

/** New messages that an account may still bring in the minute that is running. */
export interface QuotaState {
  readonly limit: number
  readonly remaining: number
  /** Milliseconds until all of it is there again. */
  readonly resetsInMs: number
}

/** A new account's entry in the `directory` document, written in the same transaction as its row. */
export interface AnnouncedUser {
  readonly userId: UserId
  readonly username: string
  readonly admin: boolean
}

/** What a command does inside of a commit. */
export interface CommitTransaction {
  announceUser(user: AnnouncedUser): void
  /** Shows a username that changed; past mentions keep the old one. */
  renameUser(user: AnnouncedUser): void
  /** Marks the account as deleted: its name and profile leave the directory, what it wrote stays. */
  retireUser(userId: UserId): void
  /**
   * The picture of a person, null = none; the directory shows it only while everyone may see it. Before the `write`
   * that changes who may, so that no old or new picture is shown on the way.
   */
  putAvatar(userId: UserId, avatar: string | null): void
  /** Shows what everyone may know of the person's public key; another one than before is told in their encrypted chats. */
  putKey(userId: UserId, key: DirectoryKey): void
  readonly nowMs: number
  /** Documents and messages as accepted so far, this commit's writes included. */
  readonly world: World
  /** A new ULID on the server's clock. */
  newId(): string
  /**
   * Register writes, as the edits of schema/ return them, judged and followed like a synced update's.
   *
   * @throws CairnError with the first refusal's code; nothing is written then
   */
  write(actor: Actor, writes: readonly RegisterWrite[]): void
  /** Founds a direct or saved channel that nobody wrote in yet; nothing happens where it is founded. */
  foundFixed(actor: Actor, channelId: ChannelId): void
  /** Raises what the person's devices have of a channel; never lowers it. */
  markDelivered(actor: Actor, channelId: ChannelId, seq: number): void
}

/**
 * Runs `work` synchronously inside the single writer's SQLite transaction; resolves with its result after the disk flush.
 * When `work` throws, nothing of it is kept and the promise rejects with that error. `doc` is the document that it changes
 * above all, where that is known: what a turn brings for one document is one change of it.
 */
export type RunInCommit = <T>(work: (tx: CommitTransaction) => T, doc?: string) => Promise<T>

export interface SyncServer {
  readonly runInCommit: RunInCommit
  /** Documents and messages as they are now, for queries. */
  world(): World
  /** Where a person is now, over all their sockets and by what they said over REST, whoever may see it. */
  presenceOf(userId: UserId): Presence
  /** Tells whoever watches, when what a person said over REST changed where they are. */
  refreshPresence(userId: UserId): void
  /** Everyone who is not offline, whoever may know it. */
  online(): OnlinePeople
  /** What became true for others, after each commit, and who comes, goes and types. @returns ends it */
  onLive(listener: LiveListener): () => void
  /** The account's word that it types, over a door without awareness; it holds for 6 s. The caller asked whether it may. */
  setTyping(userId: UserId, channelId: ChannelId, isTyping: boolean): void
  /** Who types there now, ascending, without `except`. */
  typists(channelId: ChannelId, except: UserId): UserId[]
  /** Whether a device of the person shows the channel in a window that they are in. */
  isReading(userId: UserId, channelId: ChannelId): boolean
  messageQuota(userId: UserId): QuotaState
  /** A number that rises with every stored change of the document; `channel/<id>/` stands for all volumes of a channel. */
  versionOf(document: string): number
  /** Takes the socket over. Without an identity it is accepted and closed with 4401. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, identity: Identity | null): void
  /** Closes the session's open sockets at once. */
  endSession(sessionId: string): void
  /** Finishes the commits in flight, then closes all sockets with 4503. */
  stop(): Promise<void>
  ready(): boolean
}

export interface SyncServerDeps {
  readonly db: Database
  readonly settings: () => Settings
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Uniform in [0, 1). */
  readonly random: () => number
  readonly log: Log
  /** New messages an account may write in a minute; Infinity = no limit. */
  readonly messagesPerMinute: number
  /** Where a person is by what they said over REST. */
  readonly restPresenceOf: (userId: UserId) => Presence
}

export type CreateSyncServer = (deps: SyncServerDeps) => SyncServer
