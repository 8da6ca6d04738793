/**
 * Catching up with the server after each connection, and every document's questions and answers
 * (DESIGN.md, section 6; docs/behaviour.md, RS7-RS19). Runs in the sender only, one step after the other.
 */
import * as Y from 'yjs'
import { channelDocument, parseDocumentName } from '../../schema/documents.ts'
import type { Downstream } from '../../schema/protocol/downstream.ts'
import type { Place } from '../persistence/device-store.ts'
import type { HeldDocument } from './held-document.ts'
import { AccessJudge, type AccessDeps } from './judge-access.ts'
import { Questions, type HowToOpen, type QuestionDeps } from './questions.ts'
import { takeOver } from './take-over.ts'

type Answer = Extract<Downstream, { t: 'doc' }>

export interface CatchUpDeps extends AccessDeps, QuestionDeps {
  /** Documents in use that the server does not push unasked: volumes on screen, and those with something to send. */
  wantedDocuments(): Iterable<string>
  /** The document's update in flight has to be made again. */
  forget(doc: string): void
  /** A whole document came. */
  arrived(held: HeldDocument): void
  /** Something moved: status, what can be sent, what can be saved. */
  progressed(): void
  /** Every document of a restored server was answered. */
  recovered(): Promise<void>
  /** Runs `task` in a while, in its turn; not on another connection. */
  later(task: () => Promise<void> | void): void
  report(what: string, cause?: unknown): void
}

export class CatchUp {
  isResumed = false
  isRestored = false
  total = 0
  answered = 0
  #expected: Answer | null = null
  #target: Place | null = null
  readonly #questions: Questions
  readonly #judge: AccessJudge

  constructor(private readonly deps: CatchUpDeps) {
    this.#questions = new Questions(deps)
    this.#judge = new AccessJudge(deps, this.#questions)
  }

  /** A new socket: nothing asked before will be answered. */
  begin(): void {
    this.isResumed = this.isRestored = false
    this.total = this.answered = 0
    this.#questions.clear()
    this.#judge.clear()
    this.#expected = this.#target = null
  }

  /** Whether it is known which channels this account reads. */
  get knowsAccess(): boolean {
    return this.isResumed && this.#judge.isKnown
  }

  /** Whether every question of this connection is answered. */
  get isCaughtUp(): boolean {
    return this.isResumed && !this.isRestored && this.#questions.size === 0
  }

  isAsked(doc: string): boolean {
    return this.#questions.has(doc)
  }

  /** The server told that this account may not read it. */
  isClosed(doc: string): boolean {
    return this.#questions.closed.has(doc)
  }

  /** Whether the replica is known to be what the server has, and live updates of it arrive. Else it is asked for. */
  isCurrent(doc: string): boolean {
    const { replicas, access, newestVolume } = this.deps
    if (!this.isResumed || this.isAsked(doc)) return false
    const held = replicas.loaded(doc)
    if (held && !held.isVerified) return (this.askVector(held), false)
    const isLive = this.#questions.opened.has(doc) || access.isPushed(doc, newestVolume)
    if (isLive && replicas.isHeld(doc)) return true
    this.open(doc)
    return false
  }

  open(doc: string, how?: HowToOpen): void {
    this.#questions.open(doc, how)
  }

  askVector(held: HeldDocument, compares?: boolean): void {
    this.#questions.vector(held, compares)
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
        if (this.deps.access.isPushed(doc, this.deps.newestVolume) && !this.isAsked(doc)) this.open(doc)
        return
      }
      Y.applyUpdate(held.replica.doc, update)
      this.deps.progress.touched(doc)
      if (held.hasGap() && !this.isAsked(doc)) this.askVector(held)
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
      if (doc === message.doc && !this.isAsked(doc)) return this.open(doc)
    }
  }

  async closed(doc: string): Promise<void> {
    this.#questions.closed.add(doc)
    this.#questions.opened.delete(doc)
    if (this.#questions.answered(doc)) this.answered++
    if (this.isResumed) this.deps.progress.setAside(doc, this.deps.replicas.records.has(doc))
    await this.#advance()
  }

  async resumed(place: Place): Promise<void> {
    this.isResumed = true
    this.#target = place
    await this.#judge.prepare()
    for (const doc of this.deps.replicas.records.keys()) {
      const held = this.deps.replicas.loaded(doc)
      if (held) this.#questions.verify(held)
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
    const { access, newestVolume, replicas } = this.deps
    const { opened, closed } = this.#questions
    const wanted = new Set(this.deps.wantedDocuments())
    for (const doc of wanted) {
      const isLive = access.isPushed(doc, newestVolume) && replicas.isHeld(doc)
      if (!isLive && !opened.has(doc) && !closed.has(doc)) this.open(doc)
    }
    // A newest volume that is not known to be it would be closed for good.
    if (!this.knowsAccess) return
    for (const doc of opened) {
      const ref = parseDocumentName(doc)
      if (ref?.kind !== 'volume' || wanted.has(doc) || this.isAsked(doc)) continue
      if (replicas.loaded(channelDocument(ref.channelId))?.isVerified === false) continue
      opened.delete(doc)
      if (!access.isPushed(doc, newestVolume)) this.deps.control({ t: 'close', doc })
    }
  }

  /** A replica was loaded. */
  loaded(held: HeldDocument): void {
    if (this.isResumed) this.#questions.verify(held)
  }

  async #take(answer: Answer, update: Uint8Array | null): Promise<void> {
    try {
      await this.#accept(answer, update)
    } catch (cause) {
      // The disk did not take what the old replica alone has. Unanswered, the document would wait for another connection.
      const { doc } = answer
      this.deps.report(`take ${doc}`, cause)
      const compares = this.#questions.compares(doc) ?? this.isRestored
      this.#questions.expect(doc, compares)
      this.deps.later(() => this.open(doc, { whole: true, compares }))
    }
  }

  async #accept(answer: Answer, update: Uint8Array | null): Promise<void> {
    const { doc, mode, generation, position, chain, digest } = answer
    const compares = this.#questions.compares(doc)
    const held =
      mode === 'whole' ? await this.#takeWhole(answer, update, compares) : await this.#takeMore(answer, update)
    if (held === null) return this.open(doc, { whole: true, compares: compares ?? this.isRestored })
    if (!held.hasDigest(digest)) {
      if (mode === 'since' && !held.isVerified) return this.askVector(held, compares)
      this.deps.report(`digest of ${doc} differs after ${mode}`)
      // Whole and still different: what the server sent is what there is.
      if (mode !== 'whole') return this.open(doc, { whole: true, compares: true })
    }
    held.isVerified = true
    this.#questions.closed.delete(doc)
    this.deps.progress.answered({ doc, generation, position, chain }, !this.isResumed)
    this.#questions.answered(doc)
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

  async #takeWhole({ doc, generation }: Answer, update: Uint8Array | null, compares = false): Promise<HeldDocument> {
    this.deps.forget(doc)
    const held = await takeOver(this.deps, { doc, generation, update }, this.isRestored, compares)
    this.deps.arrived(held)
    return held
  }

  /** With every answer in the position may move. Judging and bringing back may ask for more. */
  async #advance(): Promise<void> {
    const isAnswered = () => this.isResumed && this.#questions.size === 0
    if (isAnswered() && (await this.#judge.judge())) this.refresh()
    if (isAnswered()) await this.#judge.bringBack()
    if (isAnswered()) {
      if (this.isRestored) {
        this.isRestored = false
        await this.deps.recovered()
      }
      if (this.#target) this.deps.progress.reach(this.#target)
      this.#target = null
    }
    this.deps.progressed()
  }
}
