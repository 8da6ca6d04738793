/** Gives a person a role in a channel (docs/behaviour.md, ED9). Pure. */
import { channelDocument } from '../documents.ts'
import type { ChannelId, UserId } from '../ids.ts'
import type { MemberValue, Role } from '../registers/members.ts'
import type { World } from '../views.ts'
import type { RegisterWrite } from './register-write.ts'

export interface ChangeRoleInput {
  readonly channelId: ChannelId
  readonly userId: UserId
  readonly role: Role
}

/** @returns nothing where the person has that role already */
export function changeRole(world: World, me: UserId, input: ChangeRoleInput): RegisterWrite[] {
  const { channelId, userId, role } = input
  const doc = channelDocument(channelId)
  const before = world.registers(doc).get('members', String(userId)) as MemberValue | undefined
  // Who gave the role first stays written: the same again from another would only look like a change.
  if ((before?.role ?? 'none') === role) return []
  return [{ doc, root: 'members', key: String(userId), value: { role, by: me } }]
}
