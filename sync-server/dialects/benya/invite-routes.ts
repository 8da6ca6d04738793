/** Invite links of groups and channels (seed 001, section 7). A token is in no path, so that no log holds it. */
import { z } from 'zod'
import { findOwnChannel } from '../../access/find-channel.ts'
import { createInvite } from '../../commands/create-invite.ts'
import { joinByInvite } from '../../commands/join-by-invite.ts'
import { revokeInvite } from '../../commands/revoke-invite.ts'
import { listInvites } from '../../queries/list-invites.ts'
import type { ChatDeps } from './chat-routes.ts'
import { presentChat } from './present-chat.ts'
import { routesOf } from '../../http/route.ts'
import { chatRead, inviteLinkRead, inviteOptions, inviteRead } from './schemas/chats.ts'
import { idParam, isoTime } from '../../http/schemas.ts'

const route = routesOf<ChatDeps>()

export const inviteRoutes = [
  route(
    {
      method: 'post',
      path: '/chats/{chat_id}/invite-link',
      summary: 'Make a link by which people join',
      auth: true,
      params: z.object({ chat_id: idParam }),
      body: inviteOptions,
      answers: { 200: inviteRead },
    },
    async ({ domain, publicUrl }, { session: { userId }, params, body }) => {
      const channel = findOwnChannel(domain.world(), domain.channels, userId, params.chat_id)
      const invite = await createInvite(domain, userId, {
        channelId: channel.id,
        expiresInMs: body.expires_in ? body.expires_in * 1_000 : undefined,
        isEndless: body.never_expires,
        maxUses: body.max_uses,
      })
      return {
        chat_id: params.chat_id,
        token: invite.token,
        // Behind the hash no server is told it.
        invite_url: `${publicUrl}/#/join?token=${invite.token}`,
        expires_at: isoTime(invite.expiresAt),
        max_uses: invite.maxUses,
        invite_id: invite.inviteId,
      }
    },
  ),
  route(
    {
      method: 'get',
      path: '/chats/{chat_id}/invite-links',
      summary: 'The links that one may take back, without their tokens',
      auth: true,
      params: z.object({ chat_id: idParam }),
      answers: { 200: z.array(inviteLinkRead) },
    },
    ({ domain }, { session: { userId }, params }) => {
      const channel = findOwnChannel(domain.world(), domain.channels, userId, params.chat_id)
      return listInvites(domain, userId, channel.id).map((link) => ({
        invite_id: link.hash,
        created_by: link.maker,
        expires_at: isoTime(link.expiresAt),
        max_uses: link.maxUses,
        uses: link.uses,
      }))
    },
  ),
  route(
    {
      method: 'delete',
      path: '/chats/{chat_id}/invite-links/{invite_id}',
      summary: 'Take a link back',
      auth: true,
      params: z.object({ chat_id: idParam, invite_id: z.string().regex(/^[0-9a-f]{64}$/) }),
      answers: { 204: null },
    },
    ({ domain }, { session: { userId }, params }) => {
      const channel = findOwnChannel(domain.world(), domain.channels, userId, params.chat_id)
      return revokeInvite(domain, userId, { channelId: channel.id, inviteId: params.invite_id })
    },
  ),
  route(
    {
      method: 'post',
      path: '/chats/join-by-invite',
      summary: 'Join by a link',
      auth: true,
      body: z.object({ token: z.string().min(1).max(512) }),
      answers: { 200: chatRead },
    },
    async ({ domain, publicUrl }, { session, body }) =>
      presentChat(await joinByInvite(domain, session.userId, body.token), publicUrl),
  ),
]
