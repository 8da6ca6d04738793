/**
 * A device's disk in memory, shared by its tabs. Strict writes survive everything; replica rows are lost by a power
 * cut unless `sync` was called. Operations answer at once, or when the test says `settle()`; they can be made to fail.
 */
import * as Y from 'yjs'
import type {
  AsideRegister,
  DeviceStore,
  DocumentRecord,
  ProgressChange,
  Replica,
  StoredState,
} from '../../client/persistence/device-store.ts'
import type { ChatRow } from '../../schema/projection/project-chats.ts'
import { storageFailure } from '../../client/persistence/storage-failure.ts'
import type { Marks } from '../../client/sync/device.ts'
import { EMPTY_QUEUE, type Queue } from '../../client/sync/intent.ts'

interface Rows {
  updates: Uint8Array[]
  /** How many of them a power cut leaves. */
  durable: number
}

const NEW_DEVICE: Omit<StoredState, 'documents'> = {
  device: '',
  connection: 0,
  place: { position: 0, chain: '' },
  done: [],
  retired: [],
  settings: null,
  clockOffsetMs: 0,
  lastContactMs: 0,
}

export class MemoryDisk {
  values = NEW_DEVICE
  readonly documents = new Map<string, DocumentRecord>()
  queue: Queue = EMPTY_QUEUE
  readonly aside = new Map<string, AsideRegister>()
  rows: readonly ChatRow[] = []
  marks: Readonly<Record<string, Marks>> = {}
  readonly replicas = new Map<string, Rows>()
  /** 0 = never; else every n-th operation fails with `storage_failed`. */
  failEvery = 0
  /** Fails every operation whose name starts so. */
  failing: string | null = null
  /** When true, operations wait for `settle`. */
  isManual = false
  operations = 0
  readonly #waiting: (() => void)[] = []

  /** One operation: takes effect at once, or fails at once; its promise is answered when the mode says. */
  run<T>(name: string, work: () => T): Promise<T> {
    this.operations++
    const fails =
      (this.failEvery > 0 && this.operations % this.failEvery === 0) ||
      (this.failing !== null && name.startsWith(this.failing))
    let answer: () => Promise<T>
    if (fails) answer = () => Promise.reject(storageFailure(name, new Error('disk error')))
    else {
      const result = work()
      answer = () => Promise.resolve(result)
    }
    if (!this.isManual) return answer()
    return new Promise<void>((resolve) => this.#waiting.push(resolve)).then(answer)
  }

  /** Answers what waits. */
  settle(): void {
    for (const answer of this.#waiting.splice(0)) answer()
  }

  /** Everything written so far survives a power cut. */
  sync(): void {
    for (const rows of this.replicas.values()) rows.durable = rows.updates.length
  }

  /** A power cut: what was only handed to the disk is gone. Tabs opened on it before must not be used again. */
  crash(): void {
    this.#waiting.length = 0
    for (const rows of this.replicas.values()) rows.updates.length = Math.min(rows.updates.length, rows.durable)
  }
}

export function memoryDeviceStore(disk: MemoryDisk): DeviceStore & {
  /** The tab is gone: nothing it does reaches the disk any more, and nothing is answered. */
  kill(): void
} {
  const name = (doc: string, generation: string) => `${doc}\n${generation}`
  let isDead = false
  const run = <T>(what: string, work: () => T): Promise<T> => {
    if (isDead) return new Promise<T>(() => undefined)
    return disk.run(what, work).then((value) => (isDead ? new Promise<T>(() => undefined) : value))
  }

  function openReplica(doc: string, generation: string, options: { readonly fresh?: boolean } = {}): Promise<Replica> {
    return run('replica open', () => {
      const key = name(doc, generation)
      let rows = disk.replicas.get(key)
      if (!rows || options.fresh) disk.replicas.set(key, (rows = { updates: [], durable: 0 }))
      const kept = rows
      const ydoc = new Y.Doc()
      for (const update of kept.updates) Y.applyUpdate(ydoc, update)
      const store = (update: Uint8Array) => {
        if (!isDead) kept.updates.push(update)
      }
      ydoc.on('update', store)
      return {
        doc: ydoc,
        flushed: () => run('replica flush', () => undefined),
        close: async () => {
          ydoc.off('update', store)
          ydoc.destroy()
        },
        destroy: async () => {
          ydoc.off('update', store)
          ydoc.destroy()
          disk.replicas.delete(key)
        },
      }
    })
  }

  return {
    load: () => run('load', () => ({ ...disk.values, documents: [...disk.documents.values()] })),
    saveProgress: ({ documents = [], forgotten = [], ...values }: ProgressChange) =>
      run('progress', () => {
        const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
        disk.values = { ...disk.values, ...structuredClone(given) }
        for (const record of documents) disk.documents.set(record.doc, structuredClone(record))
        for (const doc of forgotten) disk.documents.delete(doc)
      }),
    loadQueue: () => run('outbox load', () => disk.queue),
    changeQueue: (step) =>
      run('outbox change', () => {
        const next = step(disk.queue)
        const revision = Math.max(disk.queue.revision, next.revision) + 1
        return (disk.queue = structuredClone({ ...next, revision }))
      }),
    keepAside: (registers) =>
      run('aside', () => {
        for (const one of registers) disk.aside.set(`${one.doc}\n${one.root}\n${one.key}`, structuredClone(one))
      }),
    loadAside: () => run('aside load', () => [...disk.aside.values()]),
    loadRows: () => run('rows load', () => disk.rows),
    keepRows: (rows) => run('rows keep', () => void (disk.rows = structuredClone(rows))),
    loadMarks: () => run('marks load', () => disk.marks),
    keepMarks: (marks) => run('marks keep', () => void (disk.marks = structuredClone(marks))),
    openReplica,
    readReplica: (doc, generation) =>
      run('replica read', () => [...(disk.replicas.get(name(doc, generation))?.updates ?? [])]),
    deleteReplica: (doc, generation) => run('replica delete', () => void disk.replicas.delete(name(doc, generation))),
    onEnded: () => undefined,
    close: () => undefined,
    kill: () => void (isDead = true),
  }
}
