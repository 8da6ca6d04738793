/**
 * Judges once a connection, with every answer in, what this account may read (docs/behaviour.md, RS16, RS18, RS20): what
 * it may not is kept aside, what should be here is asked for, what a restored server lost is brought back.
 */
import { accountDocument, channelDocument, DIRECTORY, parseDocumentName } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { keptOf, type Access } from './access.ts'
import type { Questions } from './questions.ts'
import { takeOver, type TakeOverDeps } from './take-over.ts'

export interface AccessDeps extends TakeOverDeps {
  readonly userId: UserId
  readonly access: Access
  readonly newestVolume: (channelId: ChannelId) => number
  /** Whether this person's founding of the channel waits in the outbox. */
  founds(channelId: ChannelId): boolean
}

/** Of an empty replica whose document the server does not have. */
const NO_GENERATION = 'none'

export class AccessJudge {
  #isDone = false
  /** They tell which channels this account reads. */
  readonly #sources: readonly string[]

  constructor(
    private readonly deps: AccessDeps,
    private readonly questions: Questions,
  ) {
    this.#sources = [DIRECTORY, accountDocument(deps.userId)]
  }

  /** A new connection. */
  clear(): void {
    this.#isDone = false
  }

  /** Whether what tells it is here, and whole. */
  get isKnown(): boolean {
    return this.#sources.every((doc) => {
      return !this.questions.has(doc) && this.deps.replicas.loaded(doc)?.isVerified === true
    })
  }

  /** Loads what tells it, and asks for it where it is not here or not whole. */
  async prepare(): Promise<void> {
    for (const doc of this.#sources) {
      const held = await this.deps.replicas.use(doc, (loaded) => loaded)
      if (held) this.questions.verify(held)
      else if (!this.questions.has(doc)) this.questions.open(doc, { whole: true })
    }
  }

  /** @returns whether it judged just now: more may be asked since */
  async judge(): Promise<boolean> {
    if (this.#isDone) return false
    await this.prepare()
    if (!this.isKnown) return false
    this.#isDone = true
    const { access, replicas, progress } = this.deps
    const volumes = new Map<ChannelId, number>()
    for (const { doc, aside } of [...replicas.records.values()]) {
      const ref = parseDocumentName(doc)
      if (ref?.kind !== 'channel' && ref?.kind !== 'volume') continue
      if (ref.kind === 'volume') volumes.set(ref.channelId, Math.max(volumes.get(ref.channelId) ?? 0, ref.volume))
      const isReturning = aside === true && access.reads(ref.channelId)
      if (isReturning && !this.questions.closed.has(doc)) this.questions.open(doc, { compares: true })
      else progress.setAside(doc, !access.reads(ref.channelId))
    }
    for (const channelId of access.channels()) {
      // Roots that are not loaded are not loaded for this: what is held was the newest when it came.
      const isRootLoaded = replicas.loaded(channelDocument(channelId)) !== undefined
      const known = isRootLoaded ? this.deps.newestVolume(channelId) : 0
      for (const doc of keptOf(channelId, Math.max(volumes.get(channelId) ?? 0, known))) {
        if (!replicas.isHeld(doc) && !this.questions.has(doc)) this.questions.open(doc)
      }
    }
    return true
  }

  /** Volumes beyond the newest one that the server has: it lost them in a restore, and cannot answer for them. */
  async bringBack(): Promise<void> {
    const { access, replicas, progress } = this.deps
    const { closed } = this.questions
    for (const { doc, aside, generation } of [...replicas.records.values()]) {
      if (!aside && !closed.has(doc)) continue
      const ref = parseDocumentName(doc)
      if (ref?.kind !== 'volume') continue
      const root = channelDocument(ref.channelId)
      const newest = await replicas.use(root, () => this.deps.newestVolume(ref.channelId))
      // A root that lost its tail was asked for as it was loaded: it is looked at again with its answer.
      if (this.questions.has(root)) continue
      const isBeyond = access.reads(ref.channelId) ? ref.volume > newest : this.deps.founds(ref.channelId)
      if (!isBeyond) continue
      if (generation !== NO_GENERATION)
        await takeOver(this.deps, { doc, generation: NO_GENERATION, update: null }, true, true)
      progress.answered({ doc, generation: NO_GENERATION, position: 0, chain: '' }, false)
      closed.delete(doc)
    }
  }
}
