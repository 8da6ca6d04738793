/**
 * The index of one device (docs/behaviour.md, SR13-SR18): a table for each volume, kept on the disk and in memory while
 * searches come. Everything runs one step after the other; building is many steps, so that a search goes between them.
 */
import type {
  HeldVolume,
  IndexNews,
  IndexPlace,
  IndexQuestions,
  IndexUsage,
  Question,
  QuestionName,
} from './index-question.ts'
import type { ReadVolume } from './read-volume.ts'
import { searchTables, type ChannelTable } from './search-tables.ts'
import type { TableStore } from './table-store.ts'
import { VolumeTable, type TableHead } from './volume-table.ts'

export interface SearchIndexDeps {
  readonly store: TableStore
  readonly readVolume: ReadVolume
  /** Runs `run` once after `ms`. @returns cancel */
  schedule(ms: number, run: () => void): () => void
  /** A volume of which the index has another state: its page is asked for the whole. */
  want(doc: string): void
  /** Something that can be found, or how far the building is, changed. */
  changed(): void
  report(what: string, cause: unknown): void
}

const SAVE_MS = 1_000
/** Tables leave the memory when nothing was searched for this long. */
const IDLE_MS = 60_000
const READ_AT_ONCE = 16
/** More do not stay in memory while nobody searches. */
const MAX_LOADED = 32

export class SearchIndex {
  readonly #heads = new Map<string, TableHead>()
  readonly #tables = new Map<string, VolumeTable>()
  /** Changed since they were written. */
  readonly #dirty = new Set<string>()
  /** To be read from their replicas, the newest first. */
  #toRead: HeldVolume[] = []
  #held: readonly HeldVolume[] = []
  #last: Promise<unknown>
  #state: IndexUsage['state'] = 'building'
  #cancelSave: (() => void) | null = null
  #cancelIdle: (() => void) | null = null
  /** Told when all is indexed. */
  #waiting: (() => void)[] = []
  #isDiskGone = false
  #isBuilding = false

  constructor(private readonly deps: SearchIndexDeps) {
    this.#last = this.#open()
  }

  tell(news: IndexNews): void {
    void this.#do(() => this.#take(news)).catch(() => undefined)
  }

