/**
 * Who is woken by a message, and with what (docs/behaviour.md, PU4, PU5): as the one rule of notifications says, in the form
 * of the program that subscribed. What the person chose not to show is not in it.
 */
import { shownReaction } from '../../schema/default-reactions.ts'
import { accountDocument } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { NoticePush } from '../../schema/protocol/push.ts'
import { reactionKey, type ReactionKey } from '../../schema/registers/reactions.ts'
import { readNoticeSettings, type NoticeText } from '../../schema/rules/notice-settings.ts'
import { judgeNotice, type Notice } from '../../schema/rules/notify.ts'
import { isPutAway } from '../access/find-message.ts'
import type { CommandDeps } from '../commands/deps.ts'
import { noticeEventOf } from '../queries/list-notifications.ts'
import { shownText } from '../queries/shown-text.ts'
import { viewChat } from '../queries/view-chat.ts'
import { viewPerson } from '../queries/person-view.ts'
import type { StoredMessage } from '../storage/stored-message.ts'

/** With the longest names it stays below what services take (4 kB). */
const MAX_EXCERPT_CHARS = 200

/** What another program's service worker gets (seed 002), as JSON. */
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
  /** The same for our own web app. */
  readonly app: NoticePush
  readonly isUrgent: boolean
}

/** @returns null: nothing is to be said to them. Not to be called inside of a commit */
export function noticeFor(deps: CommandDeps, userId: UserId, message: StoredMessage): WokenPerson | null {
  const world = deps.world()
  const { channelId } = message
  const { how, why } = judgeNotice(world, userId, channelId, noticeEventOf(deps, message))
  if (how === 'not' || isPutAway(world, userId, message)) return null
  const { kind, num, isDirect, name, title, text } = namesFor(deps, userId, channelId, message.by)
  const body = bodyOf(message, text)
  const words = message.sealed ? '' : body
  return {
    notice: {
      type: why === 'mention' ? 'mention' : 'message',
      title: title ? `${name} in ${title}` : name || 'New message',
      body,
      conversation_id: num,
      message_id: message.id,
      channel_id: channelId,
      sender_id: message.by,
    },
    app: {
      ...{ t: 'notice', user: userId, chat: channelId, kind, title, name, text: words, how, why },
      ...{ message: message.messageId, seq: message.seq, at: message.arrivedAt },
    },
    isUrgent: isDirect || isUrgent(why),
  }
}

/** NF46: to the author of the message that somebody reacted to. @returns null: nothing is to be said to them */
export function reactionNoticeFor(deps: CommandDeps, message: StoredMessage, given: ReactionKey): NoticePush | null {
  const world = deps.world()
  const { channelId, messageId, by: userId, seq } = message
  const event = { kind: 'reacted', by: given.userId, author: userId } as const
  const { how, why } = judgeNotice(world, userId, channelId, event)
  if (how === 'not' || message.deletedAt !== null || isPutAway(world, userId, message)) return null
  const { kind, name, title, text } = namesFor(deps, userId, channelId, given.userId)
  return {
    ...{ t: 'notice', user: userId, chat: channelId, kind, title, name, text: '', how, why },
    ...{ message: messageId, seq, at: deps.now(), key: reactionKey(messageId, given.name, given.userId) },
    ...(text === 'message' ? { reaction: shownReaction(given.name, world.settings) } : {}),
  }
}

/** Where it was and who did it, as far as the person wants that shown. */
function namesFor(deps: CommandDeps, userId: UserId, channelId: ChannelId, by: UserId) {
  const { displayTitle, kind, num } = viewChat(deps, userId, channelId)
  const { text } = readNoticeSettings(deps.world().registers(accountDocument(userId)))
  const isDirect = kind === 'direct'
  const name = text === 'nothing' ? '' : (viewPerson(deps, userId, by)?.name ?? '')
  const title = text === 'nothing' || isDirect ? '' : displayTitle
  return { kind, num, isDirect, name, title, text }
}

function isUrgent(why: Notice['why']): boolean {
  return why === 'mention' || why === 'reply'
}

/** NF10: of what is encrypted there are no words here. */
function bodyOf(message: StoredMessage, shown: NoticeText): string {
  if (shown !== 'message') return ''
  const text = shownText(message)?.trim() || message.files[0]?.name || message.links[0]?.url || ''
  return text.length > MAX_EXCERPT_CHARS ? `${[...text].slice(0, MAX_EXCERPT_CHARS - 1).join('')}…` : text
}
