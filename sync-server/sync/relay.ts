/** Who listens to which document, and what they are sent in a turn: each row is encoded once for all (docs/behaviour.md, RL1-RL4). */
import { encodeFrame, encodeStock, joinFrames } from '../../schema/protocol/frames.ts'
import type { CommittedRow } from './writer.ts'

/** A frame that several sockets may be sent in the same turn. */
export interface SharedFrame {
  readonly id: number
  readonly bytes: Uint8Array
  /** For one socket alone. */
  readonly isOwn: boolean
}

/** What many are sent goes out by itself from this size on, so that it is deflated once for all of them. */
const APART_FROM_BYTES = 1_024

export class RelayedRow {
  private mux: SharedFrame | null = null
  private stock: Uint8Array | null = null

  constructor(
    readonly doc: string,
    private readonly update: Uint8Array,
    private readonly relay: Relay,
  ) {}

  muxFrame(): SharedFrame {
    return (this.mux ??= this.relay.share(encodeFrame({ kind: 'update', doc: this.doc, row: 0, payload: this.update })))
  }

  stockFrame(): Uint8Array {
    return (this.stock ??= encodeStock('update', this.update))
  }
}

export interface Listener {
  /** Queues the row for the end of the turn. */
  onRow(row: RelayedRow): void
}

export class Relay {
  private readonly listeners = new Map<string, Set<Listener>>()
  private readonly joined = new Map<string, Uint8Array>()
  /** Listeners of one document follow each other, and most are sent the same. */
  private lastJoined = NOTHING_JOINED
  private rows = new Map<string, RelayedRow>()
  private nextId = 1

  listen(doc: string, listener: Listener): void {
    let set = this.listeners.get(doc)
    if (!set) this.listeners.set(doc, (set = new Set()))
    set.add(listener)
  }

  unlisten(doc: string, listener: Listener): void {
    const set = this.listeners.get(doc)
    if (set?.delete(listener) && set.size === 0) this.listeners.delete(doc)
  }

  listenersOf(doc: string): ReadonlySet<Listener> {
    return this.listeners.get(doc) ?? NOBODY
  }

  isHeard(doc: string): boolean {
    return this.listeners.has(doc)
  }

  relay(rows: readonly CommittedRow[]): void {
    for (const { doc, update } of rows) {
      const row = new RelayedRow(doc, update, this)
      this.rows.set(doc, row)
      for (const listener of this.listenersOf(doc)) listener.onRow(row)
    }
  }

  /** What this turn's commit did to a document, for a sender that does not listen to it. */
  rowOf(doc: string): RelayedRow | undefined {
    return this.rows.get(doc)
  }

  endTurn(): void {
    this.rows = new Map()
    this.joined.clear()
    this.lastJoined = NOTHING_JOINED
  }

  share(bytes: Uint8Array): SharedFrame {
    return { id: this.nextId++, bytes, isOwn: false }
  }

  own(bytes: Uint8Array): SharedFrame {
    return { id: this.nextId++, bytes, isOwn: true }
  }

  /** The frames as messages, in their order; sockets that are sent the same frames in a turn share their bytes. */
  messages(frames: readonly SharedFrame[]): Uint8Array[] {
    if (!frames.some((frame) => frame.isOwn)) return [this.join(frames)]
    const messages: Uint8Array[] = []
    let pending: SharedFrame[] = []
    for (const run of runsOf(frames)) {
      if (isApart(run)) {
        if (pending.length > 0) messages.push(this.join(pending))
        messages.push(this.join(run))
        pending = []
      } else pending.push(...run)
    }
    if (pending.length > 0) messages.push(this.join(pending))
    return messages
  }

  private join(frames: readonly SharedFrame[]): Uint8Array {
    if (frames.length === 1) return (frames[0] as SharedFrame).bytes
    if (frames.some((frame) => frame.isOwn)) return joinFrames(frames.map((frame) => frame.bytes))
    if (areSame(this.lastJoined.frames, frames)) return this.lastJoined.bytes
    const key = frames.map((frame) => frame.id).join()
    let bytes = this.joined.get(key)
    if (!bytes) this.joined.set(key, (bytes = joinFrames(frames.map((frame) => frame.bytes))))
    this.lastJoined = { frames, bytes }
    return bytes
  }
}

/** Runs of own and of shared frames. */
function runsOf(frames: readonly SharedFrame[]): SharedFrame[][] {
  const runs: SharedFrame[][] = []
  for (const frame of frames) {
    const run = runs[runs.length - 1]
    if (run?.[0]?.isOwn === frame.isOwn) run.push(frame)
    else runs.push([frame])
  }
  return runs
}

function isApart(run: readonly SharedFrame[]): boolean {
  return run[0]?.isOwn === false && run.reduce((bytes, frame) => bytes + frame.bytes.length, 0) >= APART_FROM_BYTES
}

function areSame(some: readonly SharedFrame[], others: readonly SharedFrame[]): boolean {
  return some.length === others.length && some.every((frame, i) => frame === others[i])
}

const NOTHING_JOINED: { frames: readonly SharedFrame[]; bytes: Uint8Array } = { frames: [], bytes: new Uint8Array() }
const NOBODY: ReadonlySet<Listener> = new Set()
