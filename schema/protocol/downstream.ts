/** Control messages from the server to our client over `/sync` (docs/protocol.md). */
import type { ErrorCode } from '../errors.ts'
import type { Json } from '../json.ts'

/** What of the workspace's settings a client needs, to judge as the server does. */
export interface WireSettings {
  readonly reactions: readonly (readonly [name: string, emoji: string])[]
  readonly adminsDeleteMessages: boolean
  readonly volumeMessages: number
  readonly defaultChannels: readonly string[]
}

export interface RefusedEntry {
  readonly root: string
  readonly key: string
  readonly code: ErrorCode
  /** The rule's number, then words for people. Never message text. */
  readonly reason: string
  /** `known`: {volume, stamp}; `stale`: the value that stands; `rate`: {retryAfterMs}. */
  readonly detail?: Json
}

export type Presence = 'active' | 'idle' | 'offline'

export type Downstream =
  /** Both `settings` and their id are left out when the device named that id: reconnecting costs what changed. */
  | {
      readonly t: 'hello'
      readonly version: number
      readonly time: number
      readonly userId: number
      readonly settingsId?: string
      readonly settings?: WireSettings
    }
  /** Answer to resume, left out when nothing changed: `documents` answers follow, then `resumed`. `restored`: the log is not the one this device knew. */
  | { readonly t: 'resuming'; readonly documents: number; readonly restored: boolean }
  /**
   * A document's answer; one sync frame of the same document follows at once unless `empty`.
   * `whole`: this replaces the replica. `since` and `vector`: this goes on top of it. `digest`: after applying it.
   */
  | {
      readonly t: 'doc'
      readonly doc: string
      readonly mode: 'whole' | 'since' | 'vector'
      readonly generation: string
      readonly position: number
      readonly chain: string
      readonly digest: string
      readonly empty: boolean
    }
  /** Below the compaction floor: answer with a sync step 1 of this document, if its generation is the held one. */
  | { readonly t: 'ask'; readonly doc: string; readonly generation: string }
  /** A volume older than the newest changed; whoever holds it may open it. */
  | { readonly t: 'notice'; readonly doc: string; readonly generation: string; readonly position: number }
  /** Every document of the resume was answered up to here. Memberships that are gone are gone. */
  | { readonly t: 'resumed'; readonly position: number; readonly chain: string }
  /** End of a turn: everything up to here was sent. Only this moves the position. */
  | { readonly t: 'at'; readonly position: number; readonly chain: string }
  /** The update numbered `row` is durable and was sent before this. `superseded`: writes that settle overruled. */
  | {
      readonly t: 'ack'
      readonly doc: string
      readonly row: number
      readonly superseded: readonly { root: string; key: string }[]
    }
  | { readonly t: 'refused'; readonly doc: string; readonly row: number; readonly entries: readonly RefusedEntry[] }
  | {
      readonly t: 'marks'
      readonly channel: string
      readonly read: Readonly<Record<string, number>>
      readonly delivered: Readonly<Record<string, number>>
    }
  /** Who types in the watched channel now, the receiver left out. */
  | { readonly t: 'typing'; readonly channel: string; readonly users: readonly number[] }
  | { readonly t: 'presence'; readonly states: Readonly<Record<string, Presence>> }
  /** What the person's other devices show now, in windows that they are in; replaces what was said before. */
  | { readonly t: 'elsewhere'; readonly channels: readonly string[] }
  /** No right to this document (any more), or it never was. */
  | { readonly t: 'closed'; readonly doc: string; readonly code: number }
  | { readonly t: 'heartbeat'; readonly time: number }
