/**
 * Writes what changes in a replica, by y-indexeddb. Its writes are neither awaited nor strict: `flushed` counts the rows that
 * are there, and writes the whole state when one is missing.
 */
import type { IDBPDatabase } from 'idb'
import { IndexeddbPersistence, storeState } from 'y-indexeddb'
import * as Y from 'yjs'

/** The object store of y-indexeddb. */
export const UPDATES = 'updates'

export interface ReplicaKeeper {
  /** Resolves when everything applied so far was handed to the disk; rejects when it cannot be. */
  flushed(): Promise<void>
  stop(): Promise<void>
}

/**
 * @param doc   what is on disk, and perhaps more: y-indexeddb writes all of it as it begins
 * @param rows  the same database, to see what was written
 */
export async function keepReplica(name: string, doc: Y.Doc, rows: IDBPDatabase): Promise<ReplicaKeeper> {
  const persistence = new IndexeddbPersistence(name, doc)
  try {
    await synced(persistence, rows)
    // y-indexeddb adds the whole state as a row at every start; once trimmed here, a replica is one row (DEPENDENCIES.md).
    await storeState(persistence)
  } catch (cause) {
    await persistence.destroy()
    throw cause
  }
  let added = 0
  const count = (_update: Uint8Array, origin: unknown) => {
    if (origin !== persistence) added++
  }
  doc.on('update', count)
  let expected: number
  // What is applied while rows are counted may be among them or not.
  do {
    added = 0
    expected = await rows.count(UPDATES)
  } while (added > 0)

  return {
    async flushed() {
      // Reads after y-indexeddb's writes: transactions on a store run in the order they were made.
      const wanted = expected + added
      const found = await rows.count(UPDATES)
      if (found < wanted) await rows.add(UPDATES, Y.encodeStateAsUpdate(doc))
      // More or fewer rows than expected: y-indexeddb joined them, or one was lost and is in the row just added.
      if (found !== wanted) expected += found - wanted + (found < wanted ? 1 : 0)
    },
    async stop() {
      doc.off('update', count)
      await persistence.destroy()
    },
  }
}

/** y-indexeddb waits for ever when its first write fails: what comes after that on the same store tells that it has ended. */
async function synced(persistence: IndexeddbPersistence, rows: IDBPDatabase): Promise<void> {
  await persistence._db
  await rows.count(UPDATES)
  if (!persistence.synced) throw new Error('not loaded')
}
