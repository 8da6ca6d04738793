/** A replica in its own IndexedDB database: read as rows, and from its first change on kept by y-indexeddb (replica-keeper.ts). */
import { deleteDB, openDB, type IDBPDatabase } from 'idb'
import * as Y from 'yjs'
import type { Replica } from './device-store.ts'
import { keepReplica, UPDATES, type ReplicaKeeper } from './replica-keeper.ts'
import { guardStorage } from './storage-failure.ts'

/** So many rows are joined at a load; fewer wait for the next change. */
const MANY_ROWS = 50

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

/** @param fresh  what is there is removed first */
export function openIdbReplica(name: string, fresh: boolean): Promise<Replica> {
  return guardStorage(name, async () => {
    const rows = await openRows(name)
    const doc = new Y.Doc()
    const updates = await contentOf(rows, fresh).catch((cause: unknown) => {
      rows.close()
      throw cause
    })
    doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)))
    let keeping: Promise<ReplicaKeeper> | null = null
    // It writes the whole state as it begins: most documents are read at a start, and few of them change.
    const keep = () => {
      if (keeping) return
      keeping = keepReplica(name, doc, rows)
      // Whoever waits for the disk is told.
      keeping.catch(() => undefined)
    }
    doc.on('update', keep)
    if (updates.length >= MANY_ROWS) keep()

    async function close(): Promise<void> {
      doc.off('update', keep)
      const keeper = await keeping?.catch(() => null)
      await keeper?.stop()
      rows.close()
      doc.destroy()
    }

    return {
      doc,
      flushed: () => guardStorage(name, async () => (await keeping)?.flushed()),
      close: () => guardStorage(name, close),
      destroy: () =>
        guardStorage(name, async () => {
          await close()
          await deleteDB(name)
        }),
    }
  })
}

async function contentOf(rows: IDBPDatabase, fresh: boolean): Promise<readonly Uint8Array[]> {
  if (!fresh) return (await rows.getAll(UPDATES)) as Uint8Array[]
  await rows.clear(UPDATES)
  return []
}
