/**
 * How far this device is in the server's log (docs/behaviour.md, RS7-RS10): each document's record goes to disk after
 * its content, the position in one strict transaction with the records of everything that it covers.
 */
import type {
  DeviceStore,
  DocumentRecord,
  DoneDocument,
  Place,
  ProgressChange,
  RetiredReplica,
  StoredState,
} from '../persistence/device-store.ts'
import type { HeldDocument } from './held-document.ts'
import type { Replicas } from './replicas.ts'

export interface Committed {
  readonly documents: readonly DocumentRecord[]
  /** Documents whose content was replaced, not added to. */
  readonly replaced: readonly string[]
}

/** Of a replica that is not on disk as the server has it: no content has this digest, so it is asked for after a restart. */
const UNKNOWN_DIGEST = ''

export class Progress {
  place: Place
  retired: readonly RetiredReplica[]
  #done: Map<string, DoneDocument>
  /** Answered, and not saved yet. */
  readonly #answered = new Map<string, DoneDocument>()
  /** Changed by live frames since they were saved. */
  readonly #touched = new Set<string>()
  /** Content that the disk did not take. */
  readonly #unflushed = new Set<string>()
  readonly #replaced = new Set<string>()
  readonly #aside = new Map<string, boolean>()
  #target: Place | null = null

  constructor(
    private readonly store: Pick<DeviceStore, 'saveProgress'>,
    private readonly replicas: Replicas,
    state: StoredState,
  ) {
    this.place = state.place
    this.retired = state.retired
    this.#done = new Map(state.done.map((one) => [one.doc, one]))
  }

  done(): DoneDocument[] {
    return [...this.#done.values()]
  }

  forgetDone(): void {
    this.#done = new Map()
  }

  /** What the server is told that this device holds of a document. */
  heldAs(doc: string): DoneDocument | null {
    return this.#answered.get(doc) ?? this.replicas.records.get(doc) ?? null
  }

  /** A document was answered. @param isResuming whether it is part of a resume that may be cut */
  answered(record: DoneDocument, isResuming: boolean): void {
    this.#answered.set(record.doc, record)
    if (isResuming) this.#done.set(record.doc, record)
    this.#aside.delete(record.doc)
  }

  touched(doc: string): void {
    this.#touched.add(doc)
  }

  replaced(doc: string): void {
    this.#replaced.add(doc)
  }

  /** Keeps an older generation on disk, in place of what was said of it before. */
  retire(replica: RetiredReplica): void {
    const isOther = (r: RetiredReplica) => r.doc !== replica.doc || r.generation !== replica.generation
    this.retired = [...this.retired.filter(isOther), replica]
  }

  setAside(doc: string, isAside: boolean): void {
    if ((this.replicas.records.get(doc)?.aside ?? false) !== isAside) this.#aside.set(doc, isAside)
    else this.#aside.delete(doc)
  }

  /** Every question is answered up to here. */
  reach(place: Place): void {
    this.#target = place
  }

  /** Whether the document has content that no saved record tells of, so that it must stay in memory. */
  isUnsaved(doc: string): boolean {
    return this.#answered.has(doc) || this.#touched.has(doc) || this.#unflushed.has(doc)
  }

  /** Saves what changed. Rejects with `storage_failed`; then nothing is lost, the next one saves it. */
  async commit(extra: ProgressChange = {}): Promise<Committed> {
    const target = this.#target
    const answered = new Map(this.#answered)
    const touched = new Set(this.#touched)
    const replaced = [...this.#replaced]
    const aside = new Map(this.#aside)
    const retired = this.retired
    const names = new Set([...answered.keys(), ...touched, ...aside.keys(), ...this.#unflushed])
    // Each has a database of its own, and a first sync has hundreds of them: together they take a part of the time.
    const records = await Promise.all(
      [...names].map((doc) => this.#recordNow(doc, target, touched.has(doc), aside.get(doc))),
    )
    const documents = records.filter((record) => record !== null)
    const done = target === null ? this.done() : []
    const place = target ?? this.place
    await this.store.saveProgress({ ...extra, documents, done, retired, place })
    this.place = place
    if (target !== null) this.#done = new Map()
    if (this.#target === target) this.#target = null
    for (const record of documents) {
      this.replicas.records.set(record.doc, record)
      if (this.#answered.get(record.doc) === answered.get(record.doc)) this.#answered.delete(record.doc)
    }
    for (const doc of touched) this.#touched.delete(doc)
    for (const [doc, isAside] of aside) if (this.#aside.get(doc) === isAside) this.#aside.delete(doc)
    for (const doc of replaced) this.#replaced.delete(doc)
    return { documents, replaced }
  }

  /** @returns null when there is nothing to tell of it */
  async #recordNow(
    doc: string,
    target: Place | null,
    isTouched: boolean,
    aside?: boolean,
  ): Promise<DocumentRecord | null> {
    const saved = this.replicas.records.get(doc)
    const basis = this.heldAs(doc)
    const held = this.replicas.loaded(doc)
    if (basis === null) return null
    const asideNow = aside ?? (this.#answered.has(doc) ? false : saved?.aside)
    const flag = asideNow ? { aside: true } : {}
    const { generation, position, chain } = basis
    if (!held) return saved ? { ...saved, aside: asideNow } : null
    const isFlushed = await this.#isFlushed(held)
    const digest = isFlushed && held.isVerified ? held.digest() : UNKNOWN_DIGEST
    const place = isTouched && target !== null && target.position > position ? target : { position, chain }
    return { doc, generation, position: place.position, chain: place.chain, digest, ...flag }
  }

  async #isFlushed(held: HeldDocument): Promise<boolean> {
    try {
      await held.replica.flushed()
      this.#unflushed.delete(held.name)
      return true
    } catch (cause) {
      this.#unflushed.add(held.name)
      this.replicas.notFlushed(held.name, cause)
      return false
    }
  }
}
