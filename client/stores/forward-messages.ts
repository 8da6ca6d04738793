/** Sends messages on: where they may go and why not elsewhere, and the one write that takes them there. Waits for no network. */
import { forwardMessage } from '../../schema/edits/forward-message.ts'
import { postMessage } from '../../schema/edits/post-message.ts'
import type { ChannelId, MessageId } from '../../schema/ids.ts'
import { projectChannel } from '../../schema/projection/project-channel.ts'
import { channelOf, hasBlocked, userExists } from '../../schema/rules/channel.ts'
import type { Device } from '../sync/device.ts'

/** Why nothing can be sent to a chat. */
export type ForwardHindrance = 'admins-only' | 'left' | 'gone' | 'blocked'

export interface ForwardInput {
  readonly from: ChannelId
  /** In the order in which they stand. */
  readonly messages: readonly MessageId[]
  readonly targets: readonly ChannelId[]
  /** Said before them; '' = nothing. */
  readonly note: string
}

/** @returns null: they may go there, as far as this device knows; the server judges what it does not */
export function forwardHindrance(device: Pick<Device, 'userId' | 'world'>, target: ChannelId): ForwardHindrance | null {
  const world = device.world()
  const { role, other, canPost, isKnown } = projectChannel(world, target, device.userId)
  if (channelOf(world, target)?.isDeleted) return 'gone'
  if (other !== null && !userExists(world, other)) return 'gone'
  if (other !== null && hasBlocked(world, device.userId, other)) return 'blocked'
  if (role === 'none') return 'left'
  return canPost || !isKnown ? null : 'admins-only'
}

/** All of them to all of the targets, in one write: durable when it resolves. */
export async function forwardMessages(device: Device, { from, messages, targets, note }: ForwardInput): Promise<void> {
  const world = device.world()
  const me = device.userId
  const newId = () => device.newId() as MessageId
  const writes = targets.flatMap((to) => {
    const said =
      note.trim() === ''
        ? []
        : postMessage(world, me, { channelId: to, messageId: newId(), text: note.trim(), keepsDraft: true })
    const sentOn = messages.flatMap((original) => forwardMessage(world, me, { from, original, to, messageId: newId() }))
    return [...said, ...sentOn]
  })
  if (writes.length > 0) await device.write(writes)
}
