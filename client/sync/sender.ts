/**
 * Sends the outbox: one update per document in flight, made on a scratch copy of a replica that is up to date
 * (DESIGN.md, section 5; docs/behaviour.md, OB16-OB36). Runs in the sender only, one step after the other.
 */
import * as Y from 'yjs'
import { channelDocument, parseDocumentName } from '../../schema/documents.ts'
import type { Downstream } from '../../schema/protocol/downstream.ts'
import { encodeFrame } from '../../schema/protocol/frames.ts'
import { buildUpdate } from './build-update.ts'
import type { CatchUp } from './catch-up.ts'
import type { Core } from './core.ts'
import { Destinations } from './destinations.ts'
import { Flights } from './flights.ts'
import { channelOfDocument, isActive, type Intent } from './intent.ts'
import type { HeldDocument } from './held-document.ts'
import { acknowledge, decide, markSent } from './queue.ts'
import { applyRefusal } from './refusal.ts'
import { route } from './route.ts'
import { settleWrites } from './settle-writes.ts'
import { Throttle } from './throttle.ts'

export interface SenderDeps {
  readonly core: Core
  readonly catchUp: CatchUp
  epoch(): number
  send(frame: Uint8Array): void
  /** Asks for `pump` soon. */
  wake(): void
  /** What is in flight changed. */
  changed(): void
}

export class Sender {
  readonly #flights: Flights
  readonly #throttle = new Throttle()
  readonly #destinations: Destinations
  /** Where the outbox went at the last look. */
  #targets: readonly string[] = []
  #cancelWake: () => void = () => undefined

  constructor(private readonly deps: SenderDeps) {
    this.#flights = new Flights(() => deps.changed())
    this.#destinations = new Destinations(deps.core, deps.catchUp)
  }

  inFlight(): Set<number> {
    return this.#flights.numbers()
  }

