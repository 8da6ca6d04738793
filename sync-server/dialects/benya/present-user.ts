/** People in seed 001's words (3.2). A picture of ours is named by its whole address, one from elsewhere as it was given. */
import type { z } from 'zod'
import type { UpdateProfileInput } from '../../commands/update-profile.ts'
import type { PersonView } from '../../queries/person-view.ts'
import { isoTime } from '../../http/schemas.ts'
import type { ownUserRead, UserProfileUpdate, userRead, userSearchRead } from './schemas/users.ts'

export function presentFoundUser(person: PersonView, publicUrl: string): z.input<typeof userSearchRead> {
  return {
    id: person.userId,
    name: person.name,
    username: person.username,
    email: person.email,
    avatar_url: presentAvatar(person.avatar, publicUrl),
  }
}

export function presentUser(person: PersonView, publicUrl: string): z.input<typeof userRead> {
  return {
    ...presentFoundUser(person, publicUrl),
    bio: person.bio,
    email_verified: person.emailVerified,
    allow_private_messages: person.allowPrivateMessages,
    twofa_enabled: person.hasSecondFactor,
    is_online: person.presence !== 'offline',
    last_seen_at: person.lastSeenAt === null ? null : isoTime(person.lastSeenAt),
    created_at: isoTime(person.createdAt),
    updated_at: isoTime(person.updatedAt),
  }
}

export function presentOwnUser(person: PersonView, publicUrl: string): z.input<typeof ownUserRead> {
  return {
    ...presentUser(person, publicUrl),
    privacy_avatar: person.privacy?.avatar ?? 'everyone',
    privacy_last_seen: person.privacy?.lastSeen ?? 'everyone',
    privacy_group_invites: person.privacy?.groupInvites ?? 'everyone',
  }
}

export function presentAvatar(avatar: string | null, publicUrl: string): string | null {
  return avatar?.startsWith('/') ? publicUrl + avatar : avatar
}

export function parseProfile(update: UserProfileUpdate): UpdateProfileInput {
  const { name, username, bio, avatar_url: avatarUrl } = update
  const privacy = definedOf({
    avatar: update.privacy_avatar,
    lastSeen: update.privacy_last_seen,
    groupInvites: update.privacy_group_invites,
    allowPrivateMessages: update.allow_private_messages,
  })
  return definedOf({
    ...{ name, username, avatarUrl },
    bio: bio === null ? '' : bio,
    privacy: Object.keys(privacy).length > 0 ? privacy : undefined,
  })
}

type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> }

function definedOf<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>
}
