/**
 * The index of one device (docs/behaviour.md, SR13-SR18): a table for each volume, kept current by what the pages tell.
 * Everything runs one step after the other; building is many steps, so that a search goes between them.
 */
import { answerQuestion } from './answer-question.ts'
import type { HeldVolume, IndexNews, IndexQuestions, Question, QuestionName } from './index-question.ts'
import type { ReadVolume } from './read-volume.ts'
import { volumeOf } from './table-name.ts'
import { AT_ONCE, TableShelf, type TableShelfDeps } from './table-shelf.ts'
import { VolumeTable } from './volume-table.ts'

export interface SearchIndexDeps extends Omit<TableShelfDeps, 'inTurn' | 'damaged'> {
  readonly readVolume: ReadVolume
  /** A volume of which the index has another state: its page is asked for the whole. */
  want(doc: string): void
  /** Something that can be found, or how far the building is, changed. */
  changed(): void
}

export class SearchIndex {
  readonly #shelf: TableShelf
  /** To be read from their replicas, the newest first. */
  #toRead: HeldVolume[] = []
  #held: readonly HeldVolume[] = []
  #last: Promise<unknown>
  /** Not all that is held is indexed. */
  #isBehind = true
  /** Told when all is indexed. */
  #waiting: (() => void)[] = []
  #isReading = false

  constructor(private readonly deps: SearchIndexDeps) {
    const { store } = deps
    this.#shelf = new TableShelf({
      store,
      schedule: (ms, run) => deps.schedule(ms, run),
      inTurn: (step) => this.#inTurn(step),
      damaged: (doc) => this.#readAgain(doc),
      report: (what, cause) => deps.report(what, cause),
    })
    this.#last = this.#shelf.open()
  }

  tell(news: IndexNews): void {
    this.#inTurn(() => this.#take(news))
  }

  async ask<Name extends QuestionName>(
    name: Name,
    ask: IndexQuestions[Name]['ask'],
  ): Promise<IndexQuestions[Name]['answer']> {
    const question = { name, ask } as Question
    if (question.name === 'rebuild') return this.#rebuild()
    const answer = () => answerQuestion(this.#shelf, question, this.#isBehind)
    return await this.#do(answer)
  }

  /** Resolves when everything told so far is done, and all is read. */
  async idle(): Promise<void> {
    for (let last: unknown = null; last !== this.#last || this.#isReading;) {
      last = this.#last
      await this.#last
      // The next volume begins a little later.
      await Promise.resolve().then(() => undefined)
    }
  }

  /** Writes what is not on the disk yet. */
  save(): Promise<void> {
    return this.#shelf.save()
  }

  #do<T>(step: () => Promise<T>): Promise<T> {
    const done = this.#last.then(step)
    this.#last = done.catch((cause: unknown) => this.deps.report('search index', cause))
    return done
  }

  #inTurn(step: () => Promise<void>): void {
    void this.#do(step).catch(() => undefined)
  }

  async #take(news: IndexNews): Promise<void> {
    if (news.t === 'held') return this.#reconcile(news.docs)
    const { doc, generation, digest } = news
    if (news.t === 'whole') {
      this.#shelf.put(VolumeTable.of(doc, generation, digest, news.rows))
      return this.deps.changed()
    }
    const base = news.t === 'change' ? news.base : digest
    if (!this.#shelf.isSame({ doc, generation, digest: base })) return this.deps.want(doc)
    if (news.t === 'check') return
    const table = await this.#shelf.table(doc)
    if (!table) return this.deps.want(doc)
    table.change(digest, news.rows, news.gone)
    this.#shelf.put(table)
    if (news.rows.length + news.gone.length > 0) this.deps.changed()
  }

  /** What the device does not hold any more goes; what it holds otherwise is read. */
  async #reconcile(docs: readonly HeldVolume[]): Promise<void> {
    this.#held = docs
    const held = new Set(docs.map(({ doc }) => doc))
    const gone = [...this.#shelf.heads.keys()].filter((doc) => !held.has(doc))
    await this.#shelf.remove(gone)
    const others = docs.filter((one) => !this.#shelf.isSame(one))
    this.#toRead = others.sort((a, b) => volumeOf(b.doc) - volumeOf(a.doc))
    if (gone.length > 0) this.deps.changed()
    this.#read()
  }

  /** What the disk does not give back as it was is read from its replica. */
  #readAgain(doc: string): void {
    const held = this.#held.find((one) => one.doc === doc)
    if (!held) return
    this.#toRead.push(held)
    this.#read()
  }

  /** The next volume that is to be read, then the one after it, with room for others between. */
  #read(): void {
    if (this.#isReading) return
    this.#isReading = true
    void this.#do(() => this.#readNext())
      .catch(() => undefined)
      .then(() => {
        this.#isReading = false
        if (this.#toRead.length > 0) return this.#read()
        if (this.#isBehind) {
          this.#isBehind = false
          this.deps.changed()
        }
        for (const told of this.#waiting.splice(0)) told()
      })
  }

  async #readNext(): Promise<void> {
    const next = this.#toRead.shift()
    if (!next) return
    this.#isBehind = true
    // Its page told it meanwhile.
    if (this.#shelf.isSame(next)) return
    const rows = await this.deps.readVolume(next.doc, next.generation)
    if (!rows) return
    this.#shelf.put(VolumeTable.of(next.doc, next.generation, next.digest, rows))
    if (this.#toRead.length % AT_ONCE === 0) this.deps.changed()
    // A long building must not fill the memory: each is written, and read again when somebody searches.
    if (this.#shelf.unsaved >= AT_ONCE) {
      await this.#shelf.save()
      this.#shelf.unload()
    }
  }

  async #rebuild(): Promise<null> {
    await this.#do(async () => {
      await this.#shelf.clear()
      this.#isBehind = true
      this.#toRead = []
      await this.#reconcile(this.#held)
    })
    await new Promise<void>((built) => {
      this.#waiting.push(built)
      this.#read()
    })
    await this.#do(() => this.save())
    return null
  }
}
