/** Counters of the workspace: each integer id is given out once, in order of commits (docs/behaviour.md, LG1-LG7). */
import type { Database } from 'better-sqlite3'

export class CounterTable {
  private readonly sql
  /** Those counted in the open transaction: each is written once, however many it gave. */
  private readonly counted = new Map<string, number>()

  constructor(db: Database) {
    this.sql = {
      counter: db.prepare<[string], { value: number }>('SELECT value FROM counters WHERE name = ?'),
      put: db.prepare('INSERT OR REPLACE INTO counters VALUES (?, ?)'),
    }
  }

  /** Adds to a counter of the open transaction. @returns its new value */
  count(name: string, by = 1): number {
    const value = (this.counted.get(name) ?? this.sql.counter.get(name)?.value ?? 0) + by
    this.counted.set(name, value)
    return value
  }

  /** At the end of the open transaction. */
  write(): void {
    for (const [name, value] of this.counted) this.sql.put.run(name, value)
  }

  forget(): void {
    this.counted.clear()
  }
}
