/** Removes a person from a channel; the register stays, with role `none` (docs/behaviour.md, ED9). Pure. */
import type { ChannelId, UserId } from '../ids.ts'
import type { World } from '../views.ts'
import { changeRole } from './change-role.ts'
import type { RegisterWrite } from './register-write.ts'

export interface RemoveMemberInput {
  readonly channelId: ChannelId
  readonly userId: UserId
}

export function removeMember(world: World, me: UserId, input: RemoveMemberInput): RegisterWrite[] {
  return changeRole(world, me, { ...input, role: 'none' })
}
