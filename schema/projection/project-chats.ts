/** The chat list (docs/behaviour.md, PJ18-PJ20, PJ22). Pure and total. A row alone can be made again when its channel changed. */
import { accountDocument, DIRECTORY } from '../documents.ts'
import type { ChannelId, MessageId, UserId } from '../ids.ts'
import type { MembershipValue } from '../registers/account.ts'
import type { DirectoryChannel } from '../registers/directory.ts'
import type { Role } from '../registers/members.ts'
import { isDeleted, type MessageType, type SystemEvent } from '../registers/messages.ts'
import type { ChannelKind } from '../registers/meta.ts'
import { newestVolume } from '../rules/channel.ts'
import { isMutedNow } from '../rules/is-muted-now.ts'
import type { World } from '../views.ts'
import { isEncryptedChat } from './encrypted-chat.ts'
import { excerptOfMessage } from './excerpt-of.ts'
import { locateMessages, ownMarks, timeOf, type LocatedMessage, type OwnMarks } from './located-messages.ts'
import { projectChannel } from './project-channel.ts'
import { unreadAmong } from './project-unread.ts'
import { soundWorld } from './sound-world.ts'

export interface ChatRow {
  readonly id: ChannelId
  readonly kind: ChannelKind
  readonly title: string
  readonly role: Role
  /** The other one of a direct message. */
  readonly other: UserId | null
  readonly unread: number
  readonly mentions: number
  /** False where `unread` is an estimate (PJ16). */
  readonly isUnreadExact: boolean
  readonly lastMessage: LastMessage | null
  /** Of a direct message, whose newest message its sender encrypted (PJ22). */
  readonly isEncrypted: boolean
  /** Arrival of the last message, or writing while it is pending; 0 = none is known. */
  readonly activityAt: number
  /** Muted now. */
  readonly isMuted: boolean
  /** When muting ends by itself; null = not muted, or until it is ended. */
  readonly mutedUntil: number | null
  readonly notify: 'all' | 'mentions' | 'nothing' | null
  readonly isPinned: boolean
  readonly isFavorite: boolean
  readonly isArchived: boolean
  /** Closed until a message arrives that is newer than the closing. */
  readonly isHidden: boolean
  readonly draft: string
}

export interface LastMessage {
  readonly id: MessageId
  readonly by: UserId
  readonly type: MessageType
  /** '' of a deleted message, which is skipped while there is another. */
  readonly excerpt: string
  /** What a system message tells. */
  readonly event: SystemEvent | null
  /** null = pending. */
  readonly seq: number | null
  readonly at: number
  readonly isDeleted: boolean
}

export interface ChatsOptions {
  /** Channels begun on this device that the server has not confirmed: founded, or written to, while offline. */
  readonly begun?: Iterable<ChannelId>
  /** Volumes of a channel that may be read; the newest one when left out. */
  readonly volumes?: (channelId: ChannelId) => readonly number[]
}

/** @returns pinned rows first, then newest activity, then title, then id; hidden and archived ones are marked, not left out */
export function projectChats(given: World, me: UserId, options: ChatsOptions = {}): ChatRow[] {
  const world = soundWorld(given)
  return listChannels(world, me, options.begun ?? [])
    .map((channelId) => projectChatRow(world, channelId, me, options.volumes?.(channelId)))
    .sort(compareRows)
}

/** PJ18: the account's memberships, every public channel of the directory, and what was begun here. */
export function listChannels(given: World, me: UserId, begun: Iterable<ChannelId> = []): ChannelId[] {
  const world = soundWorld(given)
  const ids = new Set<ChannelId>(begun)
  for (const [key, value] of world.registers(accountDocument(me)).entries('memberships')) {
    if ((value as unknown as MembershipValue).role !== 'none') ids.add(key as ChannelId)
  }
  for (const [key, value] of world.registers(DIRECTORY).entries('channels')) {
    if ((value as unknown as DirectoryChannel).kind === 'public') ids.add(key as ChannelId)
  }
  return [...ids]
}

export function projectChatRow(
  given: World,
  channelId: ChannelId,
  me: UserId,
  volumes: readonly number[] = [newestVolume(soundWorld(given), channelId)],
): ChatRow {
  const world = soundWorld(given)
  const { kind, title, role, other } = projectChannel(world, channelId, me)
  const messages = locateMessages(world, channelId, volumes)
  const marks = ownMarks(world, channelId, me)
  const unread = unreadAmong(world, channelId, me, volumes, messages)
  const last = lastOf(messages, marks)
  const isMuted = isMutedNow(marks.prefs, world.nowMs)
  const { muted, hiddenAt, pinned, favorite, archived, notify } = marks.prefs
  return {
    id: channelId,
    kind,
    title,
    role,
    other,
    unread: unread.count,
    mentions: unread.mentions,
    isUnreadExact: unread.isExact,
    lastMessage: last,
    isEncrypted: isEncryptedChat(kind, messages),
    activityAt: last?.at ?? 0,
    isMuted,
    mutedUntil: isMuted && typeof muted === 'number' ? muted : null,
    notify: notify ?? null,
    isPinned: pinned === true,
    isFavorite: favorite === true,
    isArchived: archived === true,
    isHidden: hiddenAt !== undefined && (last?.at ?? 0) <= hiddenAt,
    draft: (world.registers(accountDocument(me)).get('drafts', channelId) as string | undefined) ?? '',
  }
}

/** The last one that is not deleted, else the last. System messages count. */
function lastOf(messages: readonly LocatedMessage[], marks: OwnMarks): LastMessage | null {
  let fallback: LocatedMessage | null = null
  for (let i = messages.length - 1; i >= 0; i--) {
    const message = messages[i] as LocatedMessage
    if (marks.isLeftOut(message)) continue
    if (!isDeleted(message.value)) return lastMessage(message)
    fallback ??= message
  }
  return fallback && lastMessage(fallback)
}

function lastMessage(message: LocatedMessage): LastMessage {
  const { id, value, stamp } = message
  return {
    id,
    by: value.by as UserId,
    type: value.type ?? 'text',
    excerpt: isDeleted(value) ? '' : excerptOfMessage(value),
    event: isDeleted(value) ? null : (value.event ?? null),
    seq: stamp?.seq ?? null,
    at: timeOf(message),
    isDeleted: isDeleted(value),
  }
}

function compareRows(a: ChatRow, b: ChatRow): number {
  if (a.isPinned !== b.isPinned) return a.isPinned ? -1 : 1
  if (a.activityAt !== b.activityAt) return b.activityAt - a.activityAt
  if (a.title !== b.title) return a.title < b.title ? -1 : 1
  return a.id < b.id ? -1 : 1
}
