/** Chats and their members in seed 004's words. */
import type { z } from 'zod'
import type { ChannelKind } from '../../../schema/registers/meta.ts'
import type { UserId } from '../../../schema/ids.ts'
import { isoTime } from '../../http/schemas.ts'
import type { ChatView } from '../../queries/chat-view.ts'
import type { QueryDeps } from '../../queries/deps.ts'
import { listMembers } from '../../queries/list-members.ts'
import { viewPerson } from '../../queries/person-view.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import { presentMessages } from './present-message.ts'
import type { ChatRead, memberRead } from './schemas/chats.ts'
import type { MessageRead } from './schemas/messages.ts'

/** Saved messages are another dialect's alone (DIALECTS.md, 6). */
export function isShown({ kind }: { readonly kind: ChannelKind }): boolean {
  return kind !== 'saved'
}

/**
 * A person's view of a chat is the same object as long as nothing in it changed; how far its last message has come is not
 * part of it, and only what everybody has read stays so.
 */
const settled = new WeakMap<ChatView, ChatRead>()

export function presentChats(deps: QueryDeps, viewer: UserId, chats: readonly ChatView[]): ChatRead[] {
  const last = chats.flatMap((chat) => (settled.has(chat) ? [] : (chat.lastMessage ?? [])))
  const messages = new Map(presentMessages(deps, viewer, last).map((message) => [message.id, message]))
  return chats.map((chat) => {
    const known = settled.get(chat)
    if (known) return known
    const made = presentChat(chat, (chat.lastMessage && messages.get(chat.lastMessage.id)) ?? null)
    if (!made.last_message || made.last_message.is_read) settled.set(chat, made)
    return made
  })
}

export function presentOneChat(deps: QueryDeps, viewer: UserId, chat: ChatView): ChatRead {
  return presentChats(deps, viewer, [chat])[0] as ChatRead
}

function presentChat(chat: ChatView, lastMessage: MessageRead | null): ChatRead {
  const { kind, counterpart, role } = chat
  return {
    id: chat.num,
    kind: kind === 'direct' ? 'private' : kind === 'broadcast' ? 'channel' : 'group',
    title: chat.title,
    avatar: chat.avatar,
    created_at: isoTime(chat.createdAt),
    updated_at: isoTime(chat.activityAt),
    is_archived: chat.isArchived,
    is_favorite: chat.isFavorite,
    peer_id: counterpart?.userId ?? null,
    peer_username: counterpart?.username ?? null,
    peer_nickname: counterpart?.name ?? null,
    peer_avatar: counterpart?.avatar ?? null,
    unread_count: chat.unread,
    my_role: role === 'none' ? 'member' : role,
    last_message: lastMessage,
  }
}

/** Owners first, then admins, then members. */
export function presentMembers(deps: QueryDeps, viewer: UserId, channelId: ChannelId): z.input<typeof memberRead>[] {
  const world = deps.world()
  return listMembers(deps, channelId).map(({ userId, role, joinedAt }) => {
    const person = viewPerson(deps, viewer, userId, world)
    return {
      user_id: userId,
      username: person?.username ?? '',
      nickname: person?.name ?? '',
      avatar: person?.avatar ?? null,
      role: role === 'none' ? 'member' : role,
      joined_at: isoTime(joinedAt),
    }
  })
}
