/** Puts a person among one's contacts, or takes them out (docs/behaviour.md, ED14). Pure. */
import type { UserId } from '../ids.ts'
import type { World } from '../views.ts'
import type { RegisterWrite } from './register-write.ts'
import { setFlag } from './set-flag.ts'

export interface SetContactInput {
  readonly userId: UserId
  readonly isContact: boolean
}

export function setContact(world: World, me: UserId, input: SetContactInput): RegisterWrite[] {
  return setFlag(world, me, 'contacts', String(input.userId), input.isContact)
}
