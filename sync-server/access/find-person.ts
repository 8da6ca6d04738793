/** From an integer id to another person's account (docs/behaviour.md, CA4). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import { userExists } from '../../schema/rules/channel.ts'
import type { World } from '../../schema/views.ts'

/** @throws CairnError not_found for nobody and for a deleted account; invalid for oneself */
export function findOtherPerson(world: World, userId: UserId, other: number): UserId {
  if (other === userId) throw new CairnError(ErrorCode.Invalid, 'CA4: that is yourself')
  if (!userExists(world, other as UserId)) throw new CairnError(ErrorCode.NotFound, 'CA4: no such account')
  return other as UserId
}
