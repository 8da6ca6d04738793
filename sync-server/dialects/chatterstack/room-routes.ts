/** `/v1/rooms` (seed 003): making and finding rooms, and who is in them. */
import { z } from 'zod'
import { ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import { addMember } from '../../commands/add-member.ts'
import { createChannel } from '../../commands/create-channel.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { openDirect } from '../../commands/open-direct.ts'
import { removeMember } from '../../commands/remove-member.ts'
import { Reply, routesOf } from '../../http/route.ts'
import { idParam, limitQuery } from '../../http/schemas.ts'
import { hasDirect } from '../../queries/find-direct.ts'
import { listChats } from '../../queries/list-chats.ts'
import { listMembers } from '../../queries/list-members.ts'
import { BadRequest, orBadRequest } from './errors.ts'
import { isRoom, ownRoom } from './own-room.ts'
import { presentMember, presentRoom } from './present.ts'
import { memberAdd, memberRead, roomCreate, roomRead, type RoomCreate } from './schemas.ts'

export interface RoomDeps {
  readonly domain: CommandDeps
}

const route = routesOf<RoomDeps>()
const params = z.object({ room_id: idParam })

export const roomRoutes = [
  route(
    {
      ...{ method: 'post', path: '/rooms', summary: 'Make a room; 200 for one of two people that is there' },
      ...{ auth: true, body: roomCreate, answers: { 201: roomRead, 200: roomRead } },
    },
    ({ domain }, { session: { userId }, body }) =>
      orBadRequest([ErrorCode.NotFound], () => {
        if (body.creator_id && body.creator_id !== String(userId)) throw new BadRequest('creator_id: must be yourself')
        return (body.is_group ?? body.name) ? makeGroup(domain, userId, body) : makeDirect(domain, userId, body)
      }),
  ),
  route(
    {
      ...{ method: 'get', path: '/rooms', summary: 'My rooms, newest activity first; by part of their name' },
      ...{ auth: true, query: z.object({ q: z.string().max(1_024).default(''), limit: limitQuery(20) }) },
      answers: { 200: z.object({ rooms: z.array(roomRead) }) },
    },
    ({ domain }, { session: { userId }, query: { q, limit } }) => {
      const wanted = q.trim().toLowerCase()
      const chats = listChats(domain, userId, {
        limit,
        isArchived: null,
        isWanted: (chat) => isRoom(chat) && chat.displayTitle.toLowerCase().includes(wanted),
      })
      return { rooms: chats.map(presentRoom) }
    },
  ),
  route(
    {
      ...{ method: 'get', path: '/rooms/{room_id}/members', summary: 'Everyone in a room, admins first', auth: true },
      ...{ params, answers: { 200: z.object({ members: z.array(memberRead) }) } },
    },
    ({ domain }, { session: { userId }, params: { room_id: id } }) => {
      const channel = ownRoom(domain, userId, id)
      return { members: listMembers(domain, channel.id).map((member) => presentMember(id, member)) }
    },
  ),
  route(
    {
      ...{ method: 'post', path: '/rooms/{room_id}/members', summary: 'Add somebody to a room', auth: true },
      ...{ params, body: memberAdd, answers: { 201: memberRead } },
    },
    async ({ domain }, { session: { userId }, params: { room_id: id }, body }) => {
      const { id: channelId } = ownRoom(domain, userId, id)
      const role = body.role === 'ADMIN' ? 'admin' : 'member'
      const member = await orBadRequest([ErrorCode.NotFound, ErrorCode.Conflict], () =>
        addMember(domain, userId, { channelId, memberId: body.user_id, role }),
      )
      return presentMember(id, member)
    },
  ),
  route(
    {
      ...{ method: 'delete', path: '/rooms/{room_id}/members/{user_id}', summary: 'Remove a member, or leave' },
      ...{ auth: true, params: params.extend({ user_id: idParam }), answers: { 204: null } },
    },
    ({ domain }, { session: { userId }, params }) => {
      const { id: channelId } = ownRoom(domain, userId, params.room_id)
      return removeMember(domain, userId, { channelId, memberId: params.user_id })
    },
  ),
]

async function makeGroup(domain: CommandDeps, userId: UserId, body: RoomCreate): Promise<Reply> {
  if (!body.name) throw new BadRequest('name: a group needs one')
  const members = body.members ?? []
  const adminIds = members.filter(({ role }) => role === 'ADMIN').map(({ user_id }) => user_id)
  const chat = await createChannel(domain, userId, {
    ...{ kind: 'private', title: body.name, memberIds: memberIds(body), adminIds },
  })
  return new Reply(201, presentRoom(chat))
}

async function makeDirect(domain: CommandDeps, userId: UserId, body: RoomCreate): Promise<Reply> {
  const [other, ...more] = new Set(memberIds(body).filter((member) => member !== userId))
  if (other === undefined || more.length > 0)
    throw new BadRequest('member_ids: a room that is no group has exactly one other member')
  const isThere = hasDirect(domain, userId, other)
  return new Reply(isThere ? 200 : 201, presentRoom(await openDirect(domain, userId, other)))
}

function memberIds({ member_ids: ids, members }: RoomCreate): number[] {
  return [...(ids ?? []), ...(members ?? []).map(({ user_id }) => user_id)]
}
