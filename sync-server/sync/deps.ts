/** What the parts of the sync core share. Made once by `createSyncCore`; clocks, chance and timers come in from outside. */
import type { UserId } from '../../schema/ids.ts'
import type { Settings, World } from '../../schema/views.ts'
import type { Presence, WireSettings } from '../../schema/protocol/downstream.ts'
import type { ChannelTables } from '../storage/channel-tables.ts'
import type { UpdateLog } from '../storage/update-log.ts'
import type { LiveEvents } from '../live/live-events.ts'
import type { MessageQuota } from './message-quota.ts'
import type { Relay } from './relay.ts'
import type { Rooms } from './rooms.ts'
import type { Writer } from './writer.ts'

export interface SyncClock {
  /** Integer milliseconds. */
  now(): number
  /** Uniform in [0, 1). */
  random(): number
  /** Runs the callback once after a delay. @returns cancels it */
  schedule(delayMs: number, callback: () => void): () => void
  /** Runs the callback at the end of this turn. */
  defer(callback: () => void): void
}

export interface SyncLog {
  info(fields: object, text: string): void
  warn(fields: object, text: string): void
  error(fields: object, text: string): void
}

export interface CoreDeps {
  readonly clock: SyncClock
  readonly logger: SyncLog
  readonly log: UpdateLog
  readonly tables: ChannelTables
  readonly rooms: Rooms
  readonly relay: Relay
  readonly quota: MessageQuota
  readonly settings: () => Settings
  readonly wireSettings: () => { readonly id: string; readonly value: WireSettings }
  /** The rules' world at this moment. */
  readonly world: () => World
  readonly writer: Writer
  /** Told of what became true for others. */
  readonly live: LiveEvents
  /** Where a person is by what they said over REST. */
  readonly restPresenceOf: (userId: UserId) => Presence
  /** Told when a person's last socket closed. */
  readonly lastSocketClosed: (userId: UserId) => void
}
