/** What waits in the outbox: wanted register values, and the words for keys and values that its rules need. */
import { channelDocument, parseDocumentName } from '../../schema/documents.ts'
import type { ErrorCode } from '../../schema/errors.ts'
import type { ChannelId } from '../../schema/ids.ts'
import { canonicalJson, type Json } from '../../schema/json.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'

/** One wanted register value. null stands for an absent register, in `value` and in `base`. */
export interface Intent {
  /** Place in the queue; rises for ever on a device. */
  readonly n: number
  /** A document name; for `messages` and `reactions` the channel's root. */
  readonly doc: string
  readonly root: string
  readonly key: string
  readonly value: Json | null
  /** What the server's replica held when the author wrote. */
  readonly base: Json | null
  /** When it was written, corrected clock, milliseconds. */
  readonly at: number
  /** Raised when the value is rewritten, so that an answer to the older value does not end the newer one. */
  readonly rev: number
  /** Whether a value of it may have reached the server without an answer. */
  readonly sent: boolean
  /** The value that left, where another has been written since: it may stand at the server, and is no news to the author. */
  readonly sentValue?: Json | null
  /** The volume a new message was last sent into. */
  readonly sentTo?: number
  /** The volume that holds the message, where it is known. */
  readonly volume?: number
  /** Waits for a person: refused by the server, or overruled by a later value. */
  readonly parked?: 'refused' | 'superseded'
  readonly code?: ErrorCode
  readonly reason?: string
  readonly detail?: Json
  /** Not sent before this time (`rate`). */
  readonly againAt?: number
  /** Ids of files that have to be at the server before it is sent. */
  readonly awaits?: readonly string[]
  /** Wanted before others: the higher, the sooner. */
  readonly first?: number
}

/** The whole outbox. `revision` rises with every change, over all tabs. */
export interface Queue {
  readonly intents: readonly Intent[]
  readonly nextN: number
  readonly revision: number
  /** New messages that the server took, ever; absent = none were counted yet. */
  readonly arrived?: number
}

export const EMPTY_QUEUE: Queue = { intents: [], nextN: 1, revision: 0 }

/** What a write asks for, with what its author saw. */
export interface Wanted {
  readonly doc: string
  readonly root: string
  readonly key: string
  readonly value: Json | null
  readonly base: Json | null
  readonly volume?: number
  readonly awaits?: readonly string[]
}

export function isSameRegister(a: Pick<Intent, 'doc' | 'root' | 'key'>, b: Pick<Intent, 'doc' | 'root' | 'key'>) {
  return a.key === b.key && a.root === b.root && a.doc === b.doc
}

export function isActive(intent: Intent): boolean {
  return intent.parked === undefined
}

/** Whether it is kept in a volume: its document names the channel, whichever volume it goes to. */
export function isInVolume(root: string): boolean {
  return root === 'messages' || root === 'reactions'
}

/** The message that a `messages`, `reactions` or `pins` register is about. */
export function messageOf(intent: Pick<Intent, 'root' | 'key'>): string {
  return intent.root === 'reactions' ? (intent.key.split('/')[0] as string) : intent.key
}

export function isDeletion(root: string, value: Json | null): boolean {
  return root === 'messages' && value !== null && (value as unknown as MessageValue).deletedAt !== undefined
}

/** A message that no replica held when it was written. */
export function isNewMessage(intent: Intent): boolean {
  return intent.root === 'messages' && intent.base === null && intent.volume === undefined
}

/** The channel a document belongs to, or null for the directory and accounts. */
export function channelOfDocument(doc: string): ChannelId | null {
  const ref = parseDocumentName(doc)
  return ref?.kind === 'channel' || ref?.kind === 'volume' ? ref.channelId : null
}

const FOUNDING_META = ['kind', 'title', 'createdBy']

/** The pending founding of a channel, or null. `isRefused`: a part it cannot do without was refused, so it waits. */
export interface Founding {
  readonly intents: readonly Intent[]
  readonly isRefused: boolean
}

export function foundingOf(intents: readonly Intent[], channelId: ChannelId): Founding | null {
  const root = channelDocument(channelId)
  const written = intents.filter((i) => i.doc === root && (i.root === 'meta' || i.root === 'members'))
  if (!written.some((i) => i.root === 'meta' && i.key === 'kind' && i.base === null)) return null
  const createdBy = written.find((i) => i.root === 'meta' && i.key === 'createdBy')?.value
  const isEssential = (i: Intent) =>
    i.root === 'meta' ? FOUNDING_META.includes(i.key) : i.key === canonicalJson(createdBy ?? null)
  return {
    intents: written.filter(isActive),
    isRefused: written.some((i) => i.parked === 'refused' && isEssential(i)),
  }
}
