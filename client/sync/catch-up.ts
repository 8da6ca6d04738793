/**
 * Catching up with the server after each connection, and every document's questions and answers
 * (DESIGN.md, section 6; docs/behaviour.md, RS7-RS19). Runs in the sender only, one step after the other.
 */
import * as Y from 'yjs'
import { accountDocument, channelDocument, DIRECTORY, parseDocumentName } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { Downstream } from '../../schema/protocol/downstream.ts'
import { encodeFrame } from '../../schema/protocol/frames.ts'
import type { Upstream } from '../../schema/protocol/upstream.ts'
import type { Place } from '../persistence/device-store.ts'
import { keptOf, type Access } from './access.ts'
import type { HeldDocument } from './held-document.ts'
import type { Progress } from './progress.ts'
import type { OldReplica } from './recovery.ts'
import type { Replicas } from './replicas.ts'

type Answer = Extract<Downstream, { t: 'doc' }>

export interface CatchUpDeps {
  readonly userId: UserId
  readonly replicas: Replicas
  readonly progress: Progress
  readonly access: Access
  send(frame: Uint8Array): void
  control(message: Upstream): void
  readonly newestVolume: (channelId: ChannelId) => number
  /** Documents in use that the server does not push unasked: volumes on screen, and those with something to send. */
  wantedDocuments(): Iterable<string>
  /**
   * A document is about to be replaced: what the old replica alone has becomes intents. Durable when it resolves.
   * @returns the numbers of those intents
   */
  compare(held: OldReplica, server: Y.Doc, isRestored: boolean): Promise<readonly number[]>
  /** The document's update in flight has to be made again. */
  forget(doc: string): void
  /** A whole document came. */
  arrived(held: HeldDocument): void
  /** Something moved: status, what can be sent, what can be saved. */
  progressed(): void
  /** Every document of a restored server was answered. */
  recovered(): Promise<void>
  /** Whether this person's founding of the channel waits in the outbox. */
  founds(channelId: ChannelId): boolean
  /** Runs `task` in a while, in its turn; not on another connection. */
  later(task: () => Promise<void> | void): void
  report(what: string, cause?: unknown): void
}

/** Of an empty replica whose document the server does not have. */
const NO_GENERATION = 'none'

interface Question {
  readonly kind: 'open' | 'vector'
  /** Asked because what we hold is damaged or of a lost history: it is read before it goes. */
  readonly compares: boolean
  /** Asked with nothing held, so the answer cannot be better. */
  readonly isWhole: boolean
}

export class CatchUp {
  isResumed = false
  isRestored = false
  total = 0
  answered = 0
  readonly #questions = new Map<string, Question>()
  readonly #opened = new Set<string>()
  readonly #closed = new Set<string>()
  #expected: Answer | null = null
  #target: Place | null = null
  /** Whether what may be read was judged on this connection. */
  #isJudged = false

  constructor(private readonly deps: CatchUpDeps) {}

  /** A new socket: nothing asked before will be answered. */
  begin(): void {
    this.isResumed = this.isRestored = this.#isJudged = false
    this.total = this.answered = 0
    this.#questions.clear()
    this.#opened.clear()
    this.#closed.clear()
    this.#expected = this.#target = null
  }

  /** Whether it is known which channels this account reads: what tells it is here, whole. */
  get knowsAccess(): boolean {
    const isKnown = (doc: string) => !this.#questions.has(doc) && this.deps.replicas.loaded(doc)?.isVerified === true
    return this.isResumed && this.#accessDocuments().every(isKnown)
  }

  isAsked(doc: string): boolean {
    return this.#questions.has(doc)
  }

  /** The server told that this account may not read it. */
  isClosed(doc: string): boolean {
    return this.#closed.has(doc)
  }

