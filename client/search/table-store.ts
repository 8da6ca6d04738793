/** The index on the disk: a database of its own, `cairn-search-<userId>`, which may be lost at any time and is then made again. */
import type { TableColumns, TableHead } from './volume-table.ts'

/** Raised with every change of what is kept, and of how texts are folded. */
export const INDEX_VERSION = 1

export interface TableStore {
  /** Rejects when it is damaged or of another version. */
  heads(): Promise<readonly TableHead[]>
  read(docs: readonly string[]): Promise<readonly (TableColumns | undefined)[]>
  write(tables: readonly { readonly head: TableHead; readonly columns: TableColumns }[]): Promise<void>
  remove(docs: readonly string[]): Promise<void>
  /** Throws all away; what follows begins anew. */
  clear(): Promise<void>
}

export function openTableStore(userId: number): TableStore {
  const name = `cairn-search-${userId}`
  let opening: Promise<IDBDatabase> | null = null
  const db = () => {
    opening ??= openTables(name)
    opening.catch(() => (opening = null))
    return opening
  }
  return {
    async heads() {
      const tx = (await db()).transaction(['heads', 'values'])
      const [version, heads] = await Promise.all([
        answered<unknown>(tx.objectStore('values').get('version')),
        answered<TableHead[]>(tx.objectStore('heads').getAll()),
      ])
      if (version !== undefined && version !== INDEX_VERSION) throw new Error('the index is of another version')
      return heads
    },
    async read(docs) {
      const tables = (await db()).transaction('tables').objectStore('tables')
      return Promise.all(docs.map((doc) => answered<TableColumns | undefined>(tables.get(doc))))
    },
    async write(changed) {
      const tx = (await db()).transaction(['heads', 'tables', 'values'], 'readwrite')
      tx.objectStore('values').put(INDEX_VERSION, 'version')
      for (const { head, columns } of changed) {
        tx.objectStore('heads').put(head)
        tx.objectStore('tables').put(columns)
      }
      await finished(tx)
    },
    async remove(docs) {
      const tx = (await db()).transaction(['heads', 'tables'], 'readwrite')
      for (const doc of docs) for (const part of ['heads', 'tables']) tx.objectStore(part).delete(doc)
      await finished(tx)
    },
    async clear() {
      const before = opening
      opening = null
      await before?.then(
        (open) => open.close(),
        () => undefined,
      )
      await answered(indexedDB.deleteDatabase(name))
    },
  }
}

function openTables(name: string): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, 1)
  opening.addEventListener('upgradeneeded', () => {
    opening.result.createObjectStore('heads', { keyPath: 'doc' })
    opening.result.createObjectStore('tables', { keyPath: 'doc' })
    opening.result.createObjectStore('values')
  })
  return answered<IDBDatabase>(opening).then((db) => {
    // Another tab's index begins anew: it must not wait for this one.
    db.addEventListener('versionchange', () => db.close())
    return db
  })
}

interface Answering extends EventTarget {
  readonly result: unknown
  readonly error: DOMException | null
}

/** @param request  what it gives is as this app wrote it */
export function answered<T>(request: Answering): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result as T))
    request.addEventListener('error', () => reject(request.error ?? new Error('storage failed')))
  })
}

function finished(tx: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    tx.addEventListener('complete', () => resolve())
    for (const type of ['abort', 'error']) tx.addEventListener(type, () => reject(tx.error ?? new Error('aborted')))
  })
}
