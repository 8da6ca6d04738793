/** Says how far a channel has reached a person, or been read by them; neither ever goes back (docs/behaviour.md, CM10). */
import { markRead } from '../../schema/edits/mark-read.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import { channelOf, type Channel } from '../../schema/rules/channel.ts'
import { ownPositions } from '../queries/delivery.ts'
import type { CommandDeps } from './deps.ts'

export interface MarkPositionCommand {
  /** One that the person is in. */
  readonly channel: Channel
  /** Integer id of a message there; also of a deleted one, since nothing but its place counts. */
  readonly id: number
  readonly reached: 'delivered' | 'read'
}

export interface PositionsView {
  /** Integer ids; null = nothing. */
  readonly deliveredId: number | null
  readonly readId: number | null
}

/** @throws CairnError not_found: no message of this channel */
export async function markPosition(
  deps: CommandDeps,
  userId: UserId,
  input: MarkPositionCommand,
): Promise<PositionsView> {
  const channelId = input.channel.id
  await deps.runInCommit((tx) => {
    const message = deps.messages.byId(input.id)
    const isMember = channelOf(tx.world, channelId)?.role(userId) !== 'none'
    if (message?.channelId !== channelId || !isMember) throw new CairnError(ErrorCode.NotFound, 'CA3: no such message')
    const { seq, messageId } = message
    const { deliveredSeq } = ownPositions(deps, tx.world, userId, input.channel)
    const writes = input.reached === 'read' ? markRead(tx.world, userId, { channelId, seq, messageId }) : []
    if (writes.length > 0) tx.write({ userId }, writes)
    if (seq > deliveredSeq) tx.markDelivered({ userId }, channelId, seq)
  })
  const { deliveredSeq, readSeq } = ownPositions(deps, deps.world(), userId, input.channel)
  return { deliveredId: deps.messages.idAt(channelId, deliveredSeq), readId: deps.messages.idAt(channelId, readSeq) }
}
