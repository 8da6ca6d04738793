/** Rules of `pins` (docs/behaviour.md, PN1-PN3). Pure. */
import { ErrorCode } from '../errors.ts'
import type { PinValue } from '../registers/members.ts'
import type { Actor, World } from '../views.ts'
import { canPost, type Channel } from './channel.ts'
import { ALLOW, refuse, type Decision, type Entry } from './decision.ts'

/** @param entry key: messageId; value {by, at, excerpt?}, or undefined to unpin */
export function judgePin(actor: Actor, entry: Entry, channel: Channel, world: World): Decision {
  if (!canPost(channel, actor.userId)) return refuse(ErrorCode.Forbidden, 'PN1: only who may post pins')
  if (entry.value === undefined) return ALLOW
  if ((entry.value as PinValue).by !== actor.userId) return refuse(ErrorCode.Forbidden, 'PN2: pinned in another name')
  const found = world.findMessage(channel.id, entry.key)
  return found && !found.deleted ? ALLOW : refuse(ErrorCode.Gone, 'PN3: no such message')
}
