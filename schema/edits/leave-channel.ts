/** Leaves a channel (docs/behaviour.md, ED9). Pure. */
import type { ChannelId, UserId } from '../ids.ts'
import type { World } from '../views.ts'
import { changeRole } from './change-role.ts'
import type { RegisterWrite } from './register-write.ts'

export interface LeaveChannelInput {
  readonly channelId: ChannelId
}

export function leaveChannel(world: World, me: UserId, input: LeaveChannelInput): RegisterWrite[] {
  return changeRole(world, me, { ...input, userId: me, role: 'none' })
}
