/** What the rest of the server sees of the sync core: accounts join its commits, http hands it authenticated sockets. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { UserId } from '../../schema/ids.ts'
import type { Log } from '../log.ts'
import type { Settings } from '../settings.ts'
import type { Database } from '../storage/database.ts'

/** Whose socket it is, and until when. The sync core ends the socket at `expiresAtMs`. */
export interface Identity {
  readonly userId: UserId
  readonly sessionId: string
  readonly expiresAtMs: number
  readonly kind: 'cookie' | 'bearer' | 'ticket'
}

/** A new account's entry in the `directory` document, written in the same transaction as its row. */
export interface AnnouncedUser {
  readonly userId: UserId
  readonly username: string
  readonly admin: boolean
}

export interface CommitTransaction {
  announceUser(user: AnnouncedUser): void
}

/**
 * Runs `work` synchronously inside the single writer's SQLite transaction; resolves with its result after the disk flush.
 * When `work` throws, nothing of it is kept and the promise rejects with that error.
 */
export type RunInCommit = <T>(work: (tx: CommitTransaction) => T) => Promise<T>

export interface SyncServer {
  readonly runInCommit: RunInCommit
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
}

export type CreateSyncServer = (deps: SyncServerDeps) => SyncServer
