/** People in seed 002's words. What a viewer may not know of somebody is not there for them. */
import type { z } from 'zod'
import type { UserId } from '../../../schema/ids.ts'
import type { QueryDeps } from '../../queries/deps.ts'
import { viewPerson, type PersonView } from '../../queries/person-view.ts'
import { isoTime } from '../../http/schemas.ts'
import { profilePic } from './file-address.ts'
import type { PersonBrief } from './schemas/common.ts'
import type { profile, Settings, usersRead } from './schemas/users.ts'

export function presentPerson({ userId, username, name, avatar }: PersonView): PersonBrief {
  return { id: userId, username, display_name: name, profile_pic: profilePic(avatar) }
}

export function presentFound(person: PersonView): z.input<typeof usersRead>['users'][number] {
  return { ...presentPerson(person), is_online: isOnline(person), last_seen: timeOrNull(person.lastSeenAt) }
}

export function presentProfile(person: PersonView, settings: Settings): z.input<typeof profile> {
  return {
    ...presentPerson(person),
    email: person.email,
    bio: person.bio ?? '',
    last_seen: timeOrNull(person.lastSeenAt),
    is_online: isOnline(person),
    created_at: isoTime(person.createdAt),
    settings,
  }
}

/** For one answer: each person is looked up once, however often they are named. */
export function peopleFor(deps: QueryDeps, viewer: UserId): (userId: UserId) => PersonBrief {
  const known = new Map<UserId, PersonBrief>()
  return (userId) => {
    let person = known.get(userId)
    if (!person) {
      const view = viewPerson(deps, viewer, userId)
      person = view
        ? presentPerson(view)
        : { id: userId, username: '', display_name: '', profile_pic: profilePic(null) }
      known.set(userId, person)
    }
    return person
  }
}

function isOnline({ presence }: PersonView): boolean {
  return presence !== 'offline'
}

function timeOrNull(ms: number | null): string | null {
  return ms === null ? null : isoTime(ms)
}
