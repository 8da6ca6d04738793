/** One person as another may see them (docs/behaviour.md, US1-US6). Everybody's door asks here. */
import { DIRECTORY } from '../../schema/documents.ts'
import type { UserId } from '../../schema/ids.ts'
import { projectPerson } from '../../schema/projection/project-person.ts'
import { soundWorld } from '../../schema/projection/sound-world.ts'
import type { Presence } from '../../schema/protocol/downstream.ts'
import type { PrivacyValue } from '../../schema/registers/account.ts'
import type { DirectoryProfile } from '../../schema/registers/directory.ts'
import { privacyOf } from '../../schema/rules/channel.ts'
import { mayKnow } from '../../schema/rules/privacy.ts'
import type { World } from '../../schema/views.ts'
import type { QueryDeps } from './deps.ts'
import { lastSeen } from './last-seen.ts'

/** Times are milliseconds since 1970. */
export interface PersonView {
  readonly userId: UserId
  readonly username: string
  /** What to show: the chosen name, else the username. */
  readonly name: string
  readonly bio: string | null
  readonly status: string | null
  readonly color: string | null
  /** A path under `/avatars/`, or an address elsewhere. */
  readonly avatar: string | null
  readonly email: string | null
  readonly emailVerified: boolean
  readonly hasSecondFactor: boolean
  readonly isAdministrator: boolean
  readonly isDeleted: boolean
  readonly presence: Presence
  readonly lastSeenAt: number | null
  readonly allowPrivateMessages: boolean
  /** Of oneself alone: whom one shows what. */
  readonly privacy: Audiences | null
  readonly createdAt: number
  readonly updatedAt: number
}

export type Audiences = Required<Omit<PrivacyValue, 'allowPrivateMessages'>>

/** @returns null when there never was such an account; a deleted one is shown as `deleteduser` */
export function viewPerson(
  deps: QueryDeps,
  viewer: UserId,
  userId: UserId,
  given: World = deps.world(),
): PersonView | null {
  const world = soundWorld(given)
  const { username, name, color, status, isAdministrator, isDeleted } = projectPerson(world, userId)
  if (username === '') return null
  const account = deps.accounts.find(userId)
  const privacy = privacyOf(world, userId)
  return {
    ...{ userId, username, name, color, isAdministrator, isDeleted },
    status: status || null,
    bio: isDeleted ? null : bioOf(world, userId),
    avatar: isDeleted ? null : avatarFor(deps, viewer, userId, world),
    email: account?.email ?? null,
    emailVerified: account?.emailVerified ?? false,
    hasSecondFactor: account?.secondFactor ?? false,
    presence: !isDeleted && mayKnow(world, viewer, userId, 'lastSeen') ? deps.presenceOf(userId) : 'offline',
    lastSeenAt: isDeleted ? null : lastSeen(deps, viewer, userId, world),
    allowPrivateMessages: !isDeleted && (privacy.allowPrivateMessages ?? true),
    privacy: viewer === userId ? audiencesOf(privacy) : null,
    createdAt: account?.createdAtMs ?? deletedAt(world, userId),
    updatedAt: account?.updatedAtMs ?? deletedAt(world, userId),
  }
}

/** US2: the picture, for those whom its person lets see it. */
export function avatarFor(deps: QueryDeps, viewer: UserId, userId: UserId, world: World = deps.world()): string | null {
  return mayKnow(world, viewer, userId, 'avatar') ? deps.people.avatar(userId) : null
}

function audiencesOf({ avatar, lastSeen, groupInvites }: PrivacyValue): Audiences {
  const all = 'everyone'
  return { avatar: avatar ?? all, lastSeen: lastSeen ?? all, groupInvites: groupInvites ?? all }
}

function bioOf(world: World, userId: UserId): string | null {
  const profile = world.registers(DIRECTORY).get('profiles', String(userId)) as DirectoryProfile | undefined
  return profile?.bio || null
}

/** The row of a deleted account tells nothing any more. */
function deletedAt(world: World, userId: UserId): number {
  const user = world.registers(DIRECTORY).get('users', String(userId)) as { readonly deletedAt?: number } | undefined
  return user?.deletedAt ?? 0
}
