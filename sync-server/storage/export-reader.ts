/**
 * What an export reads of the projection: bounded pieces of a channel by `seq` or by change, and where the log stands
 * (docs/behaviour.md, EX4-EX8). Each piece is read whole, so that nothing is held open between two of them.
 */
import type { ChannelId } from '../../schema/ids.ts'
import { parseDocumentName } from '../../schema/documents.ts'
import type { Database } from './database.ts'
import { toMessage, type MessageRow, type StoredMessage } from './stored-message.ts'
import type { Head } from './update-log.ts'

/** Arrival of the last edit, deletion or reaction; each channel gives every such time once. */
const CHANGE = 'max(coalesce(mod, 0), coalesce(rmod, 0))'
const IS_CHANGED = '(mod IS NOT NULL OR rmod IS NOT NULL)'

export const exportIndex = `
CREATE INDEX messages_by_change ON messages (channel, ${CHANGE}) WHERE ${IS_CHANGED};
`

export interface ExportedMessage {
  readonly message: StoredMessage
  /** When it last changed, 0 = never. */
  readonly change: number
  /** Whether anybody ever reacted: else there is nothing to look for. */
  readonly isReacted: boolean
}

/** `seq` and change of the newest in a channel. */
export interface ChannelHead {
  readonly num: number
  readonly seq: number
  readonly change: number
}

/** Both ends of a piece: after the first, up to and with the second. */
export interface Between {
  readonly after: number
  readonly upTo: number
}

export class ExportReader {
  private readonly sql

  constructor(db: Database) {
    const changed = `channel = ? AND ${IS_CHANGED} AND ${CHANGE} > ? AND ${CHANGE} <= ? AND seq <= ?`
    this.sql = {
      head: db.prepare<[], Head>('SELECT position, chain FROM log ORDER BY position DESC LIMIT 1'),
      chainAt: db.prepare<[number], { chain: string }>('SELECT chain FROM log WHERE position = ?'),
      channel: db.prepare<[string], { num: number; last_seq: number; last_mod: number }>(
        'SELECT num, last_seq, last_mod FROM channels WHERE channel = ?',
      ),
      bySeq: db.prepare<[string, number, number, number], MessageRow>(
        'SELECT * FROM messages WHERE channel = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?',
      ),
      byChange: db.prepare<[string, number, number, number, number], MessageRow>(
        `SELECT * FROM messages WHERE ${changed} ORDER BY ${CHANGE} LIMIT ?`,
      ),
      changeAt: db.prepare<[string, number, number, number, number], { change: number }>(
        `SELECT ${CHANGE} AS change FROM messages WHERE ${changed} ORDER BY ${CHANGE} LIMIT 1 OFFSET ?`,
      ),
      touched: db.prepare<[number], { name: string }>(
        `SELECT name FROM documents WHERE head > ? AND name > 'channel/' AND name < 'channel0'`,
      ),
      among: db.prepare<[string, string], { message_id: string }>(
        'SELECT message_id FROM json_each(?) JOIN messages ON channel = ? AND message_id = value',
      ),
      lastAt: db.prepare<[string], { at: number }>(
        'SELECT at FROM messages WHERE channel = ? ORDER BY seq DESC LIMIT 1',
      ),
    }
  }

  /** Where the log is. */
  head(): Head {
    return this.sql.head.get() ?? { position: 0, chain: '' }
  }

  /** The hash at a position; null: this log never had that row. */
  chainAt(position: number): string | null {
    return position === 0 ? '' : (this.sql.chainAt.get(position)?.chain ?? null)
  }

  /** Zeros of a channel in which nothing was written. */
  channelHead(channelId: ChannelId): ChannelHead {
    const row = this.sql.channel.get(channelId)
    return { num: row?.num ?? 0, seq: row?.last_seq ?? 0, change: row?.last_mod ?? 0 }
  }

  /** Arrival of the newest message, null = there is none. */
  lastAt(channelId: ChannelId): number | null {
    return this.sql.lastAt.get(channelId)?.at ?? null
  }

  /** Those of the ids that are of this channel. */
  among(channelId: ChannelId, messageIds: readonly string[]): string[] {
    if (messageIds.length === 0) return []
    return this.sql.among.all(JSON.stringify(messageIds), channelId).map((row) => row.message_id)
  }

  /** In order of `seq`. */
  bySeq(channelId: ChannelId, { after, upTo }: Between, limit: number): ExportedMessage[] {
    return this.sql.bySeq.all(channelId, after, upTo, limit).map(toExported)
  }

  /** Messages up to `maxSeq` that changed in between, in order of their change. */
  byChange(channelId: ChannelId, { after, upTo }: Between, maxSeq: number, limit: number): ExportedMessage[] {
    return this.sql.byChange.all(channelId, after, upTo, maxSeq, limit).map(toExported)
  }

  /** The n-th change of those that `byChange` would give, counted from 0; null: there are fewer. */
  changeAt(channelId: ChannelId, { after, upTo }: Between, maxSeq: number, n: number): number | null {
    return this.sql.changeAt.get(channelId, after, upTo, maxSeq, n)?.change ?? null
  }

  /** Channels of which anything was written after that position of the log. */
  channelsSince(position: number): Set<ChannelId> {
    const found = new Set<ChannelId>()
    for (const { name } of this.sql.touched.all(position)) {
      const document = parseDocumentName(name)
      if (document?.kind === 'channel' || document?.kind === 'volume') found.add(document.channelId)
    }
    return found
  }
}

function toExported(row: MessageRow): ExportedMessage {
  return {
    message: toMessage(row),
    change: Math.max(row.mod ?? 0, row.rmod ?? 0),
    isReacted: row.rmod !== null,
  }
}
