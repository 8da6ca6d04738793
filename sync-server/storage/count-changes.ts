/** How many rows this connection ever changed: while the number stands still, so does everything that is stored. */
import type { Database } from './database.ts'

/** All writing goes over the one connection; `total_changes` costs a microsecond and never falls. */
export function countChanges(db: Database): () => number {
  const statement = db.prepare<[], number>('SELECT total_changes()').pluck()
  return () => statement.get() as number
}