  async ask<Name extends QuestionName>(
    name: Name,
    ask: IndexQuestions[Name]['ask'],
  ): Promise<IndexQuestions[Name]['answer']> {
    const question = { name, ask } as Question
    if (question.name === 'rebuild') return this.#rebuild()
    return (await this.#do(() => this.#answer(question))) as IndexQuestions[Name]['answer']
  }

  /** Resolves when everything told so far is done, and all is read. */
  async idle(): Promise<void> {
    for (let last: unknown = null; last !== this.#last || this.#isBuilding;) {
      last = this.#last
      await this.#last
      // The next volume begins a little later.
      await Promise.resolve().then(() => undefined)
    }
  }

  /** Writes what is not on the disk yet. */
  async save(): Promise<void> {
    this.#cancelSave?.()
    this.#cancelSave = null
    const docs = [...this.#dirty].filter((doc) => this.#tables.has(doc))
    this.#dirty.clear()
    if (docs.length === 0 || this.#isDiskGone) return
    try {
      await this.deps.store.write(
        docs.map((doc) => this.#tables.get(doc)!).map(({ head, columns }) => ({ head, columns })),
      )
    } catch (cause) {
      // A full disk: the index goes on in memory, and is made again at the next start.
      this.#isDiskGone = true
      this.deps.report('write the search index', cause)
    }
  }

  #do<T>(step: () => Promise<T>): Promise<T> {
    const done = this.#last.then(step)
    this.#last = done.catch((cause: unknown) => this.deps.report('search index', cause))
    return done
  }

  async #open(): Promise<void> {
    try {
      for (const head of await this.deps.store.heads()) this.#heads.set(head.doc, head)
    } catch (cause) {
      this.deps.report('open the search index', cause)
      await this.#throwAway()
    }
  }

  async #throwAway(): Promise<void> {
    this.#heads.clear()
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

  async #take(news: IndexNews): Promise<void> {
    if (news.t === 'held') return this.#reconcile(news.docs)
    const { doc, generation, digest } = news
    if (news.t === 'whole') {
      this.#put(VolumeTable.of(doc, generation, digest, news.rows))
      return this.deps.changed()
    }
    const head = this.#heads.get(doc)
    const base = news.t === 'change' ? news.base : digest
    if (!head || head.generation !== generation || head.digest !== base) return this.deps.want(doc)
    if (news.t === 'check') return
    const table = await this.#load(doc)
    if (!table) return this.deps.want(doc)
    table.change(digest, news.rows, news.gone)
    this.#put(table)
    if (news.rows.length + news.gone.length > 0) this.deps.changed()
  }

  /** What the device does not hold any more goes; what it holds otherwise is read. */
  async #reconcile(docs: readonly HeldVolume[]): Promise<void> {
    this.#held = docs
    const held = new Map(docs.map((one) => [one.doc, one]))
    const gone = [...this.#heads.keys()].filter((doc) => !held.has(doc))
    for (const doc of gone) this.#forget(doc)
    if (gone.length > 0) await this.deps.store.remove(gone)
    const isSame = ({ doc, generation, digest }: HeldVolume) => {
      const head = this.#heads.get(doc)
      return head?.generation === generation && head.digest === digest
    }
    this.#toRead = docs.filter((one) => !isSame(one)).sort((a, b) => volumeOf(b.doc) - volumeOf(a.doc))
    if (gone.length > 0) this.deps.changed()
    this.#step()
  }

  /** The next volume that is to be read, then the one after it, with room for others between. */
  #step(): void {
    if (this.#isBuilding) return
    this.#isBuilding = true
    void this.#do(() => this.#readNext())
      .catch(() => undefined)
      .then(() => {
        this.#isBuilding = false
        if (this.#toRead.length > 0) return this.#step()
        if (this.#state === 'building') {
          this.#state = 'ready'
          this.deps.changed()
        }
        for (const told of this.#waiting.splice(0)) told()
      })
  }

  async #readNext(): Promise<void> {
    const next = this.#toRead.shift()
    if (!next) return
    if (this.#state === 'ready') this.#state = 'building'
    const head = this.#heads.get(next.doc)
    // Its page told it meanwhile.
    if (head?.generation === next.generation && head.digest === next.digest) return
    const rows = await this.deps.readVolume(next.doc, next.generation)
    if (!rows) return
    this.#put(VolumeTable.of(next.doc, next.generation, next.digest, rows))
    if (this.#toRead.length % READ_AT_ONCE === 0) this.deps.changed()
    // A long building must not fill the memory: each is written, and read again when somebody searches.
    if (this.#dirty.size >= READ_AT_ONCE) {
      await this.save()
      this.#unload()
    }
  }

  #put(table: VolumeTable): void {
    const { head } = table
    this.#tables.set(head.doc, table)
    this.#heads.set(head.doc, head)
    this.#dirty.add(head.doc)
    this.#cancelSave ??= this.deps.schedule(SAVE_MS, () => {
      this.#cancelSave = null
      void this.#do(async () => {
        await this.save()
        if (this.#tables.size > MAX_LOADED) this.#unload()
      })
    })
  }

  /** All is on the disk: it is read again when somebody searches. */
  #unload(): void {
    if (!this.#cancelIdle && !this.#isDiskGone && this.#dirty.size === 0) this.#tables.clear()
  }

