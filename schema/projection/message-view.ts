/** What screens and dialects see of a message. Plain data: equal documents give equal views. */
import type { MessageId, UserId } from '../ids.ts'
import type { FileValue, LinkValue, MessageType, SystemEvent } from '../registers/messages.ts'
import type { Mention } from '../rules/mentions.ts'

export interface MessageView {
  readonly id: MessageId
  readonly volume: number
  /** 0 = the server. */
  readonly by: UserId
  /** '' of a deleted or encrypted message. */
  readonly text: string
  /** Its sender encrypted it in another program: its words cannot be shown here. */
  readonly isEncrypted: boolean
  /** Addresses elsewhere, which are never fetched. */
  readonly links: readonly LinkValue[]
  readonly type: MessageType
  readonly files: readonly FileValue[]
  /** What a system message tells. */
  readonly event: SystemEvent | null
  readonly replyTo: QuoteView | null
  readonly forwardedFrom: ForwardView | null
  readonly editedAt: number | null
  readonly deletedAt: number | null
  /** By the writer's clock: the time in the id. */
  readonly writtenAt: number
  /** The server's word that it has the message; null = pending. */
  readonly stamp: { readonly id: number; readonly seq: number; readonly at: number } | null
  /** Arrival and writing differ by over 5 minutes. */
  readonly isLate: boolean
  readonly mentions: readonly Mention[]
  /** Mentioned by name, or with everyone else. */
  readonly mentionsMe: boolean
  /** In order of the allowed set, then by name. */
  readonly reactions: readonly ReactionView[]
  /** Messages below it in its thread, all levels; deleted ones are not counted. */
  readonly threadCount: number
  /** Arrival of the newest of them, or writing while it is pending. */
  readonly lastReplyAt: number | null
  /** What is shown of the message itself waits in the outbox: new, edited or deleted. */
  readonly isPending: boolean
}

export interface ReactionView {
  readonly name: string
  /** null: a name that is no longer in the set; it is shown as `:name:`. */
  readonly emoji: string | null
  /** Ascending. */
  readonly users: readonly UserId[]
  readonly mine: boolean
  readonly isPending: boolean
}

/** A message quoted in another, or pinned. */
export interface QuoteView {
  readonly id: MessageId
  /** The author, once the original is known. */
  readonly by: UserId | null
  /** null: nothing may or can be shown. */
  readonly excerpt: string | null
  /** Whether the excerpt is the original's; otherwise it is what the quoting person wrote down. */
  readonly isOriginal: boolean
  readonly isDeleted: boolean
}

export interface ForwardView extends QuoteView {
  /** null: this channel, or one that was not named. */
  readonly channel: string | null
}

/** Asks whether the shown value of a register waits in the outbox; `doc` is a volume's name. */
export type IsPending = (doc: string, root: string, key: string) => boolean

export const NOTHING_PENDING: IsPending = () => false
