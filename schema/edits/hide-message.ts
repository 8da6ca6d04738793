/** Hides a message for oneself, or shows it again (docs/behaviour.md, ED14). Pure. */
import type { MessageId, UserId } from '../ids.ts'
import type { World } from '../views.ts'
import type { RegisterWrite } from './register-write.ts'
import { setFlag } from './set-flag.ts'

export interface HideMessageInput {
  readonly messageId: MessageId
  readonly isHidden: boolean
}

export function hideMessage(world: World, me: UserId, input: HideMessageInput): RegisterWrite[] {
  return setFlag(world, me, 'hidden', input.messageId, input.isHidden)
}
