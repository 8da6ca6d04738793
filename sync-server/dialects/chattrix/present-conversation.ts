/** Conversations in seed 002's words: two kinds, `private` between two and `group` for all others. */
import type { UserId } from '../../../schema/ids.ts'
import type { ChatView } from '../../queries/chat-view.ts'
import type { QueryDeps } from '../../queries/deps.ts'
import { listMembers } from '../../queries/list-members.ts'
import { shownText } from '../../queries/shown-text.ts'
import { isoTime } from '../../http/schemas.ts'
import { typeOf } from './present-message.ts'
import { peopleFor } from './present-user.ts'
import { profilePic } from './file-address.ts'
import type { ConversationRead } from './schemas/conversations.ts'

/** DIALECTS.md, 6. */
const MAX_PARTICIPANTS = 100

export function presentConversations(deps: QueryDeps, viewer: UserId, chats: readonly ChatView[]): ConversationRead[] {
  const person = peopleFor(deps, viewer)
  return chats.map((chat) => {
    const { lastMessage } = chat
    return {
      id: chat.num,
      type: chat.kind === 'direct' ? 'private' : 'group',
      name: chat.displayTitle,
      avatar: chat.avatar === null ? null : profilePic(chat.avatar),
      participants: listMembers(deps, chat.channelId, MAX_PARTICIPANTS).map(({ userId }) => person(userId)),
      participants_count: chat.membersCount,
      last_message: lastMessage && {
        id: lastMessage.id,
        content: shownText(lastMessage) ?? '',
        sender_id: lastMessage.by,
        sender_name: person(lastMessage.by).display_name,
        timestamp: isoTime(lastMessage.arrivedAt),
        type: typeOf(lastMessage),
      },
      unread_count: chat.unread,
      created_at: isoTime(chat.createdAt),
      updated_at: isoTime(chat.activityAt),
    }
  })
}

export function presentConversation(deps: QueryDeps, viewer: UserId, chat: ChatView): ConversationRead {
  return presentConversations(deps, viewer, [chat])[0] as ConversationRead
}
