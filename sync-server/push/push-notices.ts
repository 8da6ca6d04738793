/** Who is woken by a message, and with what (docs/behaviour.md, PU4, PU5): the same that a list of notifications tells them. */
import type { UserId } from '../../schema/ids.ts'
import type { CommandDeps } from '../commands/deps.ts'
import { notificationOf } from '../queries/list-notifications.ts'
import { readPreferences } from '../queries/read-preferences.ts'
import { shownText } from '../queries/shown-text.ts'
import { viewChat } from '../queries/view-chat.ts'
import { viewPerson } from '../queries/person-view.ts'
import type { StoredMessage } from '../storage/message-index.ts'

/** With the longest names it stays below what services take (4 kB). */
const MAX_EXCERPT_CHARS = 200

/** What a service worker gets, as JSON. */
export interface PushNotice {
  readonly type: 'message' | 'mention'
  readonly title: string
  readonly body: string
  readonly conversation_id: number
  readonly message_id: number
  readonly channel_id: string
  readonly sender_id: number
}

export interface WokenPerson {
  readonly notice: PushNotice
  readonly isUrgent: boolean
}

/** @returns null: nothing is to be said to them. Not to be called inside of a commit */
export function noticeFor(deps: CommandDeps, userId: UserId, message: StoredMessage): WokenPerson | null {
  const notification = notificationOf(deps, userId, message)
  if (!notification || readPreferences(deps, userId)('notifications.enabled') === false) return null
  const { displayTitle, kind } = viewChat(deps, userId, message.channelId)
  const sender = viewPerson(deps, userId, message.by)?.name ?? ''
  const isDirect = kind === 'direct'
  const type = notification.kind === 'mention' ? 'mention' : 'message'
  return {
    notice: {
      type,
      title: isDirect ? sender : `${sender} in ${displayTitle}`,
      body: bodyOf(message),
      conversation_id: notification.channelNum,
      message_id: message.id,
      channel_id: message.channelId,
      sender_id: message.by,
    },
    isUrgent: isDirect || type === 'mention',
  }
}

function bodyOf(message: StoredMessage): string {
  const text = shownText(message)?.trim() || message.files[0]?.name || message.links[0]?.url || ''
  return text.length > MAX_EXCERPT_CHARS ? `${[...text].slice(0, MAX_EXCERPT_CHARS - 1).join('')}…` : text
}
