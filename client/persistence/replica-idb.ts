/**
 * A replica in its own IndexedDB database, kept by y-indexeddb. Its writes are neither awaited nor strict: `flushed`
 * counts the rows that are there, and writes the whole state when one is missing.
 */
import { deleteDB, openDB, type IDBPDatabase } from 'idb'
import { IndexeddbPersistence, storeState } from 'y-indexeddb'
import * as Y from 'yjs'
import type { Replica } from './device-store.ts'
import { guardStorage } from './storage-failure.ts'

const UPDATES = 'updates'

/** Opens the database as y-indexeddb makes it, so that whoever comes first creates it rightly, and a failure is seen. */
function openRows(name: string): Promise<IDBPDatabase> {
  return openDB(name, 1, {
    upgrade(db) {
      db.createObjectStore(UPDATES, { autoIncrement: true })
      db.createObjectStore('custom')
    },
    blocking: (_now, _wanted, event) => (event.target as IDBDatabase).close(),
  })
}

export function readRows(name: string): Promise<readonly Uint8Array[]> {
  return guardStorage(name, async () => {
    const db = await openRows(name)
    try {
      return (await db.getAll(UPDATES)) as Uint8Array[]
    } finally {
      db.close()
    }
  })
}

export function deleteRows(name: string): Promise<void> {
  return guardStorage(name, () => deleteDB(name))
}

export function openIdbReplica(name: string, fresh: boolean): Promise<Replica> {
  return guardStorage(name, async () => {
    const rows = await openRows(name)
    if (fresh) await rows.clear(UPDATES)
    const doc = new Y.Doc()
    const persistence = new IndexeddbPersistence(name, doc)
    await synced(persistence, rows).catch(async (cause: unknown) => {
      rows.close()
      await persistence.destroy()
      throw cause
    })
    // y-indexeddb adds the whole state as a row at every load; once trimmed here, a load costs one row (DEPENDENCIES.md).
    await storeState(persistence)
    let expected = await rows.count(UPDATES)
    const count = (_update: Uint8Array, origin: unknown) => {
      if (origin !== persistence) expected++
    }
    doc.on('update', count)

    async function close(): Promise<void> {
      doc.off('update', count)
      rows.close()
      await persistence.destroy()
      doc.destroy()
    }

    return {
      doc,
      flushed: () =>
        guardStorage(name, async () => {
          // Reads after y-indexeddb's writes: transactions on a store run in the order they were made.
          const wanted = expected
          const found = await rows.count(UPDATES)
          if (found < wanted) await rows.add(UPDATES, Y.encodeStateAsUpdate(doc))
          // More or fewer rows than expected: y-indexeddb joined them, or one was lost and is in the row just added.
          if (found !== wanted) expected += found - wanted + (found < wanted ? 1 : 0)
        }),
      close: () => guardStorage(name, close),
      destroy: () =>
        guardStorage(name, async () => {
          await close()
          await deleteDB(name)
        }),
    }
  })
}

/** y-indexeddb waits for ever when its first write fails: what comes after that on the same store tells that it has ended. */
async function synced(persistence: IndexeddbPersistence, rows: IDBPDatabase): Promise<void> {
  await persistence._db
  await rows.count(UPDATES)
  if (!persistence.synced) throw new Error('not loaded')
}
