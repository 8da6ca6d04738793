/** Messages in seed 001's words (3.4). */
import type { z } from 'zod'
import type { UserId } from '../../../schema/ids.ts'
import type { QueryDeps } from '../../queries/deps.ts'
import type { ReactionsView } from '../../queries/list-reactions.ts'
import { viewMessages, type MessageView, type StoredMessage } from '../../queries/message-view.ts'
import { shownText } from '../../queries/shown-text.ts'
import { isoTime } from '../../http/schemas.ts'
import type { messageReactionRead, messageRead } from './schemas/messages.ts'

type MessageRead = z.input<typeof messageRead>

export function presentMessages(deps: QueryDeps, viewer: UserId, messages: readonly StoredMessage[]): MessageRead[] {
  return viewMessages(deps, viewer, messages).map(presentMessage)
}

export function presentOne(deps: QueryDeps, viewer: UserId, message: StoredMessage): MessageRead {
  return presentMessages(deps, viewer, [message])[0] as MessageRead
}

/** A reaction that has no emoji any more keeps its name. */
export function presentReactions(reactions: readonly ReactionsView[]): z.input<typeof messageReactionRead>[] {
  return reactions.map(({ name, emoji, users, mine }) => ({
    emoji: emoji ?? name,
    count: users.length,
    reacted: mine,
  }))
}

/** A message is the same object as long as nothing of it changed, so most of a list was made before. */
const presented = new WeakMap<StoredMessage, MessageRead>()

function presentMessage(view: MessageView): MessageRead {
  const { message, delivery, forwardedFromId } = view
  const found = presented.get(message)
  if (found?.delivery_status === delivery && found.forwarded_from_message_id === forwardedFromId) return found
  const made = makeMessage(view)
  presented.set(message, made)
  return made
}

function makeMessage({ message, channelNum, replyToId, forwardedFromId, delivery }: MessageView): MessageRead {
  return {
    id: message.id,
    chat_id: channelNum,
    sender_id: message.by,
    reply_to_message_id: replyToId,
    forwarded_from_message_id: forwardedFromId,
    // The server's own messages are in no list of this dialect.
    type: message.type === 'system' ? 'text' : message.type,
    text: shownText(message),
    delivery_status: delivery,
    attachment_waveform: waveformOf(message),
    created_at: isoTime(message.arrivedAt),
    updated_at: isoTime(message.modifiedAt ?? message.arrivedAt),
  }
}

function waveformOf({ files }: StoredMessage): number[] | null {
  return files.find(({ waveform }) => waveform !== undefined)?.waveform ?? null
}
