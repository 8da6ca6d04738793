/**
 * The replicas of this device: which are on disk, and the few that are in memory. At most `MAX_LOADED` stay loaded
 * beside those in use. Whoever changes one does it inside `use`, so that it is never unloaded under their hands.
 */
import * as Y from 'yjs'
import { volumeDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { DocumentRecord, Replica } from '../persistence/device-store.ts'
import { storageFailure } from '../persistence/storage-failure.ts'
import { DocumentRecords } from './document-records.ts'
import { HeldDocument, type ChangedRegisters } from './held-document.ts'
import { ReadQueue } from './read-queue.ts'

const MAX_LOADED = 24

/** Opens a replica; the sender for writing, the other tabs for reading. */
export type OpenReplica = (doc: string, generation: string, fresh: boolean) => Promise<Replica>

export interface ReplicaEvents {
  /** A replica's registers changed; `all` after a load, a replacement or an end. */
  changed(doc: string, changed: ChangedRegisters): void
  loaded(held: HeldDocument): void
  /** An update was applied to a loaded replica. */
  updated(held: HeldDocument, update: Uint8Array): void
  /** Whether it must stay in memory. */
  isWanted(doc: string): boolean
  /** Whether somebody looks at it now, so that it is read before the others. */
  isUrgent(doc: string): boolean
  /** Calls once when there is nothing more urgent to do. */
  whenIdle(run: () => void): void
  /** A database could not be opened: `retryFailed` is to be called later. */
  failed(): void
  report(what: string, cause: unknown): void
}

export class Replicas {
  /** What is on disk, by document. */
  readonly records = new DocumentRecords()
  /** Documents whose database failed: kept in memory only, or not at all. */
  readonly missing = new Set<string>()
  readonly #loaded = new Map<string, HeldDocument>()
  readonly #loading = new Map<string, Promise<HeldDocument | null>>()
  readonly #queue = new ReadQueue(
    (doc) => this.acquire(doc).catch((cause: unknown) => this.events.report(`load ${doc}`, cause)),
    (doc) => this.events.isUrgent(doc),
    (run) => this.events.whenIdle(run),
  )

  /** Reads one that cannot be written to: shown, and kept in memory until it can be. */
  private read: OpenReplica | null = null

  constructor(
    private open: OpenReplica,
    private readonly events: ReplicaEvents,
  ) {}

  loaded(doc: string): HeldDocument | undefined {
    return this.#loaded.get(doc)
  }

  isLoading(doc: string): boolean {
    return this.#loading.has(doc)
  }

  state(doc: string): 'loading' | 'ready' | 'absent' {
    if (this.#loaded.has(doc)) return 'ready'
    return this.#loading.has(doc) || (this.records.has(doc) && !this.missing.has(doc)) ? 'loading' : 'absent'
  }

  /** Whether its content is here; a database that failed to open counts as lost. */
  isHeld(doc: string): boolean {
    return this.#loaded.has(doc) || (this.records.has(doc) && !this.missing.has(doc))
  }

  /** Volumes of a channel on this device, newest first. */
  volumesOf(channelId: ChannelId): number[] {
    const found = new Set(this.records.volumesOf(channelId))
    const prefix = volumeDocument(channelId, 0).slice(0, -1)
    // What has just come has no record yet.
    for (const doc of this.#loaded.keys()) if (doc.startsWith(prefix)) found.add(Number(doc.slice(prefix.length)))
    return [...found].sort((a, b) => b - a)
  }

  /** Has it loaded in its turn; the result is told by `changed`. */
  load(doc: string): void {
    // One that failed is not tried at every look; the sender asks the server for it.
    if (this.#loaded.has(doc) || this.#loading.has(doc) || !this.records.has(doc) || this.missing.has(doc)) return
    this.#queue.add(doc)
  }

  /** Runs `task` with the loaded replica, or null when it is not on this device. */
  async use<T>(doc: string, task: (held: HeldDocument | null) => Promise<T> | T): Promise<T> {
    const held = await this.acquire(doc)
    if (held) held.users++
    try {
      return await task(held)
    } finally {
      if (held) held.users--
    }
  }

  /** Puts a new content in place of what is held, in memory and on disk. */
  async replace(doc: string, generation: string, update: Uint8Array | null): Promise<HeldDocument> {
    await this.#loading.get(doc)
    const before = this.#loaded.get(doc)
    const replacing = (async () => {
      await before?.replica.close().catch((cause: unknown) => this.events.report(`close ${doc}`, cause))
      const replica = await this.#openOr(doc, generation)
      if (update !== null) Y.applyUpdate(replica.doc, update)
      return this.#hold(doc, generation, replica)
    })()
    this.#loading.set(doc, replacing)
    try {
      return await replacing
    } finally {
      this.#loading.delete(doc)
      this.events.changed(doc, 'all')
    }
  }

  /** Its database does not take what is in memory: it is opened anew later. */
  notFlushed(doc: string, cause: unknown): void {
    this.#failed(doc, `flush ${doc}`, cause)
  }

  /** Tries the databases again that failed: what is in memory only goes to disk, what is on disk only is loaded. */
  async retryFailed(): Promise<void> {
    for (const doc of [...this.missing]) {
      const held = this.#loaded.get(doc)
      if (held) await this.#persist(held)
      else {
        this.missing.delete(doc)
        await this.acquire(doc)
      }
    }
  }

  /** Uses `open` and these records from now on. What is in memory is read again, and shown as it was until it has come. */
  async reopen(open: OpenReplica, records: readonly DocumentRecord[], read: OpenReplica | null = null): Promise<void> {
    // More may be asked for meanwhile: nothing that was opened the old way may come in later.
    this.#queue.pause()
    while (this.#loading.size > 0) await Promise.allSettled(this.#loading.values())
    this.open = open
    this.read = read
    this.records.clear()
    this.missing.clear()
    for (const record of records) this.records.set(record.doc, record)
    try {
      await Promise.all([...this.#loaded.values()].map((before) => this.#readAgain(before)))
    } finally {
      this.#queue.resume()
    }
  }

  /** Reads one again that is in memory: another tab replaced it on disk. It is shown as it was until it has come. */
  async reload(doc: string): Promise<void> {
    await this.#loading.get(doc)
    const before = this.#loaded.get(doc)
    if (before) await this.#readAgain(before)
  }

  async close(): Promise<void> {
    // What still looks at a view must open nothing again: its database may be about to go.
    this.records.clear()
    this.#queue.clear()
    await Promise.allSettled(this.#loading.values())
    const held = [...this.#loaded.values()]
    this.#loaded.clear()
    await Promise.allSettled(held.map((one) => one.replica.close()))
  }

  private async acquire(doc: string): Promise<HeldDocument | null> {
    this.#queue.remove(doc)
    const loading = this.#loading.get(doc)
    if (loading) return loading
    const loaded = this.#loaded.get(doc)
    if (loaded) {
      this.#loaded.delete(doc)
      this.#loaded.set(doc, loaded)
      return loaded
    }
    const record = this.records.get(doc)
    return record ? this.#read(record) : null
  }

  async #read(record: DocumentRecord): Promise<HeldDocument | null> {
    const { doc } = record
    const load = this.#load(record)
    this.#loading.set(doc, load)
    try {
      return await load
    } finally {
      this.#loading.delete(doc)
      this.events.changed(doc, 'all')
    }
  }

  async #readAgain(before: HeldDocument): Promise<void> {
    const { name } = before
    const record = this.records.get(name)
    if (record) await this.#read(record)
    // Nothing came in its place: it cannot be written to, so it is not kept either.
    if (this.#loaded.get(name) === before) {
      this.#loaded.delete(name)
      this.events.changed(name, 'all')
    }
    await before.replica.close().catch((cause: unknown) => this.events.report(`close ${name}`, cause))
  }

  async #load(record: DocumentRecord): Promise<HeldDocument | null> {
    const { doc } = record
    try {
      const held = this.#loadedFrom(record, await this.open(doc, record.generation, false))
      this.missing.delete(doc)
      return held
    } catch (cause) {
      this.#failed(doc, `load ${doc}`, cause)
      // A full disk takes nothing, and gives what it has.
      const replica = await this.read?.(doc, record.generation, false).catch(() => null)
      if (!replica) return null
      return this.#loadedFrom(record, { ...replica, flushed: () => Promise.reject(storageFailure(doc, cause)) })
    }
  }

  #loadedFrom(record: DocumentRecord, replica: Replica): HeldDocument {
    const held = this.#hold(record.doc, record.generation, replica)
    held.verifyWith(record.digest)
    this.events.loaded(held)
    return held
  }

  /** When the disk fails, the document is kept in memory, and never said to be flushed. */
  async #openOr(doc: string, generation: string): Promise<Replica> {
    try {
      const replica = await this.open(doc, generation, true)
      this.missing.delete(doc)
      return replica
    } catch (cause) {
      this.#failed(doc, `open ${doc}`, cause)
      const ydoc = new Y.Doc()
      const close = async () => ydoc.destroy()
      const flushed = () => Promise.reject(storageFailure(doc, cause))
      return { doc: ydoc, flushed, close, destroy: close }
    }
  }

  /** Gives what is kept in memory only its place on disk. */
  async #persist(held: HeldDocument): Promise<void> {
    const { name, generation } = held
    let replica: Replica
    try {
      replica = await this.open(name, generation, true)
    } catch (cause) {
      this.#failed(name, `open ${name}`, cause)
      return
    }
    // Nothing waits from here on: no update is applied to the old one any more.
    Y.applyUpdate(replica.doc, Y.encodeStateAsUpdate(held.replica.doc))
    this.missing.delete(name)
    this.#hold(name, generation, replica).isVerified = held.isVerified
    this.events.changed(name, 'all')
    await held.replica.close().catch((cause: unknown) => this.events.report(`close ${name}`, cause))
  }

  #failed(doc: string, what: string, cause: unknown): void {
    this.missing.add(doc)
    this.events.report(what, cause)
    this.events.failed()
  }

  #hold(doc: string, generation: string, replica: Replica): HeldDocument {
    const held: HeldDocument = new HeldDocument(
      doc,
      generation,
      replica,
      (changed) => this.events.changed(doc, changed),
      (update) => this.events.updated(held, update),
    )
    this.#loaded.set(doc, held)
    this.#unloadOldest()
    return held
  }

  #unloadOldest(): void {
    for (const [doc, held] of this.#loaded) {
      if (this.#loaded.size <= MAX_LOADED) return
      if (held.users > 0 || this.events.isWanted(doc)) continue
      // The newest is the one being opened now.
      if (doc === [...this.#loaded.keys()].at(-1)) return
      this.#loaded.delete(doc)
      held.replica.close().catch((cause: unknown) => this.events.report(`close ${doc}`, cause))
    }
  }
}
