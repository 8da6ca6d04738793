/**
 * The tables of the index: on the disk as a rule, in memory while searches come (docs/behaviour.md, SR13-SR18). What the disk
 * does not give back as it was is told, and made again by whoever owns the shelf; without a disk it goes on in memory.
 */
import type { HeldVolume } from './index-question.ts'
import type { ChannelTable } from './search-tables.ts'
import { channelOf, volumeOf } from './table-name.ts'
import type { TableStore } from './table-store.ts'
import { VolumeTable, type TableHead } from './volume-table.ts'

export interface TableShelfDeps {
  readonly store: TableStore
  /** Runs `run` once after `ms`. @returns cancel */
  schedule(ms: number, run: () => void): () => void
  /** Runs a step of the shelf's own when its turn comes. */
  inTurn(step: () => Promise<void>): void
  /** The disk did not give the table back: it is no longer on the shelf. */
  damaged(doc: string): void
  report(what: string, cause: unknown): void
}

const SAVE_MS = 1_000
/** Tables leave the memory when nothing was searched for this long. */
const IDLE_MS = 60_000
/** Read or written together. */
export const AT_ONCE = 16
/** More do not stay in memory while nobody searches. */
const MAX_LOADED = 32

export class TableShelf {
  /** Of every table, also of those that are not in memory. */
  readonly heads = new Map<string, TableHead>()
  readonly #tables = new Map<string, VolumeTable>()
  /** Changed since they were written. */
  readonly #dirty = new Set<string>()
  #cancelSave: (() => void) | null = null
  #cancelIdle: (() => void) | null = null
  #isDiskGone = false

  constructor(private readonly deps: TableShelfDeps) {}

  get isDiskGone(): boolean {
    return this.#isDiskGone
  }

  /** How many changed since they were written. */
  get unsaved(): number {
    return this.#dirty.size
  }

  /** Whether the table is of this state of the volume. */
  isSame({ doc, generation, digest }: HeldVolume): boolean {
    const head = this.heads.get(doc)
    return head?.generation === generation && head.digest === digest
  }

  /** Heads of a channel's tables that hold something, oldest first. */
  headsOf(channel: string): TableHead[] {
    const heads = [...this.heads.values()].filter(({ doc, rows }) => rows > 0 && channelOf(doc) === channel)
    return heads.sort((a, b) => volumeOf(a.doc) - volumeOf(b.doc))
  }

  async open(): Promise<void> {
    try {
      for (const head of await this.deps.store.heads()) this.heads.set(head.doc, head)
    } catch (cause) {
      this.deps.report('open the search index', cause)
      await this.clear()
    }
  }

  /** Throws all away, on the disk too. */
  async clear(): Promise<void> {
    this.heads.clear()
    this.#tables.clear()
    this.#dirty.clear()
    this.#isDiskGone = false
    try {
      await this.deps.store.clear()
    } catch (cause) {
      this.#isDiskGone = true
      this.deps.report('clear the search index', cause)
    }
  }

  /** Puts a new or changed table on the shelf, and soon on the disk. */
  put(table: VolumeTable): void {
    const { head } = table
    this.#tables.set(head.doc, table)
    this.heads.set(head.doc, head)
    this.#dirty.add(head.doc)
    this.#cancelSave ??= this.deps.schedule(SAVE_MS, () => {
      this.#cancelSave = null
      this.deps.inTurn(async () => {
        await this.save()
        if (this.#tables.size > MAX_LOADED) this.unload()
      })
    })
  }

  /** Takes tables off the shelf, and off the disk. */
  async remove(docs: readonly string[]): Promise<void> {
    for (const doc of docs) this.#forget(doc)
    if (docs.length > 0) await this.deps.store.remove(docs)
  }

  async table(doc: string): Promise<VolumeTable | null> {
    await this.#loadAll([doc])
    return this.#tables.get(doc) ?? null
  }

  /** For a search: they stay in memory for a while. */
  async channelTables(channels: ReadonlySet<string>): Promise<ChannelTable[]> {
    this.#cancelIdle?.()
    this.#cancelIdle = this.deps.schedule(IDLE_MS, () => {
      this.#cancelIdle = null
      this.deps.inTurn(async () => {
        await this.save()
        this.unload()
      })
    })
    const docs = [...this.heads.keys()].filter((doc) => channels.has(channelOf(doc)))
    await this.#loadAll(docs)
    return docs.flatMap((doc) => {
      const table = this.#tables.get(doc)
      return table ? [{ channel: channelOf(doc), table }] : []
    })
  }

  /** Writes what is not on the disk yet. */
  async save(): Promise<void> {
    this.#cancelSave?.()
    this.#cancelSave = null
    const tables = [...this.#dirty].flatMap((doc) => this.#tables.get(doc) ?? [])
    this.#dirty.clear()
    if (tables.length === 0 || this.#isDiskGone) return
    try {
      await this.deps.store.write(tables.map(({ head, columns }) => ({ head, columns })))
    } catch (cause) {
      // A full disk: the index goes on in memory, and is made again at the next start.
      this.#isDiskGone = true
      this.deps.report('write the search index', cause)
    }
  }

  /** All is on the disk: it is read again when somebody searches. */
  unload(): void {
    if (!this.#cancelIdle && !this.#isDiskGone && this.#dirty.size === 0) this.#tables.clear()
  }

  #forget(doc: string): void {
    this.heads.delete(doc)
    this.#tables.delete(doc)
    this.#dirty.delete(doc)
  }

  async #loadAll(docs: readonly string[]): Promise<void> {
    const missing = docs.filter((doc) => this.heads.has(doc) && !this.#tables.has(doc))
    for (let n = 0; n < missing.length; n += AT_ONCE) {
      const part = missing.slice(n, n + AT_ONCE)
      let found: Awaited<ReturnType<TableStore['read']>> = []
      try {
        found = await this.deps.store.read(part)
      } catch (cause) {
        this.deps.report('read the search index', cause)
      }
      for (const [i, doc] of part.entries()) {
        const columns = found[i]
        if (columns && isSound(columns, this.heads.get(doc)!)) this.#tables.set(doc, new VolumeTable(columns))
        else {
          this.#forget(doc)
          this.deps.damaged(doc)
        }
      }
    }
  }
}

function isSound(columns: VolumeTable['columns'], head: TableHead): boolean {
  const { ids, texts, files, roots, by, seq, num, at, traits, folded, digest } = columns
  const columnsOfIt: unknown[] = [ids, texts, files, roots, by, seq, num, at, traits]
  if (digest !== head.digest || typeof folded !== 'string') return false
  return columnsOfIt.every((column) => Array.isArray(column) && column.length === head.rows)
}