  #forget(doc: string): void {
    this.#heads.delete(doc)
    this.#tables.delete(doc)
    this.#dirty.delete(doc)
  }

  async #load(doc: string): Promise<VolumeTable | null> {
    await this.#loadAll([doc])
    return this.#tables.get(doc) ?? null
  }

  async #loadAll(docs: readonly string[]): Promise<void> {
    const missing = docs.filter((doc) => this.#heads.has(doc) && !this.#tables.has(doc))
    for (let n = 0; n < missing.length; n += READ_AT_ONCE) {
      const part = missing.slice(n, n + READ_AT_ONCE)
      let found: Awaited<ReturnType<TableStore['read']>> = []
      try {
        found = await this.deps.store.read(part)
      } catch (cause) {
        this.deps.report('read the search index', cause)
      }
      for (const [i, doc] of part.entries()) {
        const columns = found[i]
        if (columns && isSound(columns, this.#heads.get(doc)!)) this.#tables.set(doc, new VolumeTable(columns))
        else this.#repair(doc)
      }
    }
  }

  /** What the disk does not give back as it was is read from its replica again. */
  #repair(doc: string): void {
    this.#forget(doc)
    const held = this.#held.find((one) => one.doc === doc)
    if (!held) return
    this.#toRead.push(held)
    this.#step()
  }

  async #channelTables(channels: ReadonlySet<string>): Promise<ChannelTable[]> {
    this.#cancelIdle?.()
    this.#cancelIdle = this.deps.schedule(IDLE_MS, () => {
      this.#cancelIdle = null
      void this.#do(async () => {
        await this.save()
        this.#unload()
      })
    })
    const docs = [...this.#heads.keys()].filter((doc) => channels.has(channelOf(doc)))
    await this.#loadAll(docs)
    return docs.flatMap((doc) => {
      const table = this.#tables.get(doc)
      return table ? [{ channel: channelOf(doc), table }] : []
    })
  }

  async #answer(question: Question): Promise<unknown> {
    switch (question.name) {
      case 'search': {
        const chats = new Set(question.ask.chats.map(({ id }) => id))
        const found = searchTables(await this.#channelTables(chats), question.ask)
        return { ...found, isBuilding: this.#state === 'building' }
      }
      case 'warm':
        await this.#channelTables(new Set([...this.#heads.keys()].map(channelOf)))
        return null
      case 'locate': {
        const { channel, id } = question.ask
        return this.#place(channel, ({ ids }) => ids.indexOf(id))
      }
      case 'placeOfTime':
        return this.#placeOfTime(question.ask.channel, question.ask.atMs)
      case 'days': {
        const days = new Set<number>()
        for (const { table } of await this.#channelTables(new Set([question.ask.channel]))) {
          for (const at of table.columns.at) days.add(new Date(at).setHours(0, 0, 0, 0))
        }
        return [...days].sort((a, b) => a - b)
      }
      case 'spans':
        return this.#headsOf(question.ask.channel).map(({ doc, firstAt, lastAt }) => ({
          volume: volumeOf(doc),
          firstAt,
          lastAt,
        }))
      case 'known': {
        const wanted = new Set(question.ask.nums)
        const tables = await this.#channelTables(new Set(question.ask.channels))
        return tables.flatMap(({ table }) => table.columns.num.filter((num) => wanted.has(num)))
      }
      case 'usage': {
        const heads = [...this.#heads.values()]
        const sum = (of: (head: TableHead) => number) => heads.reduce((total, head) => total + of(head), 0)
        const state = this.#isDiskGone ? 'failed' : this.#state
        return { bytes: sum(({ bytes }) => bytes), messages: sum(({ rows }) => rows), volumes: heads.length, state }
      }
      case 'rebuild':
        return null
    }
  }

  async #rebuild(): Promise<null> {
    await this.#do(async () => {
      await this.#throwAway()
      this.#state = 'building'
      this.#toRead = []
      await this.#reconcile(this.#held)
    })
    await new Promise<void>((built) => {
      this.#waiting.push(built)
      this.#step()
    })
    await this.#do(() => this.save())
    return null
  }

  /** Heads of a channel's tables that hold something, oldest first. */
  #headsOf(channel: string): TableHead[] {
    const heads = [...this.#heads.values()].filter(({ doc, rows }) => rows > 0 && channelOf(doc) === channel)
    return heads.sort((a, b) => volumeOf(a.doc) - volumeOf(b.doc))
  }

  async #place(channel: string, find: (columns: VolumeTable['columns']) => number): Promise<IndexPlace | null> {
    for (const { table } of await this.#channelTables(new Set([channel]))) {
      const n = find(table.columns)
      if (n >= 0) return { volume: volumeOf(table.columns.doc), seq: table.columns.seq[n]! }
    }
    return null
  }

  async #placeOfTime(channel: string, atMs: number): Promise<IndexPlace | null> {
    const heads = this.#headsOf(channel)
    const head = heads.find(({ lastAt }) => lastAt >= atMs) ?? heads.at(-1)
    const table = head && (await this.#load(head.doc))
    if (!table) return null
    const { at, seq } = table.columns
    const n = at.findIndex((one) => one >= atMs)
    return { volume: volumeOf(head.doc), seq: seq[n < 0 ? seq.length - 1 : n]! }
  }
}

/** `channel/<id>/<n>` */
function channelOf(doc: string): string {
  return doc.split('/')[1] ?? ''
}

function volumeOf(doc: string): number {
  return Number(doc.split('/')[2])
}

function isSound(columns: VolumeTable['columns'], head: TableHead): boolean {
  const { ids, texts, files, roots, by, seq, num, at, traits, folded, digest } = columns
  const columnsOfIt: unknown[] = [ids, texts, files, roots, by, seq, num, at, traits]
  if (digest !== head.digest || typeof folded !== 'string') return false
  return columnsOfIt.every((column) => Array.isArray(column) && column.length === head.rows)
}