  /** Whether the replica is known to be what the server has, and live updates of it arrive. Else it is asked for. */
  isCurrent(doc: string): boolean {
    if (!this.isResumed || this.#questions.has(doc)) return false
    const held = this.deps.replicas.loaded(doc)
    if (held && !held.isVerified) return (this.askVector(held), false)
    const isLive = this.#opened.has(doc) || this.deps.access.isPushed(doc, this.deps.newestVolume)
    if (isLive && this.deps.replicas.isHeld(doc)) return true
    this.open(doc)
    return false
  }

  /** Asks for a document from where it is held. @param how whole: nothing that is held counts */
  open(doc: string, how: { readonly whole?: boolean; readonly compares?: boolean } = {}): void {
    const isHere = !how.whole && this.deps.replicas.isHeld(doc)
    const record = isHere ? this.deps.progress.heldAs(doc) : null
    this.#opened.add(doc)
    this.#questions.set(doc, { kind: 'open', compares: how.compares ?? false, isWhole: record === null })
    const held = record ? { generation: record.generation, position: record.position, chain: record.chain } : {}
    this.deps.control({ t: 'open', doc, ...held })
  }

  /** Asks for what is missing by state vector: a lost tail, or updates that came with a gap. */
  askVector(held: HeldDocument, compares = false): void {
    this.#questions.set(held.name, { kind: 'vector', compares, isWhole: false })
    const payload = Y.encodeStateVector(held.replica.doc)
    this.deps.send(encodeFrame({ kind: 'step1', doc: held.name, row: 0, payload }))
  }

  async resuming(message: Extract<Downstream, { t: 'resuming' }>): Promise<void> {
    this.total = message.documents
    this.isRestored = message.restored
    if (!message.restored) return
    this.deps.progress.forgetDone()
    for (const record of [...this.deps.replicas.records.values()]) {
      if (!record.aside) this.open(record.doc, { compares: true })
    }
    this.total += this.#questions.size
  }

  async answer(answer: Answer): Promise<void> {
    this.#expected = null
    if (answer.empty) await this.#take(answer, null)
    else this.#expected = answer
  }

  /** A sync step 2 or an update: what the answer before it announced, or a live change. */
  async content(doc: string, update: Uint8Array): Promise<void> {
    const answer = this.#expected
    this.#expected = null
    if (answer?.doc === doc) return this.#take(answer, update)
    await this.deps.replicas.use(doc, (held) => {
      if (!held) {
        // A live change of something not held here: only what is kept anyway is fetched.
        if (this.deps.access.isPushed(doc, this.deps.newestVolume) && !this.#questions.has(doc)) this.open(doc)
        return
      }
      Y.applyUpdate(held.replica.doc, update)
      this.deps.progress.touched(doc)
      if (held.hasGap() && !this.#questions.has(doc)) this.askVector(held)
    })
  }

  async ask(message: Extract<Downstream, { t: 'ask' }>): Promise<void> {
    this.total++
    await this.deps.replicas.use(message.doc, (held) => {
      if (held?.generation === message.generation) this.askVector(held, this.isRestored)
      else this.open(message.doc, { whole: true, compares: this.isRestored })
    })
  }

  notice(message: Extract<Downstream, { t: 'notice' }>): void {
    for (const doc of this.deps.wantedDocuments()) {
      if (doc === message.doc && !this.#questions.has(doc)) return this.open(doc)
    }
  }

  async closed(doc: string): Promise<void> {
    this.#closed.add(doc)
    this.#opened.delete(doc)
    if (this.#questions.delete(doc)) this.answered++
    if (this.isResumed) this.deps.progress.setAside(doc, this.deps.replicas.records.has(doc))
    await this.#advance()
  }

  async resumed(place: Place): Promise<void> {
    this.isResumed = true
    this.#target = place
    for (const doc of this.#accessDocuments()) await this.deps.replicas.use(doc, () => undefined)
    this.#askForAccess()
    for (const doc of this.deps.replicas.records.keys()) {
      const held = this.deps.replicas.loaded(doc)
      if (held) this.loaded(held)
    }
    this.refresh()
    await this.#advance()
  }

  async at(place: Place): Promise<void> {
    // Before `resumed` not everything below it was sent.
    if (!this.isResumed) return
    this.#target = place
    await this.#advance()
  }

  /** Opens what is used and not pushed, and what is missing; closes what nobody uses any more. */
  refresh(): void {
    if (!this.isResumed) return
    const wanted = new Set(this.deps.wantedDocuments())
    for (const doc of wanted) {
      const isLive = this.deps.access.isPushed(doc, this.deps.newestVolume) && this.deps.replicas.isHeld(doc)
      if (!isLive && !this.#opened.has(doc) && !this.#closed.has(doc)) this.open(doc)
    }
    // A newest volume that is not known to be it would be closed for good.
    if (!this.knowsAccess) return
    for (const doc of this.#opened) {
      const ref = parseDocumentName(doc)
      if (ref?.kind !== 'volume' || wanted.has(doc) || this.#questions.has(doc)) continue
      if (this.deps.replicas.loaded(channelDocument(ref.channelId))?.isVerified === false) continue
      this.#opened.delete(doc)
      if (!this.deps.access.isPushed(doc, this.deps.newestVolume)) this.deps.control({ t: 'close', doc })
    }
  }

  /** A loaded replica whose content is not what was saved. */
  loaded(held: HeldDocument): void {
    if (!held.isVerified && this.isResumed && !this.#questions.has(held.name)) this.askVector(held)
  }

  async #take(answer: Answer, update: Uint8Array | null): Promise<void> {
    try {
      await this.#accept(answer, update)
    } catch (cause) {
      // The disk did not take what the old replica alone has. Unanswered, the document would wait for another connection.
      const { doc } = answer
      this.deps.report(`take ${doc}`, cause)
      const compares = this.#questions.get(doc)?.compares ?? this.isRestored
      this.#questions.set(doc, { kind: 'open', compares, isWhole: true })
      this.deps.later(() => this.open(doc, { whole: true, compares }))
    }
  }

  async #accept(answer: Answer, update: Uint8Array | null): Promise<void> {
    const { doc, mode, generation, position, chain, digest } = answer
    const question = this.#questions.get(doc)
    const held =
      mode === 'whole' ? await this.#takeWhole(answer, update, question) : await this.#takeMore(answer, update)
    if (held === null) return this.open(doc, { whole: true, compares: question?.compares ?? this.isRestored })
    if (!held.hasDigest(digest)) {
      if (mode === 'since' && !held.isVerified) return this.askVector(held, question?.compares)
      this.deps.report(`digest of ${doc} differs after ${mode}`)
      // Whole and still different: what the server sent is what there is.
      if (mode !== 'whole') return this.open(doc, { whole: true, compares: true })
    }
    held.isVerified = true
    this.#closed.delete(doc)
    this.deps.progress.answered({ doc, generation, position, chain }, !this.isResumed)
    this.#questions.delete(doc)
    this.answered++
    if (this.isResumed) this.refresh()
    await this.#advance()
  }

  async #takeMore(answer: Answer, update: Uint8Array | null): Promise<HeldDocument | null> {
    return this.deps.replicas.use(answer.doc, (held) => {
      if (held?.generation !== answer.generation) return null
      if (update !== null) Y.applyUpdate(held.replica.doc, update)
      return held
    })
  }

  async #takeWhole(answer: Answer, update: Uint8Array | null, question: Question | undefined): Promise<HeldDocument> {
    const { doc, generation } = answer
    const { replicas, progress } = this.deps
    this.deps.forget(doc)
    const server = new Y.Doc()
    if (update !== null) Y.applyUpdate(server, update)
    await this.#leave(doc, generation, server, this.isRestored, question?.compares === true)
    const held = await replicas.replace(doc, generation, update)
    progress.replaced(doc)
    this.deps.arrived(held)
    return held
  }

  /**
   * What the replica that goes has alone becomes intents. One that the disk refuses to open is read later.
   *
   * @param generation  the one that comes in its place
   */
  async #leave(doc: string, generation: string, server: Y.Doc, isRestored: boolean, compares: boolean): Promise<void> {
    const { replicas, progress } = this.deps
    await replicas.use(doc, async (held) => {
      const record = replicas.records.get(doc)
      const old = held?.generation ?? record?.generation
      if (old === undefined) return
      // A replica may be ahead of the position that is saved: then a restore is not seen by the position. And what was
      // kept aside may hold what a restored server lost meanwhile. After a mere refounding there is nothing to find.
      const isOther = old !== generation
      const isCompared = compares || isRestored || isOther || record?.aside === true
      const until = held && isCompared ? await this.deps.compare(held, server, isRestored) : []
      if (isOther) progress.retire({ doc, generation: old, until, ...(held ? {} : { unread: { isRestored } }) })
    })
  }

  async #advance(): Promise<void> {
    if (this.isResumed && this.#questions.size === 0) await this.#judgeAccess()
    if (this.isResumed && this.#questions.size === 0) await this.#bringBack()
    // Either may have asked for more.
    if (this.isResumed && this.#questions.size === 0) {
      if (this.isRestored) {
        this.isRestored = false
        await this.deps.recovered()
      }
      if (this.#target) this.deps.progress.reach(this.#target)
      this.#target = null
    }
    this.deps.progressed()
  }

  /** They tell which channels this account reads. */
  #accessDocuments(): readonly string[] {
    return [DIRECTORY, accountDocument(this.deps.userId)]
  }

  #askForAccess(): void {
    for (const doc of this.#accessDocuments()) {
      const held = this.deps.replicas.loaded(doc)
      if (held) this.loaded(held)
      else if (!this.#questions.has(doc)) this.open(doc, { whole: true })
    }
  }

  /** Volumes beyond the newest one that the server has: it lost them in a restore, and cannot answer for them. */
  async #bringBack(): Promise<void> {
    const { access, replicas, progress } = this.deps
    for (const { doc, aside } of [...replicas.records.values()]) {
      const ref = parseDocumentName(doc)
      if (ref?.kind !== 'volume' || !(aside || this.#closed.has(doc))) continue
      const root = channelDocument(ref.channelId)
      const newest = await replicas.use(root, () => this.deps.newestVolume(ref.channelId))
      // A root that lost its tail was asked for as it was loaded: it is looked at again with its answer.
      if (this.#questions.has(root)) continue
      const isBeyond = access.reads(ref.channelId) ? ref.volume > newest : this.deps.founds(ref.channelId)
      if (!isBeyond) continue
      if (replicas.records.get(doc)?.generation !== NO_GENERATION)
        await this.#leave(doc, NO_GENERATION, new Y.Doc(), true, true)
      await replicas.replace(doc, NO_GENERATION, null)
      progress.replaced(doc)
      progress.answered({ doc, generation: NO_GENERATION, position: 0, chain: '' }, false)
      this.#closed.delete(doc)
    }
  }

  /** Only now, with every answer in: what may no longer be read is kept aside, what should be here is asked for. */
  async #judgeAccess(): Promise<void> {
    if (this.#isJudged) return
    const { access, replicas, progress } = this.deps
    for (const doc of this.#accessDocuments()) await replicas.use(doc, () => undefined)
    if (!this.knowsAccess) return this.#askForAccess()
    this.#isJudged = true
    const volumes = new Map<ChannelId, number>()
    for (const doc of replicas.records.keys()) {
      const ref = parseDocumentName(doc)
      if (ref?.kind !== 'channel' && ref?.kind !== 'volume') continue
      if (ref.kind === 'volume') volumes.set(ref.channelId, Math.max(volumes.get(ref.channelId) ?? 0, ref.volume))
      const isReturning = replicas.records.get(doc)?.aside === true && access.reads(ref.channelId)
      if (isReturning && !this.#closed.has(doc)) this.open(doc, { compares: true })
      else progress.setAside(doc, !access.reads(ref.channelId))
    }
    const kept: string[] = []
    for (const channelId of access.channels()) {
      // Roots that are not loaded are not loaded for this: what is held was the newest when it came.
      const isRootLoaded = replicas.loaded(channelDocument(channelId)) !== undefined
      const known = isRootLoaded ? this.deps.newestVolume(channelId) : 0
      kept.push(...keptOf(channelId, Math.max(volumes.get(channelId) ?? 0, known)))
    }
    for (const doc of kept) if (!replicas.isHeld(doc) && !this.#questions.has(doc)) this.open(doc)
    this.refresh()
  }
}
