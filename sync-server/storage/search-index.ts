/**
 * Reads for the search of messages (docs/behaviour.md, SE1-SE6): the index of part words, narrowed to some channels
 * before anything leaves the database, and the bare texts of a channel for what the index does not hold.
 */
import type { Database } from 'better-sqlite3'
import type { ChannelId } from '../../schema/ids.ts'
import { WordIndex } from './word-index.ts'

export interface Candidates {
  /** Integer ids, newest first. */
  readonly ids: readonly number[]
  /** The oldest one looked at, in whatever channel; null = there are no older ones. */
  readonly last: number | null
}

export interface StoredText {
  readonly seq: number
  readonly id: number
  readonly text: string
}

export class SearchIndex {
  private readonly sql
  private readonly words: WordIndex

  constructor(db: Database) {
    this.words = new WordIndex(db)
    this.sql = {
      // One row for a whole page: what lies in other channels costs no more than its place in the index.
      candidates: db.prepare<[string, string, number, number], { looked: number; last: number | null; ids: string }>(
        `WITH own AS MATERIALIZED (SELECT key AS channel, value AS after_seq FROM json_each(?)),
         found AS MATERIALIZED (
           SELECT rowid AS id FROM message_words WHERE message_words MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?
         )
         SELECT count(*) AS looked, min(found.id) AS last,
           json_group_array(found.id) FILTER (WHERE own.channel IS NOT NULL) AS ids
         FROM found CROSS JOIN messages m ON m.id = found.id
         LEFT JOIN own ON own.channel = m.channel AND m.seq > own.after_seq`,
      ),
      texts: db.prepare<[string, number, number], StoredText>(
        `SELECT seq, id, text FROM messages
         WHERE channel = ? AND seq >= ? AND seq < ? AND text IS NOT NULL AND type != 'system' ORDER BY seq DESC`,
      ),
    }
  }

  /**
   * The newest messages whose text has every one of the parts.
   *
   * @param parts  folded, each of three characters or more: that is what the index holds
   * @param own    channel -> the `seq` above which its messages count
   * @param limit  how many to look at, in whatever channel
   */
  candidates(
    parts: readonly string[],
    own: ReadonlyMap<ChannelId, number>,
    beforeId: number,
    limit: number,
  ): Candidates {
    this.words.catchUp()
    const phrases = parts.map((part) => `"${part.replaceAll('"', '""')}"`).join(' AND ')
    const page = this.sql.candidates.get(JSON.stringify(Object.fromEntries(own)), phrases, beforeId, limit)
    if (!page || page.looked === 0) return { ids: [], last: null }
    const ids = (JSON.parse(page.ids) as number[]).sort((a, b) => b - a)
    return { ids, last: page.looked < limit ? null : page.last }
  }

  /** Texts of a stretch of a channel, newest first, without deleted and system messages. */
  texts(channelId: ChannelId, fromSeq: number, beforeSeq: number): StoredText[] {
    return this.sql.texts.all(channelId, fromSeq, beforeSeq)
  }
}
