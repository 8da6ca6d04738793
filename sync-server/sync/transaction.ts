/** What a job of the writer works with: documents, tables, clock, and what to do once the commit holds. */
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { Verdict } from '../../schema/rules/judge.ts'
import type { World } from '../../schema/views.ts'
import type { ChannelTables } from '../storage/channel-tables.ts'
import type { PersonTables } from '../storage/person-tables.ts'
import type { UpdateLog } from '../storage/update-log.ts'
import type { LiveEvent } from '../live/live-events.ts'
import type { Room } from './room.ts'

/** A verdict whose register really changed. */
export type Changed = Verdict

export interface Transaction {
  readonly log: UpdateLog
  readonly tables: ChannelTables
  readonly people: PersonTables
  readonly world: World
  readonly nowMs: number
  room(name: string): Room
  /** Binds a client id to a user, in the table and in the room. */
  bind(room: Room, client: number, userId: UserId): void
  /** Stores a document that has no rows yet, so that its generation outlives the process. */
  keepEmpty(room: Room): void
  /** An empty next generation in place of the room; the old server id is retired, the bindings are forgotten. */
  beginGeneration(room: Room): Room
  /** A ULID for a system message. */
  newId(): string
  /** Told after the commit: sockets are let in and closed by it. */
  readonly events: AccessEvent[]
  /** Told after the commit to whoever listens to live events. */
  readonly live: LiveEvent[]
}

/** What a commit leaves to be told once it holds. */
export interface CommitOutcome {
  readonly events: AccessEvent[]
  readonly live: LiveEvent[]
}

export type AccessEvent =
  | { readonly kind: 'granted' | 'lost'; readonly channelId: ChannelId; readonly userId: UserId }
  /** A channel that every account reads came to be. */
  | { readonly kind: 'opened'; readonly channelId: ChannelId }
  /** Nobody reads the channel any more. */
  | { readonly kind: 'deleted'; readonly channelId: ChannelId }
  | { readonly kind: 'volume-opened'; readonly channelId: ChannelId; readonly volume: number }
  /** Other people may see what they could not, or no longer what they could. */
  | { readonly kind: 'privacy-changed'; readonly userId: UserId }
  | { readonly kind: 'stamp-due' }
