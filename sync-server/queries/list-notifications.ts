/**
 * What a person is told of: messages of others, mentions, invitations (docs/behaviour.md, NT1-NT6). Made from messages
 * and memberships at each asking: a row for each member of each message would cost every post.
 */
import { accountDocument, channelDocument } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { JoinedValue } from '../../schema/registers/members.ts'
import { listedLevel, whyHeard, type HeardLevel, type NoticeEvent } from '../../schema/rules/notify.ts'
import type { World } from '../../schema/views.ts'
import { isPutAway } from '../access/find-message.ts'
import { ownChannels } from '../access/own-channels.ts'
import type { StoredMessage } from '../storage/stored-message.ts'
import type { QueryDeps } from './deps.ts'
import { newestAcross, type Source } from './newest-across.ts'

export interface NotificationView {
  /** Unique for the person, and always the same. */
  readonly id: number
  readonly kind: 'message' | 'mention' | 'invitation'
  /** The channel's integer id. */
  readonly channelNum: number
  /** Integer id; null of an invitation. */
  readonly messageId: number | null
  /** Who wrote or invited. */
  readonly by: UserId
  /** Milliseconds since 1970. */
  readonly at: number
}

const MAX_LOOKED = 2_000
const MAX_INVITATIONS = 200

/** @returns the newest first */
export function listNotifications(deps: QueryDeps, userId: UserId, limit: number): NotificationView[] {
  const world = deps.world()
  const levels = new Map<ChannelId, HeardLevel>()
  const sources: Source<NotificationView>[] = []
  for (const [channelId, cleared] of ownChannels(world, userId)) {
    const level = listedLevel(world, userId, channelId)
    levels.set(channelId, level)
    if (level !== 'nothing') sources.push(sourceOf({ deps, world, userId, channelId, cleared, level }))
  }
  const messages = newestAcross(sources, ({ at }) => at, limit, MAX_LOOKED)
  const all = [...messages, ...invitations(deps, levels, userId)]
  return all.sort((a, b) => b.at - a.at || b.id - a.id).slice(0, limit)
}

/** A message as the rule of notifications asks for it. */
export function noticeEventOf(deps: Pick<QueryDeps, 'messages'>, message: StoredMessage): PostedEvent {
  const { channelId, replyTo } = message
  return {
    kind: 'posted',
    by: message.by,
    isEmpty: message.type === 'system' || message.deletedAt !== null,
    mentions: message.mentions.map((user) => (user === 0 ? 'everyone' : (user as UserId))),
    answers: replyTo === null ? null : (deps.messages.find(channelId, replyTo)?.by ?? null),
  }
}

type PostedEvent = Extract<NoticeEvent, { kind: 'posted' | 'edited' }>

interface Asked {
  readonly deps: QueryDeps
  readonly world: World
  readonly userId: UserId
  readonly channelId: ChannelId
  readonly cleared: number
  readonly level: HeardLevel
}

function sourceOf(asked: Asked): Source<NotificationView> {
  const { deps, channelId, cleared, level } = asked
  const last = deps.messages.last(channelId)
  let before = (last?.seq ?? 0) + 1
  // The root is opened only when the channel's turn comes.
  let since: number | null = null
  return {
    next: last?.at ?? 0,
    read(count) {
      since ??= joinedAt(asked)
      const from = since
      const messages = level === 'direct' ? readMentions(asked, before, count) : readMessages(asked, before, count)
      const oldest = messages.at(-1)
      const isOver = !oldest || oldest.seq <= cleared + 1 || oldest.arrivedAt < from
      before = oldest?.seq ?? before
      this.next = isOver ? 0 : oldest.arrivedAt
      const told = messages.filter((message) => message.arrivedAt >= from && isTold(asked, message))
      return told.map((message) => viewOf(asked, message))
    },
  }
}

function readMessages({ deps, channelId, cleared }: Asked, before: number, count: number): StoredMessage[] {
  return [...deps.messages.newest(channelId, before, Math.max(cleared, before - count - 1))]
}

function readMentions({ deps, userId, channelId, cleared }: Asked, before: number, count: number): StoredMessage[] {
  const seqs = deps.messages.directMentions(channelId, userId, { before, after: cleared, limit: count })
  return seqs.flatMap((seq) => deps.messages.atSeq(channelId, seq) ?? [])
}

function isTold({ deps, world, userId, level }: Asked, message: StoredMessage): boolean {
  if (message.by === userId || world.registers(accountDocument(userId)).get('blocks', String(message.by))) return false
  if (message.type === 'system' || message.deletedAt !== null) return false
  // What answers whom is looked up only where it counts.
  if (level !== 'all' && whyHeard(noticeEventOf(deps, message), userId, level) === null) return false
  return !isPutAway(world, userId, message)
}

function isMentioned(message: StoredMessage, userId: UserId): boolean {
  return message.mentions.some((user) => user === userId || user === 0)
}

/** NT5: messages have the even ids, invitations the odd ones. */
function viewOf({ deps, userId, channelId }: Asked, message: StoredMessage): NotificationView {
  return {
    id: message.id * 2,
    kind: isMentioned(message, userId) ? 'mention' : 'message',
    channelNum: deps.channels.channel(channelId)?.num ?? 0,
    messageId: message.id,
    by: message.by,
    at: message.arrivedAt,
  }
}

/** What arrived before somebody came tells them nothing; of a public channel nobody has to become a member. */
function joinedAt({ deps, world, userId, channelId }: Asked): number {
  const joined = world.registers(channelDocument(channelId)).get('joined', String(userId)) as JoinedValue | undefined
  return joined?.at ?? deps.accounts.find(userId)?.createdAtMs ?? 0
}

/** NT4: of channels that the person is still in. */
function invitations(deps: QueryDeps, levels: ReadonlyMap<ChannelId, HeardLevel>, userId: UserId): NotificationView[] {
  const told = deps.channels
    .invitations(userId, MAX_INVITATIONS)
    .filter(({ channelId }) => levels.get(channelId) === 'all')
  return told.map(({ id, channelId, by, at }) => {
    const channelNum = deps.channels.channel(channelId)?.num ?? 0
    return { id: id * 2 + 1, kind: 'invitation', channelNum, messageId: null, by, at }
  })
}
