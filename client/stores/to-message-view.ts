/** From a projected message to what the screen shows: people by name, own messages with how far they have come. Pure. */
import type { UserId } from '../../schema/ids.ts'
import type { MessageView as Projected, QuoteView as ProjectedQuote } from '../../schema/projection/message-view.ts'
import { excerptOfMessage } from '../../schema/projection/excerpt-of.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import { writtenAt } from '../../schema/ids.ts'
import type { Marks, OutboxItem } from '../sync/device.ts'
import type { Delivery, MessageView, PersonView, QuoteView, RefusalView, ThreadView } from './message-view.ts'
import { waitsForFounding } from './refused-founding.ts'
import { systemEventView } from './system-event.ts'
import type { UnsentKind } from './unsent-kind.ts'
import { foundingRefusalOf, limitOf } from './unsent-view.ts'
import { waitsForName } from './wanted-names.ts'

export interface Surroundings {
  readonly me: UserId
  readonly person: (userId: number) => PersonView
  readonly marks: Marks
  /** A chat by its title, null where one may not read it; of null it is this one. */
  readonly readable: (channelId: string | null) => NonNullable<QuoteView['from']> | null
  /** Outbox items of this channel's messages, by message id. */
  readonly unsent: ReadonlyMap<string, OutboxItem>
  readonly pinned: ReadonlySet<string>
  /** The name that this channel was founded with is another's. */
  readonly isNameTaken: boolean
  /** The part of this channel's founding that was refused. */
  readonly refusedFounding: OutboxItem | null
  /** The last people who answered, for a message with answers. */
  readonly repliers: (messageId: string) => readonly UserId[]
}

type Forward = NonNullable<MessageValue['forwardedFrom']>

export function toMessageView(message: Projected, around: Surroundings): MessageView {
  const { me, person, unsent } = around
  const item = unsent.get(message.id)
  const isMine = message.by === me
  const seq = message.stamp?.seq ?? 0
  return {
    id: message.id,
    by: message.by,
    author: person(message.by),
    type: message.type,
    text: message.text,
    isEncrypted: message.isEncrypted,
    at: message.stamp?.at ?? message.writtenAt,
    writtenAt: message.writtenAt,
    seq,
    isMine,
    isSystem: message.type === 'system',
    event: message.event && systemEventView(message.event, (userId) => person(userId).name),
    isReply: message.replyTo !== null,
    isDeleted: message.deletedAt !== null,
    isPinned: around.pinned.has(message.id),
    mentionsMe: message.mentionsMe && !isMine,
    editedAt: message.editedAt,
    replyTo: message.replyTo && quoteOf(message.replyTo, person),
    forwardedFrom: message.forwardedFrom && {
      ...quoteOf(message.forwardedFrom, person),
      from: around.readable(message.forwardedFrom.channel),
    },
    files: message.files,
    links: message.links,
    reactions: message.reactions.map(({ name, emoji, users, mine, isPending }) => ({
      name,
      emoji: emoji ?? `:${name}:`,
      people: users.map((user) => person(user)),
      isMine: mine,
      isWaiting: isPending,
    })),
    thread: threadOf(message, around),
    delivery: isMine && message.type !== 'system' ? deliveryOf(seq, item, around) : null,
    waiting: seq > 0 && message.isPending ? (message.deletedAt === null ? 'edit' : 'delete') : null,
    yourVersion: yourVersionOf(seq, item),
  }
}

