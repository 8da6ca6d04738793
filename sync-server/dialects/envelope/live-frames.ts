/**
 * What became true for others, as frames of this dialect (docs/behaviour.md, EN12-EN15). What is the same for everybody is
 * encoded once; whether somebody hears of it at all, live/audience.ts has said.
 */
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { isPutAway } from '../../access/find-message.ts'
import { jsonFrame, type JsonFrame } from '../../http/json-frame.ts'
import { isoTime } from '../../http/schemas.ts'
import type { LiveEvent } from '../../live/live-events.ts'
import type { QueryDeps } from '../../queries/deps.ts'
import { viewPerson } from '../../queries/person-view.ts'
import { readChats } from '../../queries/read-chats.ts'
import { isShown, presentOneChat } from './present-chat.ts'
import { presentOne } from './present-message.ts'
import { presentUser } from './present-user.ts'

type FramesFor = (viewer: UserId) => readonly JsonFrame[]

const NOTHING: readonly JsonFrame[] = []
/** Somebody in nobody's contacts: what they may know, everybody may. */
const ANYBODY = 0 as UserId

/** @returns what each person who hears of the event is sent; presence is the socket's own affair */
export function framesOf(deps: QueryDeps, event: LiveEvent): FramesFor {
  switch (event.kind) {
    case 'message-posted':
    case 'message-edited':
      return messageFrames(deps, event)
    case 'message-deleted':
      return toAll(deletedFrame(deps, event))
    case 'channel-founded':
      return (viewer) => chatFrame(deps, viewer, event.channelId, 'chat_created')
    case 'channel-changed':
    case 'preference-changed':
      return (viewer) => chatFrame(deps, viewer, event.channelId, 'chat_updated')
    case 'channel-deleted': {
      const chat_id = numOf(deps, event.channelId)
      return (viewer) => [
        jsonFrame({ type: 'member_removed', chat_id, user_id: viewer }),
        jsonFrame({ type: 'chat_deleted', chat_id }),
      ]
    }
    case 'member-changed':
      return memberFrames(deps, event)
    case 'read-moved':
      return toAll(positionFrame(deps, event, 'message_read'))
    case 'delivered-moved':
      return toAll(positionFrame(deps, event, 'message_delivered'))
    case 'person-changed':
      return profileFrames(deps, event.userId)
    case 'typing-changed': {
      const { userId: user_id, isTyping: is_typing } = event
      const frame = jsonFrame({ type: 'typing', chat_id: numOf(deps, event.channelId), user_id, is_typing })
      return (viewer) => (viewer === user_id ? NOTHING : [frame])
    }
    default:
      return () => NOTHING
  }
}

/** How far a message has come is told to its sender; to others only what everybody may know of it. */
function messageFrames(
  deps: QueryDeps,
  event: Extract<LiveEvent, { kind: 'message-posted' | 'message-edited' | 'message-deleted' }>,
): FramesFor {
  const message = deps.messages.find(event.channelId, event.messageId)
  if (!message || message.deletedAt !== null || message.type === 'system') return () => NOTHING
  const type = event.kind === 'message-posted' ? 'message_new' : 'message_updated'
  const encode = (viewer: UserId) => {
    const presented = presentOne(deps, viewer, message)
    return [jsonFrame({ type, chat_id: presented.chat_id, message: presented })]
  }
  const forSender = once(() => encode(message.by))
  const forOthers = once(() => encode(ANYBODY))
  const world = deps.world()
  return (viewer) => {
    if (type === 'message_updated' && isPutAway(world, viewer, message)) return NOTHING
    return viewer === message.by ? forSender() : forOthers()
  }
}

function deletedFrame(deps: QueryDeps, event: Extract<LiveEvent, { messageId: unknown; by: unknown }>) {
  const message = deps.messages.find(event.channelId, event.messageId)
  if (!message || message.type === 'system') return null
  return {
    ...{ type: 'message_deleted', chat_id: numOf(deps, event.channelId), message_id: message.id },
    ...{ deleted_at: isoTime(message.deletedAt ?? deps.now()), deleted_by: event.by },
  }
}

function memberFrames(deps: QueryDeps, event: Extract<LiveEvent, { kind: 'member-changed' }>): FramesFor {
  const { channelId, userId: user_id, role, before } = event
  const chat_id = numOf(deps, channelId)
  const isNew = before === 'none'
  const type = isNew ? 'member_added' : role === 'none' ? 'member_removed' : 'member_role_changed'
  const frame = jsonFrame({ type, chat_id, user_id, ...(role === 'none' ? {} : { role }) })
  return (viewer) =>
    isNew && viewer === user_id ? [...chatFrame(deps, viewer, channelId, 'chat_created'), frame] : [frame]
}

function positionFrame(
  deps: QueryDeps,
  { channelId, userId, seq }: Extract<LiveEvent, { kind: 'read-moved' | 'delivered-moved' }>,
  type: 'message_read' | 'message_delivered',
) {
  return { type, chat_id: numOf(deps, channelId), user_id: userId, message_id: deps.messages.idAt(channelId, seq) }
}

/** A picture is not for everybody to see, so it may be two frames. */
function profileFrames(deps: QueryDeps, userId: UserId): FramesFor {
  const frames = new Map<string | null, readonly JsonFrame[]>()
  return (viewer) => {
    const person = viewPerson(deps, viewer, userId)
    if (!person) return NOTHING
    const found = frames.get(person.avatar)
    if (found) return found
    const { id: user_id, ...shown } = presentUser(person)
    const made = [jsonFrame({ type: 'profile_updated', user_id, ...shown })]
    frames.set(person.avatar, made)
    return made
  }
}

/** Each person sees a chat their own way. */
function chatFrame(deps: QueryDeps, viewer: UserId, channelId: ChannelId, type: string): readonly JsonFrame[] {
  const chat = readChats(deps, viewer).view(channelId)
  if (!chat || chat.role === 'none' || !isShown(chat)) return NOTHING
  return [jsonFrame({ type, chat_id: chat.num, chat: presentOneChat(deps, viewer, chat) })]
}

function toAll(value: object | null): FramesFor {
  const frames = once(() => (value === null ? NOTHING : [jsonFrame(value)]))
  return () => frames()
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

function numOf(deps: QueryDeps, channelId: ChannelId): number | null {
  return deps.channels.channel(channelId)?.num ?? null
}
