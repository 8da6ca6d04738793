/** Blocks a person, or ends it (docs/behaviour.md, ED14). Pure. */
import type { UserId } from '../ids.ts'
import type { World } from '../views.ts'
import type { RegisterWrite } from './register-write.ts'
import { setFlag } from './set-flag.ts'

export interface SetBlockInput {
  readonly userId: UserId
  readonly isBlocked: boolean
}

export function setBlock(world: World, me: UserId, input: SetBlockInput): RegisterWrite[] {
  return setFlag(world, me, 'blocks', String(input.userId), input.isBlocked)
}
