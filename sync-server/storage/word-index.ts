/**
 * The index of part words, brought up to the messages some at a time: measured, a commit of its own for each message costs
 * twenty times what it costs in a batch. `counters.words` is the integer id up to which it has them all; what is newer is
 * told by the messages themselves, so a killed server forgets nothing (docs/behaviour.md, PT3).
 */
import type { Database } from 'better-sqlite3'
import { fold } from '../../schema/fold.ts'

/** A database from before had every message in it. */
export const wordMark = `INSERT INTO counters SELECT 'words', coalesce(max(id), 0) FROM messages;`

export class WordIndex {
  private readonly sql
  private readonly inTransaction: (work: () => number) => number

  constructor(db: Database) {
    this.sql = {
      mark: db.prepare<[], number>(`SELECT value FROM counters WHERE name = 'words'`).pluck(),
      putMark: db.prepare<[number]>(`INSERT OR REPLACE INTO counters VALUES ('words', ?)`),
      behind: db.prepare<[number, number], { id: number; text: string | null; type: string }>(
        'SELECT id, text, type FROM messages WHERE id > ? ORDER BY id LIMIT ?',
      ),
      index: db.prepare<[number, string]>('INSERT INTO message_words (rowid, text) VALUES (?, ?)'),
      unindex: db.prepare<[number]>('DELETE FROM message_words WHERE rowid = ?'),
      empty: db.prepare(`INSERT INTO message_words (message_words) VALUES ('delete-all')`),
    }
    this.inTransaction = db.transaction((work: () => number) => work())
  }

  /**
   * Takes in what is behind, oldest first, in the open transaction or one of its own.
   *
   * @param limit  how many at most
   * @returns how many it were
   */
  catchUp(limit = Number.MAX_SAFE_INTEGER): number {
    const behind = this.sql.behind.all(this.mark(), limit)
    const last = behind[behind.length - 1]
    if (!last) return 0
    return this.inTransaction(() => {
      for (const { id, text, type } of behind)
        if (text !== null && type !== 'system') this.sql.index.run(id, fold(text))
      this.sql.putMark.run(last.id)
      return behind.length
    })
  }

  /** The text of a message became another; one that is behind is taken in as it is then. */
  replace(id: number, before: string | null, after: string | null): void {
    if (id > this.mark()) return
    if (before !== null) this.sql.unindex.run(id)
    if (after !== null) this.sql.index.run(id, fold(after))
  }

  /** Forgets everything; what there is then is behind. */
  clear(): void {
    this.sql.empty.run()
    this.sql.putMark.run(0)
  }

  private mark(): number {
    return this.sql.mark.get() ?? 0
  }
}
