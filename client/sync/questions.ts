/**
 * What this device asked the server on one connection: the documents whose answer is not in yet, those that it is sent
 * live for having asked, and those that it was told it may not read.
 */
import * as Y from 'yjs'
import { encodeFrame } from '../../schema/protocol/frames.ts'
import type { Upstream } from '../../schema/protocol/upstream.ts'
import type { HeldDocument } from './held-document.ts'
import type { Progress } from './progress.ts'
import type { Replicas } from './replicas.ts'

export interface QuestionDeps {
  readonly replicas: Replicas
  readonly progress: Progress
  send(frame: Uint8Array): void
  control(message: Upstream): void
}

export interface HowToOpen {
  /** Nothing that is held counts. */
  readonly whole?: boolean
  /** What is held is damaged or of a lost history: it is read before it goes. */
  readonly compares?: boolean
}

export class Questions {
  readonly opened = new Set<string>()
  readonly closed = new Set<string>()
  /** Without an answer, by document: whether what is held is compared with it. */
  readonly #asked = new Map<string, boolean>()

  constructor(private readonly deps: QuestionDeps) {}

  /** A new connection: nothing asked before will be answered. */
  clear(): void {
    this.#asked.clear()
    this.opened.clear()
    this.closed.clear()
  }

  get size(): number {
    return this.#asked.size
  }

  has(doc: string): boolean {
    return this.#asked.has(doc)
  }

  /** undefined when nothing was asked */
  compares(doc: string): boolean | undefined {
    return this.#asked.get(doc)
  }

  /** @returns whether it was asked */
  answered(doc: string): boolean {
    return this.#asked.delete(doc)
  }

  /** Counts as asked, without asking yet. */
  expect(doc: string, compares: boolean): void {
    this.#asked.set(doc, compares)
  }

  /** Asks for a document from where it is held. */
  open(doc: string, { whole = false, compares = false }: HowToOpen = {}): void {
    const record = !whole && this.deps.replicas.isHeld(doc) ? this.deps.progress.heldAs(doc) : null
    this.opened.add(doc)
    this.expect(doc, compares)
    const held = record ? { generation: record.generation, position: record.position, chain: record.chain } : {}
    this.deps.control({ t: 'open', doc, ...held })
  }

  /** Asks for what is missing by state vector: a lost tail, or updates that came with a gap. */
  vector(held: HeldDocument, compares = false): void {
    this.expect(held.name, compares)
    const payload = Y.encodeStateVector(held.replica.doc)
    this.deps.send(encodeFrame({ kind: 'step1', doc: held.name, row: 0, payload }))
  }

  /** The same, once, of a replica whose content is not what was saved. */
  verify(held: HeldDocument): void {
    if (!held.isVerified && !this.has(held.name)) this.vector(held)
  }
}
