/**
 * What a signed-in device offers to the stores: views of documents, durable writes, and the state of the connection.
 * The real one is `createDevice`; fixtures and component tests use a scripted one.
 */
import type { ErrorCode } from '../../schema/errors.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import type { ChatRow } from '../../schema/projection/project-chats.ts'
import type { Presence } from '../../schema/protocol/downstream.ts'
import type { Registers, World } from '../../schema/views.ts'

export type Unsubscribe = () => void

/** The outbox's value of each register, else the replica's. The only thing that stores read. */
export interface DocumentView extends Registers {
  readonly name: string
  /** `loading`: being read from disk; `absent`: not on this device (yet). Pending writes show in every state. */
  readonly state: 'loading' | 'ready' | 'absent'
  /** Whether the shown value waits in the outbox. */
  isPending(root: string, key: string): boolean
  /** Called after any change, once a turn, with the registers that changed; `all` after a load or a new generation. */
  subscribe(listener: (changed: 'all' | readonly (readonly [root: string, key: string])[]) => void): Unsubscribe
}

/** One wanted register value. A message names its channel, and its volume is chosen when it is sent. */
export interface NewIntent {
  /** A document name; for `messages`, `reactions` the channel's root name (`channel/<id>`), whichever volume it is in. */
  readonly doc: string
  readonly root: string
  readonly key: string
  /** null = remove the register. */
  readonly value: Json | null
  /** Of a message: files that have to be at the server before it is sent. Whoever uploads them takes them from here. */
  readonly awaits?: readonly string[]
}

export type OutboxItemState = 'saved' | 'sending' | 'held' | 'rate-limited' | 'refused' | 'superseded'

/** Something a person wrote that the server has not accepted. */
export interface OutboxItem {
  readonly n: number
  readonly doc: string
  readonly root: string
  readonly key: string
  readonly value: Json | null
  readonly state: OutboxItemState
  /** When it was written, corrected clock. */
  readonly at: number
  /** For `refused`. */
  readonly code?: ErrorCode
  readonly reason?: string
  readonly detail?: Json
  /** For `held`: the file that it waits behind, its own or one of a message before it in the chat. */
  readonly behind?: string
  /** For `rate-limited`: when it is sent again. */
  readonly againAt?: number
}

export type SyncState =
  | { readonly state: 'offline'; readonly sinceMs: number; readonly nextTryAtMs: number | null }
  | { readonly state: 'connecting'; readonly sinceMs: number }
  | { readonly state: 'syncing'; readonly done: number; readonly total: number; readonly sinceMs: number }
  | { readonly state: 'live'; readonly sinceMs: number }
  /** The session ended: local work goes on, the queue stays. */
  | { readonly state: 'signed-out' }
  /** This app is older than the server's protocol. */
  | { readonly state: 'too-old' }

export interface SyncStatus {
  readonly sync: SyncState
  /** Last contact with the server at which all that it has for this device was here (UI140), corrected clock; 0 = never. */
  readonly lastContactMs: number
  /** Whether this tab holds the socket. */
  readonly isSender: boolean
  /** Databases of this device that failed: documents by name, `outbox` for the device's own. Kept in memory meanwhile. */
  readonly missing?: readonly string[]
}

/** Others' read and delivered positions in one channel: userId -> seq. */
export interface Marks {
  readonly read: Readonly<Record<string, number>>
  readonly delivered: Readonly<Record<string, number>>
}

export interface Device {
  readonly userId: UserId
  /** The corrected clock, integer milliseconds. */
  now(): number
  /** A new ULID on the corrected clock. */
  newId(): string
  /** The view of a document; loads it from disk at first use. The same object every time. */
  view(doc: string): DocumentView
  /** All views as the shared rules see them, for asking `judgeUpdate` or `channelOf` at once. */
  world(): World
  /** Which volume of a channel (of those on this device) holds the message; null when none does. */
  locate(channelId: ChannelId, messageId: string): { readonly volume: number; readonly seq: number } | null
  /** The newest volume of a channel, as its root tells; until that is read, the newest that is on this device. */
  newestVolume(channelId: ChannelId): number
  /** Keeps a volume in memory and up to date while it is on screen; fetches it when it is not on the device. */
  openVolume(channelId: ChannelId, volume: number): Unsubscribe
  /** The same of the root of a channel that one is not in and may join: the server does not send it by itself. */
  openRoot(channelId: ChannelId): Unsubscribe
  /** Resolves once all are durable on this device; they are sent by themselves. Rejects with `storage_failed`. */
  write(intents: readonly NewIntent[]): Promise<void>
  /** Oldest first, but for what is to be sent first. */
  outbox(): readonly OutboxItem[]
  onOutbox(listener: () => void): Unsubscribe
  /** How many new messages the server took from this device: it rises as they leave the outbox. */
  arrived(): number
  /** Sends a refused or superseded item again, with its value as it is now wanted. */
  retry(n: number): Promise<void>
  /** Sends an item, with what its chat has to send before it, ahead of all other chats. */
  sendFirst(n: number): Promise<void>
  /** Takes an item out of the outbox: cancels a pending one, discards a refused one. */
  discard(n: number): Promise<void>
  status(): SyncStatus
  onStatus(listener: () => void): Unsubscribe
  /** Tries to connect now; a try that hangs is given up for it. */
  tryNow(): void
  /** The server knows the person, after a session that had ended: what it ended is opened again, for all tabs. */
  signedIn(): void
  /** The channel on screen (or null): its awareness, presence and marks are wanted; `typing` is told to the others. */
  watch(channelId: ChannelId | null): void
  /** What is left out stays as it is. `active`: the window has the focus, so that what comes in its channel is read. */
  setActivity(change: { readonly typing?: boolean; readonly active?: 'active' | 'idle' }): void
  /** Who types in the channel now, without oneself. */
  typing(channelId: ChannelId): readonly UserId[]
  presence(userId: UserId): Presence
  marks(channelId: ChannelId): Marks
  /** Whether another device of this person shows the chat now, in a window that they are in. */
  isElsewhere(channelId: ChannelId): boolean
  /** Called when typing, presence or marks changed. */
  onPeers(listener: () => void): Unsubscribe
  /** What others wrote and a restored server lacks: kept read-only "on this device only". */
  keptAside(): Promise<
    readonly { readonly doc: string; readonly root: string; readonly key: string; readonly value: Json }[]
  >
  /** The chat list as it was when the device was open last: it is shown until its documents are read. */
  readonly keptRows: readonly ChatRow[]
  /** Keeps the chat list for the next start; one that the disk does not take is not missed. */
  keepRows(rows: readonly ChatRow[]): void
  /** Ends sockets, locks and timers; everything stays on disk. */
  stop(): Promise<void>
}
