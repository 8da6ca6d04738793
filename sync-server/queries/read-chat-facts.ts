/** Reads what documents and messages tell of a chat (docs/behaviour.md, CH1-CH5). What it reads, `read-chats.ts` watches. */
import { accountDocument, channelDocument } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { projectChannel } from '../../schema/projection/project-channel.ts'
import { projectPerson } from '../../schema/projection/project-person.ts'
import type { ChannelPrefs } from '../../schema/registers/account.ts'
import type { PinValue } from '../../schema/registers/members.ts'
import { channelOf, isOpenToJoin, membersOf } from '../../schema/rules/channel.ts'
import { mayKnow } from '../../schema/rules/privacy.ts'
import type { World } from '../../schema/views.ts'
import { isPutAway } from '../access/find-message.ts'
import type { ChatFacts, OtherPerson } from './chat-view.ts'
import { countUnread } from './count-unread.ts'
import type { QueryDeps } from './deps.ts'
import { findLastMessage } from './find-last-message.ts'

/** @param world a sound one. @returns null for a channel that nobody founded yet, or that is deleted */
export function readChatFacts(deps: QueryDeps, world: World, userId: UserId, channelId: ChannelId): ChatFacts | null {
  const channel = channelOf(world, channelId)
  const { kind, num, role, other, ...seen } = projectChannel(world, channelId, userId)
  if (!channel || channel.isDeleted || num === null) return null
  const isMember = role !== 'none'
  const prefs = isMember ? prefsOf(world, userId, channelId) : {}
  const end = isMember ? findLastMessage(deps, world, userId, channelId) : { lastMessage: null, activityAt: 0 }
  const unread = isMember ? countUnread(deps, world, userId, channelId) : { unread: 0, mentions: 0 }
  return {
    ...{ channelId, num, kind, role, ...unread },
    title: kind === 'direct' || kind === 'saved' ? null : seen.title,
    displayTitle: seen.title,
    topic: seen.topic || null,
    handle: (kind === 'public' ? seen.title : seen.handle) || null,
    avatar: seen.avatar,
    isPublic: kind === 'public' || isOpenToJoin(channel),
    createdBy: seen.createdBy,
    createdAt: seen.createdAt ?? 0,
    isArchived: prefs.archived === true,
    isPinned: prefs.pinned === true,
    isFavorite: prefs.favorite === true,
    isHidden: prefs.hiddenAt !== undefined && end.activityAt <= prefs.hiddenAt,
    mutedUntil: typeof prefs.muted === 'number' ? prefs.muted : prefs.muted === true ? Infinity : 0,
    activityAt: end.activityAt || (seen.createdAt ?? 0),
    lastMessage: end.lastMessage,
    pinned: isMember ? findPinned(deps, world, userId, channelId) : null,
    other: other === null ? null : readOther(world, userId, other),
  }
}

/** Everyone in the channel; null = every account there is. */
export function memberIds(world: World, channelId: ChannelId): ReadonlySet<UserId> | null {
  const channel = channelOf(world, channelId)
  if (channel?.kind === 'public') return null
  return new Set(channel ? membersOf(world, channel) : [])
}

function prefsOf(world: World, userId: UserId, channelId: ChannelId): ChannelPrefs {
  return (world.registers(accountDocument(userId)).get('channels', channelId) as ChannelPrefs | undefined) ?? {}
}

function findPinned(deps: QueryDeps, world: World, userId: UserId, channelId: ChannelId): ChatFacts['pinned'] {
  const pins = [...world.registers(channelDocument(channelId)).entries('pins')]
    .map(([messageId, value]) => ({ messageId, at: (value as unknown as PinValue).at }))
    .sort((a, b) => b.at - a.at || (a.messageId < b.messageId ? -1 : 1))
  for (const pin of pins) {
    const message = deps.messages.find(channelId, pin.messageId)
    if (!message || message.deletedAt !== null || isPutAway(world, userId, message)) continue
    return { id: message.id, messageId: message.messageId }
  }
  return null
}

function readOther(world: World, viewer: UserId, userId: UserId): OtherPerson {
  const { name, username, isDeleted } = projectPerson(world, userId)
  const shows = (what: 'avatar' | 'lastSeen') => !isDeleted && mayKnow(world, viewer, userId, what)
  return { userId, name, username, showsAvatar: shows('avatar'), showsPresence: shows('lastSeen') }
}
