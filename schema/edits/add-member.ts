/** Adds a person to a channel, as a member unless another role is named (docs/behaviour.md, ED9). Pure. */
import type { ChannelId, UserId } from '../ids.ts'
import type { Role } from '../registers/members.ts'
import type { World } from '../views.ts'
import { changeRole } from './change-role.ts'
import type { RegisterWrite } from './register-write.ts'

export interface AddMemberInput {
  readonly channelId: ChannelId
  readonly userId: UserId
  readonly role?: Exclude<Role, 'none'>
}

export function addMember(world: World, me: UserId, input: AddMemberInput): RegisterWrite[] {
  return changeRole(world, me, { ...input, role: input.role ?? 'member' })
}
