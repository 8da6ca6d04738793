/** People, rooms and their members in seed 003's words; messages are beside. */
import type { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import type { Role } from '../../../schema/registers/members.ts'
import { isoTime } from '../../http/schemas.ts'
import type { ChatView } from '../../queries/chat-view.ts'
import type { QueryDeps } from '../../queries/deps.ts'
import type { MembershipView } from '../../queries/list-members.ts'
import { viewPerson } from '../../queries/person-view.ts'
import type { memberRead, memberRole, roomRead, userRead } from './schemas.ts'

/** @throws not_found: there never was such an account, or it was deleted */
export function presentPerson(deps: QueryDeps, viewer: UserId, userId: UserId): z.input<typeof userRead> {
  const person = viewPerson(deps, viewer, userId)
  if (!person || person.isDeleted) throw new CairnError(ErrorCode.NotFound, 'There is no such user.')
  return {
    id: String(person.userId),
    username: person.username,
    email: person.email,
    status: person.presence === 'offline' ? 'OFFLINE' : 'ONLINE',
    last_seen_at: person.lastSeenAt === null ? null : isoTime(person.lastSeenAt),
    created_at: isoTime(person.createdAt),
  }
}

export function presentRoom(chat: ChatView): z.input<typeof roomRead> {
  return {
    id: String(chat.num),
    name: chat.displayTitle,
    is_group: chat.kind !== 'direct',
    created_by: chat.createdBy === null ? null : String(chat.createdBy),
    created_at: isoTime(chat.createdAt),
  }
}

export function presentMember(roomId: number, { id, userId, role }: MembershipView): z.input<typeof memberRead> {
  return { id: String(id), room_id: String(roomId), user_id: String(userId), role: presentRole(role) }
}

function presentRole(role: Role): z.input<typeof memberRole> {
  return role === 'owner' || role === 'admin' ? 'ADMIN' : 'MEMBER'
}