  /** Documents that need live updates because something is to be sent to them. */
  documents(): string[] {
    const docs = new Set([...this.#targets, ...this.#flights.documents()])
    return [...docs].filter((doc) => this.deps.core.replicas.isHeld(doc))
  }

  /** No answer will come any more: it is made again, once caught up. */
  forget(doc?: string): void {
    this.#flights.forget(doc)
  }

  /** What waits for its 10 s goes now. */
  flush(): void {
    this.#throttle.clear()
    this.deps.wake()
  }

  stop(): void {
    this.#cancelWake()
  }

  /** Sends all that can be sent now. */
  async pump(): Promise<void> {
    const { core, catchUp } = this.deps
    const { outbox, clock } = core
    // Before that a channel could be taken for one that the server does not have.
    if (!catchUp.knowsAccess) return
    const epoch = this.deps.epoch()
    await this.#destinations.prepare(outbox.queue().intents)
    const { byDocument, wakeAtMs } = route(outbox.queue().intents, {
      nowMs: clock.now(),
      inFlight: this.inFlight(),
      newestVolume: (channelId) => this.#destinations.newestVolume(channelId),
      find: (channelId, messageId) => core.index.find(channelId, messageId),
      notBefore: (intent) => this.#throttle.notBefore(intent, clock.now()),
    })
    this.#targets = [...byDocument.keys()]
    this.#cancelWake()
    if (wakeAtMs !== null) {
      this.#cancelWake = core.env.schedule(Math.max(wakeAtMs - clock.now(), 1), () => this.deps.wake())
    }
    for (const [doc, intents] of byDocument) {
      if (!this.#flights.has(doc) && this.#destinations.isReady(doc)) await this.#sendTo(doc, intents, epoch)
    }
  }

  /** @param epoch  the connection on which the document was found to be up to date */
  async #sendTo(doc: string, intents: readonly Intent[], epoch: number): Promise<void> {
    const { env, replicas, outbox, clock, userId } = this.deps.core
    await replicas.use(doc, async (held) => {
      const isDurable = held === null || (await this.#isFlushed(held))
      const { decided, writes } = settleWrites(intents, held, isDurable, userId, clock.now())
      const founding = intents.some((i) => i.root === 'meta' && i.key === 'kind' && i.base === null)
      const built =
        writes.length > 0 ? buildUpdate(held?.replica.doc ?? null, writes, () => env.random(), founding) : null
      const sent = writes.slice(0, built?.count ?? 0).map(({ n, rev, value }) => ({ n, rev, value }))
      if (decided.size === 0 && sent.length === 0) return
      const numbers = new Set(sent.map((i) => i.n))
      const queue = await outbox.change((now) => markSent(decide(now, decided), numbers, volumeOf(doc)))
      if (built === null) return
      // Another tab may have rewritten or taken back one of them while we wrote: then it is made again.
      const isAsBuilt = sent.every((s) => queue.intents.some((i) => i.n === s.n && i.rev === s.rev && isActive(i)))
      if (!isAsBuilt || epoch !== this.deps.epoch()) return this.deps.wake()
      for (const intent of intents) if (numbers.has(intent.n)) this.#throttle.sent(intent, clock.now())
      this.#flights.start({ doc, client: built.client, clock: built.clock, intents: sent }, (row) =>
        this.deps.send(encodeFrame({ kind: 'update', doc, row, payload: built.update })),
      )
    })
  }

  async acked(message: Extract<Downstream, { t: 'ack' }>): Promise<void> {
    const flight = this.#flights.land(message)
    if (!flight) return
    const { doc } = flight
    const { replicas, outbox } = this.deps.core
    await replicas.use(doc, async (held) => {
      const hasIt = held && Y.getState(held.replica.doc.store, flight.client) >= flight.clock
      // Acknowledged and not here: the next look finds it done, after the document was asked for.
      if (!hasIt) return this.#ask(doc, held)
      if (!(await this.#isFlushed(held))) return
      const overruledKeys = new Set(message.superseded.map(({ root, key }) => `${root}\n${key}`))
      const isOverruled = (i: Intent) => overruledKeys.has(`${i.root}\n${i.key}`)
      await outbox.change((queue) => acknowledge(queue, flight.intents, isOverruled, volumeOf(doc)))
    })
    this.deps.wake()
  }

  async refused(message: Extract<Downstream, { t: 'refused' }>): Promise<void> {
    const flight = this.#flights.land(message)
    if (!flight) return
    const { clock, index, outbox, newestVolume } = this.deps.core
    const ref = parseDocumentName(flight.doc)
    const effects = await applyRefusal(outbox, flight.intents, message.entries, {
      nowMs: clock.now(),
      knowsNewer: ref?.kind === 'volume' && newestVolume(ref.channelId) > ref.volume,
      newId: () => clock.newId(),
      find: (channelId, messageId) => index.find(channelId, messageId),
    })
    const channelId = channelOfDocument(flight.doc)
    if (effects.isSealed && channelId !== null) this.deps.catchUp.open(channelDocument(channelId))
    this.deps.wake()
  }

  /** The server misses something that our update builds on. */
  async gap(doc: string, row: number): Promise<void> {
    if (this.#flights.land({ doc, row })) await this.deps.core.replicas.use(doc, (held) => this.#ask(doc, held))
  }

  #ask(doc: string, held: HeldDocument | null): void {
    const { catchUp } = this.deps
    if (held) catchUp.askVector(held)
    else catchUp.open(doc)
  }

  async #isFlushed(held: HeldDocument): Promise<boolean> {
    try {
      await held.replica.flushed()
      return true
    } catch (cause) {
      this.deps.core.replicas.notFlushed(held.name, cause)
      return false
    }
  }
}

/** null for documents that are no volume */
function volumeOf(doc: string): number | null {
  const ref = parseDocumentName(doc)
  return ref?.kind === 'volume' ? ref.volume : null
}
