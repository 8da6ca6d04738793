/** Joins a channel that is open to join (docs/behaviour.md, ED9). Pure. */
import type { ChannelId, UserId } from '../ids.ts'
import type { World } from '../views.ts'
import { changeRole } from './change-role.ts'
import type { RegisterWrite } from './register-write.ts'

export interface JoinChannelInput {
  readonly channelId: ChannelId
}

export function joinChannel(world: World, me: UserId, input: JoinChannelInput): RegisterWrite[] {
  return changeRole(world, me, { ...input, userId: me, role: 'member' })
}
