/** When a person was last there, for one who asks (docs/behaviour.md, US4, US6). */
import type { UserId } from '../../schema/ids.ts'
import { mayKnow } from '../../schema/rules/privacy.ts'
import type { World } from '../../schema/views.ts'
import type { QueryDeps } from './deps.ts'

/** @returns milliseconds since 1970: now for somebody who is there; null when nobody knows, or this viewer may not */
export function lastSeen(deps: QueryDeps, viewer: UserId, person: UserId, world: World = deps.world()): number | null {
  if (!mayKnow(world, viewer, person, 'lastSeen')) return null
  return deps.presenceOf(person) === 'offline' ? deps.people.lastSeenAt(person) : deps.now()
}
