/** A channel as text in any format, in parts of some 64 kB: whoever sends them takes one when there is room for it. */
import type { Reading } from '../access/exported-channel.ts'
import type { ExportDeps } from './deps.ts'
import { endCursor, type ChannelPlan } from './plan-channel.ts'
import { walkChannel } from './walk-channel.ts'
import type { ListPlan } from './plan-list.ts'
import type { ListWriter, MessagesHead, MessagesWriter } from './writer.ts'

const PART_CHARS = 64 * 1024
/** Messages between two places from which who is cut off goes on. */
const CHECKPOINT = 1_000

export function headOfPlan(plan: ChannelPlan): MessagesHead {
  const { channel, isReset, isContinued, hasMore } = plan
  return { channel, isReset, isContinued, hasMore, cursor: endCursor(plan) }
}

/** @throws RightEnded when `mayGoOn` says so in the middle */
export async function* writeChannel(
  deps: ExportDeps,
  reading: Reading,
  plan: ChannelPlan,
  writer: MessagesWriter,
  mayGoOn: () => boolean,
): AsyncGenerator<string> {
  const head = headOfPlan(plan)
  let part = writer.head(head)
  let since = 0
  for await (const piece of walkChannel(deps, reading, plan, mayGoOn)) {
    for (const told of piece) {
      const text = writer.record(told.record)
      part += typeof text === 'string' ? text : await text
      if (++since === CHECKPOINT) {
        part += writer.checkpoint(told.cursor())
        since = 0
      }
      if (part.length < PART_CHARS) continue
      yield part
      part = ''
    }
  }
  yield part + writer.tail(head)
}

export function* writeList(plan: ListPlan, writer: ListWriter): Generator<string> {
  const head = { isReset: plan.isReset, cursor: plan.cursor }
  let part = writer.head(head)
  for (const record of plan.records()) {
    part += writer.record(record)
    if (part.length < PART_CHARS) continue
    yield part
    part = ''
  }
  yield part + writer.tail(head)
}
