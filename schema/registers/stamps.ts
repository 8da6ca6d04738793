/** `stamps` of a volume: the server's word that it has a message. A message without one is pending. */
import * as z from 'zod/mini'
import { parseMessageId, type MessageId } from '../ids.ts'
import { always, positiveUserId, timeMs, type RegisterRoot } from './register.ts'

const stamp = z.strictObject({
  /** Integer id in the workspace; REST speaks it. */
  id: z.int().check(z.positive()),
  /** Dense in the channel, from 1, in order of arrival. */
  seq: z.int().check(z.positive()),
  /** Arrival, by the server's clock. */
  at: timeMs,
  /** Arrival of the last edit or deletion; strictly increasing in the channel, together with `rmod`. */
  mod: z.optional(timeMs),
  /** Arrival of the last reaction change. */
  rmod: z.optional(timeMs),
  mentions: z.optional(z.array(z.union([positiveUserId, z.literal('everyone')]))),
})
export type StampValue = z.infer<typeof stamp>

export const stamps: RegisterRoot<MessageId> = {
  root: 'stamps',
  parseKey: parseMessageId,
  valueSchema: always(stamp),
  writtenBy: 'server',
  removable: false,
}
