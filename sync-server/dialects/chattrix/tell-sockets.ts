/**
 * What became true for others, told over Socket.IO (docs/behaviour.md, CX15-CX18). Messages and typing go to sockets that
 * joined the conversation, all else to every socket; who may hear of it, `audienceOf` says.
 */
import { CairnError } from '../../../schema/errors.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { audienceOf } from '../../live/audience.ts'
import type { LiveEvent } from '../../live/live-events.ts'
import { avatarFor } from '../../queries/person-view.ts'
import { viewChat } from '../../queries/view-chat.ts'
import { presentConversation } from './present-conversation.ts'
import { presentOne } from './present-message.ts'
import { peopleFor } from './present-user.ts'
import { tellAll, type SocketClient } from './socket-client.ts'

/** Everyone who is connected. */
export type ClientsByPerson = ReadonlyMap<UserId, ReadonlySet<SocketClient>>

type Told = Extract<LiveEvent, { channelId: ChannelId }>

/** @returns ends it */
export function tellSockets(domain: CommandDeps, clients: ClientsByPerson): () => void {
  // A person who is idle instead of active is online as before.
  const online = new Set<UserId>(domain.online().people)
  return domain.onLive((events) => {
    for (const event of events) tell(event)
  })

  function tell(event: LiveEvent): void {
    switch (event.kind) {
      case 'message-posted':
        return tellMessage('new_message', event)
      case 'message-edited':
        return tellMessage('message_edited', event)
      case 'message-deleted': {
        const message_id = domain.messages.idOf(event.channelId, event.messageId)
        if (message_id === null) return
        const data = { message_id, conversation_id: numOf(event.channelId) }
        return each(event, () => data, 'message_deleted', event.channelId)
      }
      case 'typing-changed': {
        const name = event.isTyping ? 'user_typing' : 'user_stopped_typing'
        const conversation_id = numOf(event.channelId)
        const data = alike(event.userId, (viewer) => ({
          user: peopleFor(domain, viewer)(event.userId),
          conversation_id,
        }))
        return each(event, data, name, event.channelId, event.userId)
      }
      case 'presence-changed': {
        const isOnline = event.state !== 'offline'
        if (isOnline === online.has(event.userId)) return
        if (isOnline) online.add(event.userId)
        else online.delete(event.userId)
        const data = alike(event.userId, (viewer) => ({ user: peopleFor(domain, viewer)(event.userId) }))
        return each(event, data, isOnline ? 'user_online' : 'user_offline', null, event.userId)
      }
      case 'member-changed':
        if (event.role === 'none') leave(event.channelId, clients.get(event.userId))
        return tellConversation(event)
      case 'channel-deleted':
        for (const own of clients.values()) leave(event.channelId, own)
        return tellConversation(event)
      case 'channel-founded':
      case 'channel-changed':
        return tellConversation(event)
      default:
    }
  }

  /** Each socket once, with what its person may know; what is one object for several people goes to them as one. */
  function each(
    event: LiveEvent,
    data: (viewer: UserId) => unknown,
    name: string,
    joined: ChannelId | null,
    except?: UserId,
  ): void {
    const isHearing = audienceOf(domain.world(), event)
    const groups = new Map<unknown, SocketClient[]>()
    for (const [userId, own] of clients) {
      const listening = [...own].filter((client) => joined === null || client.joined.has(joined))
      if (userId === except || listening.length === 0 || !isHearing(userId)) continue
      const told = data(userId)
      if (told === null) continue
      const group = groups.get(told) ?? []
      group.push(...listening)
      groups.set(told, group)
    }
    for (const [told, group] of groups) tellAll(group, name, told)
  }

  /** Of what names one person, viewers differ in one thing: whether they may see the picture. */
  function alike<T>(about: UserId, present: (viewer: UserId) => T): (viewer: UserId) => T {
    const world = domain.world()
    const made = new Map<string | null, T>()
    return (viewer) => {
      const avatar = avatarFor(domain, viewer, about, world)
      if (!made.has(avatar)) made.set(avatar, present(viewer))
      return made.get(avatar) as T
    }
  }

  function tellMessage(name: string, event: Extract<LiveEvent, { messageId: unknown }>): void {
    if (!isHeard(event.channelId)) return
    const message = domain.messages.find(event.channelId, event.messageId)
    // What was deleted meanwhile is told as that; the server's own messages are not shown here.
    if (!message || message.deletedAt !== null || message.type === 'system') return
    const data = alike(message.by, (viewer) => presentOne(domain, viewer, message))
    each(event, data, name, event.channelId)
  }

  /** Most messages are written where nobody listens over this door. */
  function isHeard(channelId: ChannelId): boolean {
    for (const own of clients.values()) for (const client of own) if (client.joined.has(channelId)) return true
    return false
  }

  function tellConversation(event: Told): void {
    const conversation_id = numOf(event.channelId)
    const data = (viewer: UserId) => conversationFor(domain, viewer, event.channelId, conversation_id)
    each(event, data, 'conversation_updated', null)
  }

  function numOf(channelId: ChannelId): number {
    return domain.channels.channel(channelId)?.num ?? 0
  }
}

/** Who is in it no longer is told just that; of saved messages nobody is told. */
function conversationFor(domain: CommandDeps, viewer: UserId, channelId: ChannelId, num: number): object | null {
  const removed = { id: num, conversation_id: num, removed: true }
  try {
    const chat = viewChat(domain, viewer, channelId)
    if (chat.kind === 'saved') return null
    return chat.role === 'none' ? removed : { conversation_id: num, ...presentConversation(domain, viewer, chat) }
  } catch (error) {
    if (error instanceof CairnError) return removed
    throw error
  }
}

function leave(channelId: ChannelId, clients: Iterable<SocketClient> = []): void {
  for (const client of clients) {
    client.joined.delete(channelId)
    client.typing.delete(channelId)
  }
}
