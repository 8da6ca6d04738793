/** `/api/v1/chats/{chat_id}`: how one person alone keeps a chat: muted, archived, pinned (seed 001, section 7). */
import { z } from 'zod'
import { findOwnChannel } from '../../access/find-channel.ts'
import { setChatPreference, type SetChatPreferenceCommand } from '../../commands/set-chat-preference.ts'
import type { ChatView } from '../../queries/chat-view.ts'
import { viewChat } from '../../queries/view-chat.ts'
import type { ChatDeps } from './chat-routes.ts'
import { presentChat } from './present-chat.ts'
import { routesOf, type Route } from '../../http/route.ts'
import { chatRead, notificationSettings } from './schemas/chats.ts'
import { idParam } from '../../http/schemas.ts'

const route = routesOf<ChatDeps>()
const params = z.object({ chat_id: idParam })

export const chatPreferenceRoutes = [
  route(
    {
      method: 'get',
      path: '/chats/{chat_id}/notifications',
      summary: 'Whether one muted a chat',
      auth: true,
      params,
      answers: { 200: notificationSettings },
    },
    ({ domain }, { session: { userId }, params }) => {
      const { id } = findOwnChannel(domain.world(), domain.channels, userId, params.chat_id)
      return presentSettings(viewChat(domain, userId, id), userId, domain.now())
    },
  ),
  route(
    {
      method: 'put',
      path: '/chats/{chat_id}/notifications',
      summary: 'Mute a chat; mentions by name notify all the same',
      auth: true,
      params,
      body: z.object({ muted: z.boolean() }),
      answers: { 200: notificationSettings },
    },
    async ({ domain }, { session: { userId }, params, body }) => {
      const { id: channelId } = findOwnChannel(domain.world(), domain.channels, userId, params.chat_id)
      const chat = await setChatPreference(domain, userId, { channelId, change: { muted: body.muted } })
      return presentSettings(chat, userId, domain.now())
    },
  ),
  setter('archive', 'Put a chat into the archive', { archived: true }),
  setter('unarchive', 'Take a chat out of the archive', { archived: false }),
  setter('pin-chat', 'Keep a chat at the top of the list', { pinned: true }),
  setter('unpin-chat', 'Let a chat go back to its place', { pinned: false }),
]

function setter(name: string, summary: string, change: SetChatPreferenceCommand['change']): Route<ChatDeps> {
  return route(
    { method: 'post', path: `/chats/{chat_id}/${name}`, summary, auth: true, params, answers: { 200: chatRead } },
    async ({ domain, publicUrl }, { session: { userId }, params }) => {
      const { id: channelId } = findOwnChannel(domain.world(), domain.channels, userId, params.chat_id)
      return presentChat(await setChatPreference(domain, userId, { channelId, change }), publicUrl)
    },
  )
}

function presentSettings(chat: ChatView, userId: number, nowMs: number): z.input<typeof notificationSettings> {
  return { chat_id: chat.num, user_id: userId, muted: chat.mutedUntil > nowMs }
}
