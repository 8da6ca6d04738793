/** A channel as its root document tells it: kind, roles, who reads and who posts (docs/behaviour.md, MB1-MB9). Pure. */
import { accountDocument, channelDocument, DIRECTORY, parseDocumentName, type DocumentRef } from '../documents.ts'
import { channelIdForm, parseUserId, type ChannelId, type UserId } from '../ids.ts'
import type { ChannelKind } from '../registers/meta.ts'
import type { MemberValue, Role } from '../registers/members.ts'
import type { DirectoryUser } from '../registers/directory.ts'
import type { PrivacyValue } from '../registers/account.ts'
import type { World } from '../views.ts'

export const RANK: Record<Role, number> = { owner: 3, admin: 2, member: 1, none: 0 }

export interface Channel {
  readonly id: ChannelId
  readonly kind: ChannelKind
  readonly title: string
  /** '' = none. A group or broadcast with a handle can be found. */
  readonly handle: string
  /** Whether `meta` and `members` follow from the id, so that nobody writes them. */
  readonly isFixed: boolean
  /** MT6: nobody has a role in it any more, and it cannot be founded again. */
  readonly isDeleted: boolean
  /** The role of an existing account; 'none' = not a member. */
  role(userId: UserId): Role
}

/** The channel, or null when it is not founded. Fixed channels exist as soon as their people did. */
export function channelOf(world: World, id: ChannelId): Channel | null {
  const form = channelIdForm(id)
  if (!form) return null
  if (form.form === 'direct') {
    const [a, b] = form.users
    // Deleted accounts count: whoever is left keeps what was written.
    const known = (userId: UserId) => world.registers(DIRECTORY).get('users', String(userId)) !== undefined
    if (!known(a) || !known(b)) return null
    const role = (userId: UserId): Role =>
      (userId === a || userId === b) && userExists(world, userId) ? 'member' : 'none'
    return { id, kind: 'direct', title: '', handle: '', isFixed: true, isDeleted: false, role }
  }
  if (form.form === 'saved') {
    const role = (userId: UserId): Role => (userId === form.user ? 'owner' : 'none')
    return { id, kind: 'saved', title: '', handle: '', isFixed: true, isDeleted: false, role }
  }
  const root = world.registers(channelDocument(id))
  const kind = root.get('meta', 'kind') as ChannelKind | undefined
  if (kind === undefined) return null
  const isFixed = form.form === 'default'
  const isDeleted = root.get('meta', 'deletedAt') !== undefined
  const role = (userId: UserId): Role => {
    if (isDeleted) return 'none'
    const written = (root.get('members', String(userId)) as MemberValue | undefined)?.role ?? 'none'
    if (kind !== 'public') return written
    if (isFixed && isAdministrator(world, userId)) return 'owner'
    if (!userExists(world, userId)) return 'none'
    return written === 'none' ? 'member' : written
  }
  const text = (key: string) => (root.get('meta', key) as string | undefined) ?? ''
  return { id, kind, title: text('title'), handle: text('handle'), isFixed, isDeleted, role }
}

export function userExists(world: World, userId: UserId): boolean {
  const user = world.registers(DIRECTORY).get('users', String(userId)) as DirectoryUser | undefined
  return user !== undefined && user.deletedAt === undefined
}

export function isAdministrator(world: World, userId: UserId): boolean {
  const user = world.registers(DIRECTORY).get('users', String(userId)) as DirectoryUser | undefined
  return user?.admin === true && user.deletedAt === undefined
}

/** MB1: open to join by writing oneself: a group, or a broadcast with a handle. */
export function isOpenToJoin(channel: Channel): boolean {
  if (channel.isDeleted) return false
  return channel.kind === 'group' || (channel.kind === 'broadcast' && channel.handle !== '')
}

/** MB2: members post; in a broadcast, owner and admin alone. */
export function canPost(channel: Channel, userId: UserId): boolean {
  const rank = RANK[channel.role(userId)]
  return channel.kind === 'broadcast' ? rank >= RANK.admin : rank >= RANK.member
}

/** MB3: who reads a document. A root that is not founded shows nothing, and can be opened to found it. */
export function canRead(world: World, userId: UserId, document: DocumentRef): boolean {
  if (document.kind === 'directory') return true
  if (document.kind === 'account') return document.userId === userId
  const channel = channelOf(world, document.channelId)
  if (!channel) return document.kind === 'channel' && channelIdForm(document.channelId)?.form === 'founded'
  if (channel.role(userId) !== 'none') return true
  return document.kind === 'channel' && isOpenToJoin(channel)
}

export function canReadName(world: World, userId: UserId, documentName: string): boolean {
  const document = parseDocumentName(documentName)
  return document !== null && canRead(world, userId, document)
}

/** Everyone with a role in the channel; of a public one, everyone there is. */
export function membersOf(world: World, channel: Channel): UserId[] {
  const form = channelIdForm(channel.id)
  if (form?.form === 'direct') return [...form.users]
  if (form?.form === 'saved') return [form.user]
  const [document, root] = channel.kind === 'public' ? [DIRECTORY, 'users'] : [channelDocument(channel.id), 'members']
  const found: UserId[] = []
  for (const [key] of world.registers(document).entries(root)) {
    const userId = parseUserId(key)
    if (userId !== null && channel.role(userId) !== 'none') found.push(userId)
  }
  return found
}

/** Highest volume there is: 0 until the server opens another. */
export function newestVolume(world: World, id: ChannelId): number {
  let newest = 0
  for (const [key] of world.registers(channelDocument(id)).entries('volumes')) newest = Math.max(newest, Number(key))
  return newest
}

export function privacyOf(world: World, userId: UserId): PrivacyValue {
  return (world.registers(accountDocument(userId)).get('profile', 'privacy') as PrivacyValue | undefined) ?? {}
}

export function hasContact(world: World, owner: UserId, other: UserId): boolean {
  return world.registers(accountDocument(owner)).get('contacts', String(other)) !== undefined
}

export function hasBlocked(world: World, owner: UserId, other: UserId): boolean {
  return world.registers(accountDocument(owner)).get('blocks', String(other)) !== undefined
}
