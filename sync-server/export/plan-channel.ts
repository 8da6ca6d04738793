/**
 * What an export of a channel will tell, fixed before anything is read (docs/behaviour.md, EX4-EX8): first what changed of
 * what its reader has, in order of change, then what they have not, by `seq`. What happens meanwhile comes after the cursor.
 */
import type { World } from '../../schema/views.ts'
import { findExportedChannel, type Reading } from '../access/exported-channel.ts'
import type { Between } from '../storage/export-reader.ts'
import { channelRecord, type ChannelRecord } from './channel-record.ts'
import { decodeChannelCursor, encodeChannelCursor, type ChannelCursor } from './cursor.ts'
import type { ExportDeps } from './deps.ts'
import { putAwayBy, putAwayMark } from './put-away.ts'

export interface Asked {
  /** A cursor, or `now`: only what comes from here on. Left out: everything. */
  readonly since?: string | undefined
  /** At most so many messages, 1 or more. */
  readonly limit?: number | undefined
}

export interface ChannelPlan {
  readonly channel: ChannelRecord
  /** What the reader has holds no more: it is told everything anew. */
  readonly isReset: boolean
  /** Whether it goes on from a cursor: only then deleted messages are told. */
  readonly isContinued: boolean
  /** Of messages up to `seqs.after`. */
  readonly changes: Between
  readonly seqs: Between
  /** From where the whole goes on when it is read to its end. */
  readonly end: ChannelCursor
  /** Whether `limit` cut it short. */
  readonly hasMore: boolean
}

/** @throws CairnError not_found; invalid for what is no cursor of this channel */
export function planChannel(deps: ExportDeps, reading: Reading, id: string, asked: Asked): ChannelPlan {
  const world = deps.world()
  const channel = findExportedChannel(world, deps.channels, reading, id)
  const head = headOf(deps, world, reading, channel.id)
  const { seq, change } = head
  const from = startOf(deps, head, asked.since)
  const limit = asked.limit ?? Infinity
  const changes = { after: from.change, upTo: change }

  const lastChange =
    limit === Infinity || from.seq === 0 ? null : deps.reader.changeAt(channel.id, changes, from.seq, limit - 1)
  const isCut = lastChange !== null
  const room = isCut ? 0 : limit - countChanges(deps, channel.id, changes, from.seq, limit)
  const end = isCut
    ? { ...head, seq: from.seq, change: lastChange }
    : { ...head, seq: Math.min(seq, from.seq + room), change }
  return {
    channel: channelRecord(deps, world, reading, channel),
    isReset: from.isReset,
    isContinued: from.isContinued,
    changes: { after: from.change, upTo: end.change },
    seqs: { after: from.seq, upTo: end.seq },
    end,
    hasMore: end.seq < seq || end.change < change,
  }
}

interface Start {
  readonly seq: number
  readonly change: number
  readonly isReset: boolean
  readonly isContinued: boolean
}

function startOf(deps: ExportDeps, head: ChannelCursor, since: string | undefined): Start {
  if (since === undefined) return { seq: 0, change: head.change, isReset: false, isContinued: false }
  if (since === 'now') return { ...head, isReset: false, isContinued: true }
  const cursor = decodeChannelCursor(since, head.channelId)
  const holds =
    deps.reader.chainAt(cursor.position) === cursor.chain &&
    cursor.away === head.away &&
    cursor.seq <= head.seq &&
    cursor.change <= head.change
  // Restored to an earlier state, or something was hidden or cleared: what the reader keeps cannot be mended piece by piece.
  if (!holds) return { seq: 0, change: head.change, isReset: true, isContinued: false }
  return { ...cursor, isReset: false, isContinued: true }
}

function headOf(deps: ExportDeps, world: World, reading: Reading, channelId: ChannelCursor['channelId']) {
  const { seq, change } = deps.reader.channelHead(channelId)
  const { clearedSeq, hidden } = putAwayBy(world, reading.userId, channelId)
  const away = putAwayMark(clearedSeq, deps.reader.among(channelId, hidden))
  return { channelId, seq, change, away, ...deps.reader.head() }
}

/** Only a limit has to know. */
function countChanges(
  deps: ExportDeps,
  id: ChannelCursor['channelId'],
  between: Between,
  maxSeq: number,
  limit: number,
) {
  if (limit === Infinity || maxSeq === 0) return 0
  return deps.reader.byChange(id, between, maxSeq, limit).length
}

export function endCursor({ end }: Pick<ChannelPlan, 'end'>): string {
  return encodeChannelCursor(end)
}
