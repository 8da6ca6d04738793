/** Deletes a channel for everyone (docs/behaviour.md, ED17). Pure. */
import { channelDocument } from '../documents.ts'
import type { ChannelId, UserId } from '../ids.ts'
import type { World } from '../views.ts'
import type { RegisterWrite } from './register-write.ts'

export interface DeleteChannelInput {
  readonly channelId: ChannelId
}

/** @returns nothing where it is deleted already */
export function deleteChannel(world: World, _me: UserId, { channelId }: DeleteChannelInput): RegisterWrite[] {
  const doc = channelDocument(channelId)
  if (world.registers(doc).get('meta', 'deletedAt') !== undefined) return []
  return [{ doc, root: 'meta', key: 'deletedAt', value: world.nowMs }]
}
