/** Reads a volume from its replica on the disk, in the worker: what the index holds of it, and nothing stays in memory. */
import * as Y from 'yjs'
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { StampValue } from '../../schema/registers/stamps.ts'
import { searchRowOf, type SearchRow } from './search-row.ts'
import { answered } from './table-store.ts'

/** @returns null when it is not on the disk any more */
export type ReadVolume = (doc: string, generation: string) => Promise<SearchRow[] | null>

export function readVolumesOf(userId: number): ReadVolume {
  return async (doc, generation) => {
    // As `replicaName` calls it.
    const updates = await readUpdates(`cairn-${userId}-${doc}-${generation}`)
    return updates && rowsOf(updates, userId)
  }
}

export function rowsOf(updates: readonly Uint8Array[], me: number): SearchRow[] {
  const ydoc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(ydoc, update)
  const stamps = ydoc.getMap('stamps')
  const rows: SearchRow[] = []
  for (const [id, value] of ydoc.getMap('messages')) {
    const stamp = stamps.get(id) as StampValue | undefined
    // What has no stamp yet will come again with it.
    const row = stamp && searchRowOf(id, value as MessageValue, stamp, me, 0)
    if (row) rows.push(row)
  }
  ydoc.destroy()
  return rows
}

async function readUpdates(name: string): Promise<Uint8Array[] | null> {
  const opening = indexedDB.open(name)
  // Opened without a version it would be made: a database that is not there must stay so.
  opening.addEventListener('upgradeneeded', () => opening.transaction?.abort())
  const db = await answered<IDBDatabase>(opening).catch(() => null)
  if (!db) return null
  db.addEventListener('versionchange', () => db.close())
  try {
    return await answered<Uint8Array[]>(db.transaction('updates').objectStore('updates').getAll())
  } finally {
    db.close()
  }
}
