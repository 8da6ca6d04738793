/**
 * Reads what a plan says, piece by piece, at constant memory (docs/behaviour.md, EX4, EX8). Between two pieces others are
 * served, and the right to read is asked again.
 */
import { setImmediate as othersFirst } from 'node:timers/promises'
import type { ChannelId } from '../../schema/ids.ts'
import type { ExportedMessage } from '../storage/export-reader.ts'
import { encodeChannelCursor } from './cursor.ts'
import type { ExportDeps } from './deps.ts'
import { deletedRecord, messageRecord, peopleOf, type DeletedRecord, type MessageRecord } from './message-record.ts'
import type { ChannelPlan } from './plan-channel.ts'
import { putAwayBy } from './put-away.ts'
import type { Reading } from '../access/exported-channel.ts'

/** Messages read at once: 2.5 MB of the longest ones, half a millisecond of usual ones. */
const PIECE = 256

export interface Told {
  readonly record: MessageRecord | DeletedRecord
  /** From where it goes on after this one. */
  readonly cursor: () => string
}

/**
 * @param mayGoOn  asked before each piece; false ends the walk with an error, so that nobody takes it for whole
 * @param piece  messages read at once
 * @throws RightEnded
 */
export async function* walkChannel(
  deps: ExportDeps,
  reading: Reading,
  plan: ChannelPlan,
  mayGoOn: () => boolean,
  piece = PIECE,
): AsyncGenerator<readonly Told[]> {
  const { end, changes, seqs } = plan
  const channelId = end.channelId
  const ask = () => {
    if (!mayGoOn()) throw new RightEnded()
  }
  if (plan.isContinued) {
    let { after } = changes
    for (;;) {
      ask()
      const found = deps.reader.byChange(channelId, { after, upTo: changes.upTo }, seqs.after, piece)
      const last = found.at(-1)
      if (!last) break
      yield toTold(deps, reading, plan, found, ({ change }) => ({ ...end, seq: seqs.after, change }))
      after = last.change
      await othersFirst()
    }
  }
  let { after } = seqs
  while (after < seqs.upTo) {
    ask()
    const found = deps.reader.bySeq(channelId, { after, upTo: seqs.upTo }, piece)
    const last = found.at(-1)
    if (!last) break
    const alive = found.filter(({ message }) => message.deletedAt === null)
    yield toTold(deps, reading, plan, alive, ({ message }) => ({ ...end, seq: message.seq }))
    after = last.message.seq
    await othersFirst()
  }
}

/** The right to read ended while it was being read. */
export class RightEnded extends Error {}

function toTold(
  deps: ExportDeps,
  { userId }: Reading,
  plan: ChannelPlan,
  found: readonly ExportedMessage[],
  cursorAt: (one: ExportedMessage) => ChannelPlan['end'],
): Told[] {
  const channelId: ChannelId = plan.end.channelId
  const world = deps.world()
  const people = peopleOf(world)
  const away = putAwayBy(world, userId, channelId)
  const told: Told[] = []
  for (const one of found) {
    const { message, isReacted } = one
    if (message.seq <= away.clearedSeq || away.isHidden(message.messageId)) continue
    const cursor = () => encodeChannelCursor(cursorAt(one))
    if (message.deletedAt !== null) {
      told.push({ record: deletedRecord(message), cursor })
      continue
    }
    const reactions = isReacted ? deps.messages.reactions(channelId, message.messageId) : []
    told.push({ record: messageRecord(message, reactions, people), cursor })
  }
  return told
}
