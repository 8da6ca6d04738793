/** Chats in seed 001's words (3.3). */
import { createHash } from 'node:crypto'
import type { ChannelId } from '../../../schema/ids.ts'
import type { ChannelKind } from '../../../schema/registers/meta.ts'
import type { z } from 'zod'
import type { ChatFacts, ChatView } from '../../queries/chat-view.ts'
import type { MembershipView } from '../../queries/list-members.ts'
import { shownText } from '../../queries/shown-text.ts'
import { presentAvatar } from './present-user.ts'
import { JsonText } from '../../http/route.ts'
import type { chatMemberRead, ChatRead } from './schemas/chats.ts'
import { isoTime } from '../../http/schemas.ts'

/** Views are the same objects as long as nothing changed, so most of a list was written before. */
const rows = new WeakMap<ChatView, string>()
const lists = new WeakMap<readonly ChatView[], JsonText>()

export function presentChats(chats: readonly ChatView[], publicUrl: string): JsonText {
  return kept(lists, chats, () => {
    const texts = chats.map((chat) => kept(rows, chat, () => JSON.stringify(presentChat(chat, publicUrl))))
    return new JsonText(`[${texts.join()}]`)
  })
}

function kept<View extends object, Text>(texts: WeakMap<View, Text>, view: View, make: () => Text): Text {
  let text = texts.get(view)
  if (text === undefined) texts.set(view, (text = make()))
  return text
}

/** `type` of a chat: a group may be open to join or not, a channel is what only some may write in. */
export function chatType(kind: ChannelKind): ChatRead['type'] {
  if (kind === 'direct' || kind === 'saved') return 'private'
  return kind === 'broadcast' ? 'channel' : 'group'
}

/** A search by title, or by the name of a type. */
export function matchChat(query: string): (chat: ChatFacts) => boolean {
  const wanted = query.trim().toLowerCase()
  return ({ displayTitle, kind }) => displayTitle.toLowerCase().includes(wanted) || chatType(kind) === wanted
}

export function presentMember({ id, userId, role, joinedAt }: MembershipView): z.input<typeof chatMemberRead> {
  return { id, user_id: userId, role: role === 'none' ? 'member' : role, joined_at: isoTime(joinedAt) }
}

/** 24 characters that tell nothing of the channel and never change: the first 120 bits of its id's SHA-256. */
export function publicId(channelId: ChannelId): string {
  const bits = createHash('sha256').update(channelId).digest('hex').slice(0, 30)
  return BigInt(`0x${bits}`).toString(32).toUpperCase().padStart(24, '0')
}

export function presentChat(chat: ChatView, publicUrl: string): ChatRead {
  const { kind, counterpart, lastMessage, membersCount } = chat
  return {
    id: chat.num,
    public_id: publicId(chat.channelId),
    channel_id: chat.channelId,
    type: chatType(kind),
    title: chat.title,
    avatar_url: presentAvatar(chat.avatar, publicUrl),
    display_title: chat.displayTitle,
    handle: chat.handle,
    description: chat.topic,
    is_public: chat.isPublic,
    is_saved: kind === 'saved',
    archived: chat.isArchived,
    pinned: chat.isPinned,
    unread_count: chat.unread,
    unread_mentions_count: chat.mentions,
    pinned_message_id: chat.pinned?.id ?? null,
    members_count: membersCount,
    online_count: chat.onlineCount,
    subscribers_count: kind === 'broadcast' ? membersCount : null,
    counterpart_user_id: counterpart?.userId ?? null,
    counterpart_name: counterpart?.name ?? null,
    counterpart_username: counterpart?.username ?? null,
    counterpart_avatar_url: presentAvatar(counterpart?.avatar ?? null, publicUrl),
    counterpart_is_online: counterpart?.isOnline ?? null,
    counterpart_last_seen_at: timeOrNull(counterpart?.lastSeenAt),
    last_message_text: lastMessage && shownText(lastMessage),
    last_message_type: lastMessage?.type ?? null,
    last_message_created_at: timeOrNull(lastMessage?.arrivedAt),
    my_role: chat.role === 'none' ? null : chat.role,
    created_at: isoTime(chat.createdAt),
  }
}

function timeOrNull(ms: number | null | undefined): string | null {
  return ms === null || ms === undefined ? null : isoTime(ms)
}