/** A new message that the server refused: it is no longer in the documents, but its author still sees it where it stood. */
export function refusedMessageView(item: OutboxItem, around: Surroundings): MessageView {
  const value = item.value as MessageValue
  const written = writtenAt(item.key)
  return {
    id: item.key,
    by: around.me,
    author: around.person(around.me),
    type: value.type ?? 'text',
    text: value.text ?? '',
    isEncrypted: value.sealed !== undefined,
    at: written,
    writtenAt: written,
    seq: 0,
    isMine: true,
    isSystem: false,
    event: null,
    isReply: value.replyTo !== undefined,
    isDeleted: false,
    isPinned: false,
    mentionsMe: false,
    editedAt: null,
    replyTo: value.replyTo
      ? { id: value.replyTo.id, author: null, excerpt: value.replyTo.excerpt ?? '', isDeleted: false }
      : null,
    forwardedFrom: value.forwardedFrom ? forwardOf(value.forwardedFrom, around) : null,
    files: value.files ?? [],
    links: value.links ?? [],
    reactions: [],
    thread: null,
    delivery: { state: 'refused', n: item.n, refusal: refusalOf(item) },
    waiting: null,
    yourVersion: null,
  }
}

/** As it came along: where it stood is not looked up. */
function forwardOf({ id, by, excerpt, channel }: Forward, { person, readable }: Surroundings): QuoteView {
  const from = readable(channel ?? null)
  return { id, author: by === undefined ? null : person(by), excerpt: excerpt ?? '', isDeleted: false, from }
}

/** Whether it is a new message, not a change of one that others see. */
export function isRefusedMessage(item: OutboxItem): boolean {
  const value = item.value as MessageValue | null
  return item.state === 'refused' && value !== null && value.deletedAt === undefined && value.editedAt === undefined
}

function deliveryOf(seq: number, item: OutboxItem | undefined, around: Surroundings): Delivery {
  if (seq === 0) {
    if (item && around.refusedFounding && waitsForFounding(item)) {
      return { state: 'refused', n: item.n, refusal: foundingRefusalOf(around.refusedFounding) }
    }
    switch (item?.state) {
      case 'sending':
        return { state: 'sending' }
      case 'held':
        return {
          state: 'held',
          behind: item.behind ?? '',
          isNameTaken: waitsForName(item, around.isNameTaken) || undefined,
        }
      case 'rate-limited':
        return { state: 'rate-limited', againAt: item.againAt ?? 0 }
      case 'refused':
        return { state: 'refused', n: item.n, refusal: refusalOf(item) }
      default:
        return { state: 'saved', since: item?.at ?? 0 }
    }
  }
  const reached = (marks: Readonly<Record<string, number>>) =>
    Object.entries(marks).flatMap(([id, upTo]) => (upTo >= seq && Number(id) !== around.me ? [Number(id)] : []))
  const people = (ids: readonly number[]) => ids.map((id) => around.person(id))
  const read = reached(around.marks.read)
  const delivered = reached(around.marks.delivered).filter((id) => !read.includes(id))
  if (read.length > 0) return { state: 'read', people: people(read), delivered: people(delivered) }
  if (delivered.length > 0) return { state: 'delivered', people: people(delivered) }
  return { state: 'sent' }
}

function yourVersionOf(seq: number, item: OutboxItem | undefined): MessageView['yourVersion'] {
  if (seq === 0 || !item || (item.state !== 'refused' && item.state !== 'superseded')) return null
  const value = item.value as MessageValue | null
  const text = value ? (value.text ?? excerptOfMessage(value)) : ''
  const isDeletion = value?.deletedAt !== undefined
  const refusal = item.state === 'refused' ? refusalOf(item, isDeletion ? 'deletion' : 'edit') : null
  return { n: item.n, text, isDeletion, refusal }
}

function refusalOf(item: OutboxItem, kind: UnsentKind = 'message'): RefusalView {
  const limit = limitOf(item)
  const values = limit === null ? {} : { values: { limit } }
  return { code: item.code ?? 'internal', kind, reason: item.reason ?? '', ...values }
}

function quoteOf(quote: ProjectedQuote, person: Surroundings['person']): QuoteView {
  const { id, by, excerpt, isDeleted } = quote
  return { id, author: by === null ? null : person(by), excerpt: excerpt ?? '', isDeleted }
}

function threadOf(message: Projected, around: Surroundings): ThreadView | null {
  if (message.threadCount === 0) return null
  const people = around.repliers(message.id).map((id) => around.person(id))
  return { replies: message.threadCount, lastAt: message.lastReplyAt ?? 0, people }
}
