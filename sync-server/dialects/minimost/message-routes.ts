/** Messages of minimost: lists, one, editing, deleting, searching, reacting (seed 000, Messages and Reactions). */
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import { fold } from '../../../schema/fold.ts'
import { savedChannelId, type UserId } from '../../../schema/ids.ts'
import { findEvenDeleted, findMessage } from '../../access/find-message.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { deleteMessage } from '../../commands/delete-message.ts'
import { editMessage } from '../../commands/edit-message.ts'
import { toggleReaction } from '../../commands/toggle-reaction.ts'
import { ANSWERED, routesOf } from '../../http/route.ts'
import { idParam } from '../../http/schemas.ts'
import { listChanges, type ListChangesInput } from '../../queries/list-changes.ts'
import type { StoredMessage } from '../../queries/message-view.ts'
import { searchMessages } from '../../queries/search-messages.ts'
import { findChannel } from './channel-name.ts'
import type { MinimostDeps } from './deps.ts'
import { readFields } from './form-fields.ts'
import { jsonArray } from './json-stream.ts'
import { arrivals, wordsFor } from './present-message.ts'
import { orForbidden } from './refusals.ts'
import { foundMessage, messageObject, namesByKey, oneMessage, type MessageObject } from './schemas.ts'

const route = routesOf<MinimostDeps>()
const params = z.object({ msg_id: idParam })
const MAX_FOUND = 50

const editForm = z.object({ text: z.string() })
const reactForm = z.object({ reaction: z.string() })

export const messageRoutes = [
  route(
    {
      method: 'get',
      path: '/messages/{channel}',
      summary: 'Messages of a channel, all of them or those that changed after a time, in the order of arrival',
      auth: true,
      params: z.object({ channel: z.string() }),
      query: z.object({ after: z.union([z.string(), z.array(z.string())]).optional() }),
      answers: { 200: z.array(messageObject), 302: null },
    },
    ({ domain }, { ctx, session: { userId }, params: { channel: name }, query }) => {
      const channel = findChannel(domain, userId, name)
      const after = secondsIn(query.after)
      const since = after === null ? { sinceMs: null } : changedAfter(domain, after)
      ctx.type = 'json'
      ctx.body = jsonArray(inWords(domain, userId, listChanges(domain, userId, { channel, ...since })))
      return ANSWERED
    },
  ),
  route(
    {
      method: 'get',
      path: '/message/{msg_id}',
      summary: 'One message; a deleted one too',
      auth: true,
      params,
      answers: { 200: oneMessage, 302: null },
    },
    ({ domain }, { session: { userId }, params }) => {
      const { message } = findEvenDeleted(domain.world(), domain.messages, userId, params.msg_id)
      refuseSaved(userId, message)
      return wordsFor(domain, userId).one(message)
    },
  ),
  route(
    {
      method: 'post',
      path: '/edit/{msg_id}',
      summary: 'Edit the text of one’s message; answers ok',
      auth: true,
      params,
      multipart: editForm,
      answers: { 200: null, 302: null },
    },
    async ({ domain, media }, { ctx, session: { userId }, params }): Promise<typeof ANSWERED> => {
      const { text } = await readFields(ctx, media, editForm)
      await orForbidden(async () => {
        requireOwn(domain, userId, params.msg_id)
        await editMessage(domain, userId, { id: params.msg_id, text })
      })
      ctx.body = 'ok'
      return ANSWERED
    },
  ),
  route(
    {
      method: 'post',
      path: '/delete/{msg_id}',
      summary: 'Delete one’s message for everyone; answers ok',
      auth: true,
      params,
      answers: { 200: null, 302: null },
    },
    async ({ domain }, { ctx, session: { userId }, params }): Promise<typeof ANSWERED> => {
      await orForbidden(async () => {
        requireOwn(domain, userId, params.msg_id)
        await deleteMessage(domain, userId, { id: params.msg_id, forAll: true })
      })
      ctx.body = 'ok'
      return ANSWERED
    },
  ),
  route(
    {
      method: 'get',
      path: '/search_messages',
      summary: 'Messages that have a text in them, newest first',
      auth: true,
      query: z.object({ q: z.string().default('') }),
      answers: { 200: z.array(foundMessage), 302: null },
    },
    ({ domain }, { session: { userId }, query: { q } }) => {
      const whole = fold(q)
      const saved = savedChannelId(userId)
      const isWanted = ({ channelId, text }: StoredMessage) => channelId !== saved && fold(text ?? '').includes(whole)
      return searchMessages(domain, userId, { query: q, limit: MAX_FOUND, isWanted }).map(
        wordsFor(domain, userId).found,
      )
    },
  ),
  route(
    {
      method: 'post',
      path: '/react/{msg_id}',
      summary: 'Add a reaction or take it back; answers with all of them',
      auth: true,
      params,
      multipart: reactForm,
      answers: { 200: namesByKey, 302: null },
    },
    async ({ domain, media }, { ctx, session: { userId }, params: { msg_id: id } }) => {
      const { reaction } = await readFields(ctx, media, reactForm)
      refuseSaved(userId, findMessage(domain.world(), domain.messages, userId, id).message)
      const reactions = await toggleReaction(domain, userId, { id, reaction })
      return wordsFor(domain, userId).reactions(reactions)
    },
  ),
]

/** MM5. @returns null for everything */
function secondsIn(after: string | string[] | undefined): number | null {
  const text = typeof after === 'string' ? after.trim() : ''
  const seconds = text === '' ? NaN : Number(text)
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null
}

/** Compares the very numbers that a program was told. */
function changedAfter(deps: CommandDeps, after: number): Omit<ListChangesInput, 'channel'> {
  const arrivalOf = arrivals(deps)
  return {
    sinceMs: Math.floor(after * 1_000),
    isChanged: (message) =>
      (message.modifiedAt ?? 0) / 1_000 > after ||
      (message.reactedAt ?? 0) / 1_000 > after ||
      arrivalOf(message) > after,
  }
}

function* inWords(deps: CommandDeps, viewer: UserId, pieces: Iterable<StoredMessage[]>): Iterable<MessageObject[]> {
  for (const messages of pieces) yield messages.map(wordsFor(deps, viewer).message)
}

/** MM11: who runs a channel deletes others' messages at other doors. @throws CairnError forbidden, not_found */
function requireOwn(deps: CommandDeps, userId: UserId, id: number): void {
  const { message } = findMessage(deps.world(), deps.messages, userId, id)
  refuseSaved(userId, message)
  if (message.by !== userId) throw new CairnError(ErrorCode.Forbidden, 'only its sender may do this')
}

/** Saved messages are not to be seen here. @throws CairnError not_found */
function refuseSaved(userId: UserId, { channelId }: StoredMessage): void {
  if (channelId === savedChannelId(userId)) throw new CairnError(ErrorCode.NotFound, 'no such message')
}
