/** A message of the projection, as its row says it. */
import type { ChannelId, MessageId, UserId } from '../../schema/ids.ts'
import type { FileValue, LinkValue, MessageType, MessageValue, SealedValue } from '../../schema/registers/messages.ts'
import type { MessageExtra } from './message-tables.ts'

/** A stamped message. Times are milliseconds since 1970. */
export interface StoredMessage {
  readonly channelId: ChannelId
  readonly messageId: MessageId
  /** Its integer id, unique in the workspace. */
  readonly id: number
  readonly seq: number
  readonly volume: number
  /** 0 = the server. */
  readonly by: UserId
  readonly type: MessageType
  readonly text: string | null
  readonly replyTo: MessageId | null
  readonly forwardedFrom: NonNullable<MessageValue['forwardedFrom']> | null
  readonly files: readonly FileValue[]
  readonly links: readonly LinkValue[]
  /** Encrypted by its sender; then there is no text. */
  readonly sealed: SealedValue | null
  /** JSON text. */
  readonly metadata: string | null
  readonly arrivedAt: number
  readonly editedAt: number | null
  readonly deletedAt: number | null
  /** Arrival of the last edit or deletion. */
  readonly modifiedAt: number | null
  /** Arrival of the last change of its reactions that was noted (SM5). */
  readonly reactedAt: number | null
  /** Arrival of the last change of any kind. */
  readonly changedAt: number
  /** 0 = everyone. */
  readonly mentions: readonly number[]
}

export interface StoredReaction {
  readonly messageId: MessageId
  readonly name: string
  readonly userId: UserId
}

/** A row of `messages`. */
export interface MessageRow {
  channel: string
  seq: number
  message_id: string
  volume: number
  id: number
  by_user: number
  type: string
  text: string | null
  reply_to: string | null
  forwarded: string | null
  files: string | null
  at: number
  edited_at: number | null
  deleted_at: number | null
  mod: number | null
  rmod: number | null
  mentions: string | null
  extra: string | null
}

const NO_EXTRA: MessageExtra = {}

export function toMessage(row: MessageRow): StoredMessage {
  const extra = row.extra === null ? NO_EXTRA : (JSON.parse(row.extra) as MessageExtra)
  const mentions = row.mentions === null ? [] : (JSON.parse(row.mentions) as (number | 'everyone')[])
  return {
    channelId: row.channel as ChannelId,
    messageId: row.message_id as MessageId,
    id: row.id,
    seq: row.seq,
    volume: row.volume,
    by: row.by_user as UserId,
    type: row.type as MessageType,
    text: row.text,
    replyTo: row.reply_to as MessageId | null,
    forwardedFrom: row.forwarded === null ? null : (JSON.parse(row.forwarded) as StoredMessage['forwardedFrom']),
    files: row.files === null ? [] : (JSON.parse(row.files) as FileValue[]),
    links: extra.links ?? [],
    sealed: extra.sealed ?? null,
    metadata: extra.metadata ?? null,
    arrivedAt: row.at,
    editedAt: row.edited_at,
    deletedAt: row.deleted_at,
    modifiedAt: row.mod,
    reactedAt: row.rmod,
    changedAt: Math.max(row.at, row.mod ?? 0, row.rmod ?? 0),
    mentions: mentions.map((user) => (user === 'everyone' ? 0 : user)),
  }
}
