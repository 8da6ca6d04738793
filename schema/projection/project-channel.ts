/** A channel's header and what one person may do in it (docs/behaviour.md, PJ12). Pure and total. */
import { accountDocument, channelDocument, DIRECTORY } from '../documents.ts'
import { channelIdForm, type ChannelId, type UserId } from '../ids.ts'
import type { MembershipValue } from '../registers/account.ts'
import type { DirectoryChannel } from '../registers/directory.ts'
import type { Role } from '../registers/members.ts'
import type { ChannelKind } from '../registers/meta.ts'
import { canPost, channelOf, isOpenToJoin, RANK } from '../rules/channel.ts'
import type { World } from '../views.ts'
import { projectPerson } from './project-person.ts'
import { soundWorld } from './sound-world.ts'

export interface ChannelView {
  readonly id: ChannelId
  readonly kind: ChannelKind
  /** Of a direct message the other's name. */
  readonly title: string
  readonly topic: string
  /** '' = none. */
  readonly handle: string
  readonly avatar: string | null
  /** The looking person's role; 'none' = not a member. */
  readonly role: Role
  readonly canPost: boolean
  /** May rename it and change its members. */
  readonly canManage: boolean
  readonly canJoin: boolean
  readonly canLeave: boolean
  /** The other one of a direct message. */
  readonly other: UserId | null
  readonly createdBy: UserId | null
  readonly createdAt: number | null
  /** Integer id in the workspace, once the server gave one. */
  readonly num: number | null
  /** Whether this device has the channel's root, or the channel follows from its id. */
  readonly isKnown: boolean
}

/** Title of one's own saved messages; a screen may say it in its language by `kind`. */
export const SAVED_TITLE = 'Saved messages'

/** What the root does not tell (yet), the account's membership tells, then the directory. */
export function projectChannel(given: World, channelId: ChannelId, me: UserId): ChannelView {
  const world = soundWorld(given)
  const channel = channelOf(world, channelId)
  const root = world.registers(channelDocument(channelId))
  const membership = world.registers(accountDocument(me)).get('memberships', channelId) as MembershipValue | undefined
  const listed = world.registers(DIRECTORY).get('channels', channelId) as DirectoryChannel | undefined
  const form = channelIdForm(channelId)
  const other = form?.form === 'direct' ? (form.users[0] === me ? form.users[1] : form.users[0]) : null
  const kind = channel?.kind ?? kindOf(form?.form) ?? membership?.kind ?? listed?.kind ?? 'private'
  // Who is out hears no more of the root: theirs goes on to say that they joined, or that everyone is in. Only the
  // account and the directory know better.
  const wasIn = kind === 'public' ? root.get('meta', 'num') : root.get('joined', String(me))
  const isOver = form?.form === 'founded' && wasIn !== undefined && !(kind === 'public' ? listed : membership)
  const known = channel && !isOver ? channel.role(me) : undefined
  const role = known ?? membership?.role ?? (kind === 'public' && listed ? 'member' : 'none')
  const title = channel?.title || membership?.title || listed?.title || channelId
  const isFixed = channel?.isFixed ?? form?.form !== 'founded'
  return {
    id: channelId,
    kind,
    title: other !== null ? projectPerson(world, other).name : kind === 'saved' ? SAVED_TITLE : title,
    topic: (root.get('meta', 'topic') as string | undefined) ?? listed?.topic ?? '',
    handle: channel?.handle || listed?.handle || '',
    avatar: (root.get('meta', 'avatar') as string | undefined) || null,
    role,
    canPost: channel !== null && !isOver && canPost(channel, me),
    canManage: channel !== null && !isFixed && RANK[role] >= RANK.admin,
    canJoin: channel !== null && role === 'none' && isOpenToJoin(channel),
    canLeave: channel !== null && !isFixed && kind !== 'public' && role !== 'none',
    other,
    createdBy: (root.get('meta', 'createdBy') as UserId | undefined) ?? null,
    createdAt: (root.get('meta', 'createdAt') as number | undefined) ?? null,
    num: (root.get('meta', 'num') as number | undefined) ?? null,
    isKnown: channel !== null,
  }
}

function kindOf(form: string | undefined): ChannelKind | null {
  return form === 'direct' || form === 'saved' ? form : null
}
