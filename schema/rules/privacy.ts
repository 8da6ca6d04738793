/** What one person may know of another (docs/behaviour.md, PR3). Pure. */
import type { UserId } from '../ids.ts'
import type { World } from '../views.ts'
import { hasContact, privacyOf } from './channel.ts'

/** "contacts" is the person's own list. Oneself may know everything. */
export function mayKnow(world: World, viewer: UserId, person: UserId, what: 'lastSeen' | 'avatar'): boolean {
  if (viewer === person) return true
  const audience = privacyOf(world, person)[what] ?? 'everyone'
  return audience === 'everyone' || (audience === 'contacts' && hasContact(world, person, viewer))
}
