/**
 * Sends the outbox: one update per document in flight, made on a scratch copy of a replica that is up to date
 * (DESIGN.md, section 5; docs/behaviour.md, OB16-OB36). Runs in the sender only, one step after the other.
 */
import * as Y from 'yjs'
import { channelDocument, parseDocumentName, volumeDocument } from '../../schema/documents.ts'
import { channelIdForm, type ChannelId, type UserId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import type { Downstream } from '../../schema/protocol/downstream.ts'
import { encodeFrame } from '../../schema/protocol/frames.ts'
import type { Access } from './access.ts'
import { buildUpdate } from './build-update.ts'
import type { CatchUp } from './catch-up.ts'
import type { CorrectedClock } from './clock.ts'
import { channelOfDocument, foundingOf, isActive, isNewMessage, type Intent } from './intent.ts'
import type { HeldDocument } from './held-document.ts'
import type { MessageIndex } from './message-index.ts'
import type { Outbox } from './outbox.ts'
import { acknowledge, decide, markSent, overruled, refused, type Decided, type SentIntent } from './queue.ts'
import { applyRefusal } from './refusal.ts'
import type { Replicas } from './replicas.ts'
import { route, type RouteFacts } from './route.ts'
import { settleIntent } from './settle-intent.ts'

const THROTTLE_MS = 10_000
const THROTTLED = ['drafts', 'read']

interface InFlight {
  readonly row: number
  readonly doc: string
  readonly client: number
  readonly clock: number
  readonly intents: readonly SentIntent[]
}

export interface SenderDeps {
  readonly userId: UserId
  readonly outbox: Outbox
  readonly replicas: Replicas
  readonly index: MessageIndex
  readonly access: Access
  readonly catchUp: CatchUp
  readonly clock: CorrectedClock
  readonly random: () => number
  schedule(ms: number, run: () => void): () => void
  epoch(): number
  send(frame: Uint8Array): void
  newestVolume(channelId: ChannelId): number
  /** Asks for `pump` soon. */
  wake(): void
  /** What is in flight changed. */
  changed(): void
  report(what: string, cause?: unknown): void
}

export class Sender {
  readonly #inFlight = new Map<string, InFlight>()
  readonly #lastSentAtMs = new Map<string, number>()
  /** Volumes already looked through for messages whose place was not known. */
  readonly #searched = new Set<string>()
  /** Where the outbox went at the last look. */
  #targets: readonly string[] = []
  #rows = 0
  #cancelWake: () => void = () => undefined

  constructor(private readonly deps: SenderDeps) {}

  inFlight(): Set<number> {
    return new Set([...this.#inFlight.values()].flatMap((flight) => flight.intents.map((i) => i.n)))
  }

  /** Documents that need live updates because something is to be sent to them. */
  documents(): string[] {
    return [...new Set([...this.#targets, ...this.#inFlight.keys()])].filter((doc) => this.deps.replicas.isHeld(doc))
  }

  /** No answer will come any more: it is made again, once caught up. */
  forget(doc?: string): void {
    if (doc === undefined) this.#inFlight.clear()
    else this.#inFlight.delete(doc)
    this.deps.changed()
  }

  /** What waits for its 10 s goes now. */
  flush(): void {
    this.#lastSentAtMs.clear()
    this.deps.wake()
  }

  stop(): void {
    this.#cancelWake()
  }

  /** Sends all that can be sent now. */
  async pump(): Promise<void> {
    const { catchUp, outbox, clock } = this.deps
    // Before that a channel could be taken for one that the server does not have.
    if (!catchUp.knowsAccess) return
    const epoch = this.deps.epoch()
    await this.#prepare(outbox.queue().intents)
    const facts: RouteFacts = {
      nowMs: clock.now(),
      inFlight: this.inFlight(),
      newestVolume: (channelId) => this.#newestFor(channelId),
      find: (channelId, messageId) => this.deps.index.find(channelId, messageId),
      notBefore: (intent) => {
        const isThrottled = THROTTLED.includes(intent.root)
        const sentAtMs = isThrottled ? this.#lastSentAtMs.get(throttleName(intent)) : undefined
        // A clock that was set back meanwhile must not make it wait for hours.
        return sentAtMs === undefined || sentAtMs > clock.now() ? 0 : sentAtMs + THROTTLE_MS
      },
    }
    const { byDocument, wakeAtMs } = route(outbox.queue().intents, facts)
    this.#targets = [...byDocument.keys()]
    this.#cancelWake()
    if (wakeAtMs !== null) {
      this.#cancelWake = this.deps.schedule(Math.max(wakeAtMs - clock.now(), 1), () => this.deps.wake())
    }
    for (const [doc, intents] of byDocument) {
      if (!this.#inFlight.has(doc) && this.#isReady(doc)) await this.#sendTo(doc, intents, epoch)
    }
  }

  /** Loads what routing asks about: roots, and volumes that may hold a message whose place is not known. */
  async #prepare(intents: readonly Intent[]): Promise<void> {
    const { replicas, index } = this.deps
    const roots = new Set<string>()
    for (const intent of intents) {
      const channelId = channelOfDocument(intent.doc)
      if (channelId === null || !isActive(intent)) continue
      if (!roots.has(intent.doc)) await replicas.use(intent.doc, () => undefined)
      roots.add(intent.doc)
      const messageId = intent.key.slice(0, 26)
      const isPlaceOpen = (intent.root === 'messages' && !isNewMessage(intent)) || intent.root === 'reactions'
      if (!isPlaceOpen || intent.volume !== undefined || index.find(channelId, messageId)) continue
      for (const volume of replicas.volumesOf(channelId)) {
        const doc = volumeDocument(channelId, volume)
        if (this.#searched.has(doc)) continue
        this.#searched.add(doc)
        await replicas.use(doc, () => undefined)
      }
    }
  }

  /** null while the root is asked for. A channel that the server does not have yet has volume 0. */
  #newestFor(channelId: ChannelId): number | null {
    const root = channelDocument(channelId)
    const { catchUp, replicas } = this.deps
    if (catchUp.isAsked(root)) return null
    if (!replicas.isHeld(root) && !this.#mayBeNew(channelId) && !catchUp.isClosed(root)) {
      catchUp.open(root)
      return null
    }
    return this.deps.newestVolume(channelId)
  }

  /** Whether the server may not have the channel yet, so that there is nothing to catch up with. */
  #mayBeNew(channelId: ChannelId): boolean {
    if (this.deps.access.reads(channelId)) return false
    const form = channelIdForm(channelId)?.form
    if (form === 'direct' || form === 'saved') return true
    return foundingOf(this.deps.outbox.queue().intents, channelId) !== null
  }

  #isReady(doc: string): boolean {
    const { catchUp, replicas } = this.deps
    const channelId = channelOfDocument(doc)
    if (catchUp.isAsked(doc)) return false
    // Not readable (any more): the server says why, and the person keeps the text.
    if (catchUp.isClosed(doc)) return true
    if (channelId !== null && !replicas.isHeld(doc) && this.#mayBeNew(channelId)) return true
    return catchUp.isCurrent(doc)
  }

  /** @param epoch  the connection on which the document was found to be up to date */
  async #sendTo(doc: string, intents: readonly Intent[], epoch: number): Promise<void> {
    await this.deps.replicas.use(doc, async (held) => {
      const { decided, writes } = await this.#settle(intents, held)
      const founding = intents.some((i) => i.root === 'meta' && i.key === 'kind' && i.base === null)
      const built =
        writes.length > 0 ? buildUpdate(held?.replica.doc ?? null, writes, this.deps.random, founding) : null
      const sent = writes.slice(0, built?.count ?? 0).map(({ n, rev, value }) => ({ n, rev, value }))
      if (decided.size === 0 && sent.length === 0) return
      const ref = parseDocumentName(doc)
      const volume = ref?.kind === 'volume' ? ref.volume : null
      const numbers = new Set(sent.map((i) => i.n))
      const queue = await this.deps.outbox.change((now) => markSent(decide(now, decided), numbers, volume))
      if (built === null) return
      // Another tab may have rewritten or taken back one of them while we wrote: then it is made again.
      const isAsBuilt = sent.every((s) => queue.intents.some((i) => i.n === s.n && i.rev === s.rev && isActive(i)))
      if (!isAsBuilt || epoch !== this.deps.epoch()) return this.deps.wake()
      const row = ++this.#rows
      this.#inFlight.set(doc, { row, doc, client: built.client, clock: built.clock, intents: sent })
      for (const intent of intents) {
        if (THROTTLED.includes(intent.root) && numbers.has(intent.n))
          this.#lastSentAtMs.set(throttleName(intent), this.deps.clock.now())
      }
      this.deps.send(encodeFrame({ kind: 'update', doc, row, payload: built.update }))
      this.deps.changed()
    })
  }

  async #settle(intents: readonly Intent[], held: HeldDocument | null) {
    const decided = new Map<number, Decided>()
    const writes: { n: number; rev: number; root: string; key: string; value: Json | null }[] = []
    const isDurable = held === null || (await this.#isFlushed(held))
    for (const intent of intents) {
      const stands = held?.get(intent.root, intent.key) ?? null
      const settled = settleIntent(intent, stands, this.deps.userId, this.deps.clock.now())
      const { n, rev, root, key } = intent
      if (settled.kind === 'send') writes.push({ n, rev, root, key, value: settled.value })
      else if (settled.kind === 'stale') {
        const entry = { code: 'stale', reason: 'ST4: changed meanwhile', detail: settled.stands } as const
        decided.set(n, { rev, becomes: [refused(intent, entry)] })
      } else if (isDurable) {
        decided.set(n, { rev, becomes: settled.kind === 'done' ? [] : overruled(intent) })
      }
    }
    return { decided, writes }
  }

  async acked(message: Extract<Downstream, { t: 'ack' }>): Promise<void> {
    const flight = this.#land(message)
    if (!flight) return
    const { doc } = flight
    await this.deps.replicas.use(doc, async (held) => {
      const hasIt = held && Y.getState(held.replica.doc.store, flight.client) >= flight.clock
      // Acknowledged and not here: the next look finds it done, after the document was asked for.
      if (!hasIt) return held ? this.deps.catchUp.askVector(held) : this.deps.catchUp.open(doc)
      if (!(await this.#isFlushed(held))) return
      const overruledKeys = new Set(message.superseded.map(({ root, key }) => `${root}\n${key}`))
      const ref = parseDocumentName(doc)
      const volume = ref?.kind === 'volume' ? ref.volume : null
      const isOverruled = (i: Intent) => overruledKeys.has(`${i.root}\n${i.key}`)
      await this.deps.outbox.change((queue) => acknowledge(queue, flight.intents, isOverruled, volume))
    })
    this.deps.wake()
  }

  async refused(message: Extract<Downstream, { t: 'refused' }>): Promise<void> {
    const flight = this.#land(message)
    if (!flight) return
    const { clock, index, catchUp } = this.deps
    const ref = parseDocumentName(flight.doc)
    const effects = await applyRefusal(this.deps.outbox, flight.intents, message.entries, {
      nowMs: clock.now(),
      knowsNewer: ref?.kind === 'volume' && this.deps.newestVolume(ref.channelId) > ref.volume,
      newId: () => clock.newId(),
      find: (channelId, messageId) => index.find(channelId, messageId),
    })
    const channelId = channelOfDocument(flight.doc)
    if (effects.isSealed && channelId !== null) catchUp.open(channelDocument(channelId))
    this.deps.wake()
  }

  /** The server misses something that our update builds on. */
  async gap(doc: string, row: number): Promise<void> {
    if (!this.#land({ doc, row })) return
    await this.deps.replicas.use(doc, (held) =>
      held ? this.deps.catchUp.askVector(held) : this.deps.catchUp.open(doc),
    )
  }

  #land({ doc, row }: { readonly doc: string; readonly row: number }): InFlight | null {
    const flight = this.#inFlight.get(doc)
    if (flight?.row !== row) return null
    this.#inFlight.delete(doc)
    this.deps.changed()
    return flight
  }

  async #isFlushed(held: HeldDocument): Promise<boolean> {
    try {
      await held.replica.flushed()
      return true
    } catch (cause) {
      this.deps.replicas.notFlushed(held.name, cause)
      return false
    }
  }
}

function throttleName(intent: Intent): string {
  return `${intent.root}\n${intent.key}`
}
