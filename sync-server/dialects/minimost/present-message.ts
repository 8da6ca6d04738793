/** Messages in seed 000's words (MM5-MM8). */
import type { z } from 'zod'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { soundWorld } from '../../../schema/projection/sound-world.ts'
import { PICTURE_ENDINGS } from '../../media/file-type.ts'
import type { QueryDeps } from '../../queries/deps.ts'
import { listReactions, type ReactionsView } from '../../queries/list-reactions.ts'
import type { StoredMessage } from '../../queries/message-view.ts'
import { shownText } from '../../queries/shown-text.ts'
import { channelName, usernameOf } from './channel-name.ts'
import type { foundMessage, MessageObject, oneMessage } from './schemas.ts'

export interface MessageWords {
  readonly message: (message: StoredMessage) => MessageObject
  readonly one: (message: StoredMessage) => z.infer<typeof oneMessage>
  readonly found: (message: StoredMessage) => z.infer<typeof foundMessage>
  /** Name of the allowed set, or emoji -> usernames. */
  readonly reactions: (reactions: readonly ReactionsView[]) => Record<string, string[]>
}

/** Under half a millisecond, so that the time stays the same in milliseconds. */
const MAX_RANK = 498

/**
 * MM6: when a message arrived, to the microsecond, in seconds; the text of it is the key of the message's receipts. Cheap for
 * messages asked about in their order.
 */
export function arrivals({ messages }: QueryDeps): (message: StoredMessage) => number {
  let last: { message: StoredMessage; rank: number } | null = null
  const rankOf = (message: StoredMessage) => {
    const follows = last?.message.channelId === message.channelId && last.message.seq === message.seq - 1
    if (!last || !follows) return messages.rankAt(message)
    return last.message.arrivedAt === message.arrivedAt ? last.rank + 1 : 0
  }
  return (message) => {
    last = { message, rank: rankOf(message) }
    return (message.arrivedAt * 1_000 + 1 + Math.min(last.rank, MAX_RANK)) / 1_000_000
  }
}

/** Good until something is written. */
export function wordsFor(deps: QueryDeps, viewer: UserId): MessageWords {
  const world = soundWorld(deps.world())
  const arrivalOf = arrivals(deps)
  const person = remembered((userId: UserId) => usernameOf(world, userId))
  const channel = remembered((channelId: ChannelId) => channelName(deps, world, channelId) ?? '')
  const reactions: MessageWords['reactions'] = (views) =>
    Object.fromEntries(views.map(({ name, users }) => [name, users.map(person)]))
  const one: MessageWords['one'] = (message) => {
    const isDeleted = message.deletedAt !== null
    return {
      id: message.id,
      sender: person(message.by),
      content: isDeleted ? null : contentOf(message),
      filename: isDeleted ? null : filenameOf(message),
      deleted: isDeleted ? 1 : 0,
    }
  }
  const reactionsText = (message: StoredMessage) => {
    const views = message.reactedAt === null ? [] : listReactions(deps, viewer, message)
    return views.length === 0 ? null : JSON.stringify(reactions(views))
  }
  const mentionsText = ({ mentions }: StoredMessage) => {
    if (mentions.length === 0) return null
    return JSON.stringify(mentions.includes(0) ? ['@everyone'] : mentions.map((userId) => person(userId as UserId)))
  }
  return {
    ...{ one, reactions },
    message(message) {
      const { channelId, modifiedAt, reactedAt } = message
      const isDeleted = message.deletedAt !== null
      const changedAt = modifiedAt === null ? null : modifiedAt / 1_000
      return {
        ...one(message),
        channel: channel(channelId),
        ts: arrivalOf(message),
        edited: !isDeleted && message.editedAt !== null ? 1 : 0,
        // A file that comes after its message is no edit, but a change that a program has to hear of.
        edited_ts: isDeleted ? null : changedAt,
        deleted_ts: isDeleted ? changedAt : null,
        reply_to_id: message.replyTo === null ? null : deps.messages.idOf(channelId, message.replyTo),
        reactions: isDeleted ? null : reactionsText(message),
        reactions_ts: reactedAt === null ? null : reactedAt / 1_000,
        mentions: mentionsText(message),
      }
    },
    found(message) {
      const { id, sender, content } = one(message)
      return { id, channel: channel(message.channelId), sender, content, ts: arrivalOf(message) }
    },
  }
}

function remembered<K, V>(find: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    if (!known.has(key)) known.set(key, find(key))
    return known.get(key) as V
  }
}

/** What is no picture has no place here but its name. */
function contentOf(message: StoredMessage): string | null {
  const text = shownText(message)
  if (text !== null || filenameOf(message) !== null) return text
  return message.files[0]?.name ?? message.links[0]?.url ?? null
}

/** Of the first picture. */
function filenameOf({ files }: StoredMessage): string | null {
  const picture = files.find(({ type }) => type in PICTURE_ENDINGS)
  return picture ? `${picture.id}.${PICTURE_ENDINGS[picture.type]}` : null
}
