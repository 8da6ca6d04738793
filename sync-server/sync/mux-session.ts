/** A socket of our own client on `/sync`: many documents, control messages (docs/protocol.md; docs/behaviour.md, GW10-GW19). */
import * as Y from 'yjs'
import { channelDocument, parseDocumentName, volumeDocument } from '../../schema/documents.ts'
import { parseChannelId, type ChannelId, type UserId } from '../../schema/ids.ts'
import { CloseCode } from '../../schema/protocol/close-codes.ts'
import type { Downstream } from '../../schema/protocol/downstream.ts'
import { decodeFrames, encodeControl, encodeFrame, type Frame } from '../../schema/protocol/frames.ts'
import { parseUpstream, type Upstream } from '../../schema/protocol/upstream.ts'
import { PROTOCOL_VERSION } from '../../schema/protocol/version.ts'
import type { Outcome } from './admission.ts'
import { answerHeld, answerVector, answerWhole, type Answer } from './answer.ts'
import type { CoreDeps } from './deps.ts'
import { FlowLimit, MAX_BUFFERED_BYTES, MAX_GAPS, MAX_OPENED } from './flow.ts'
import { liveDocuments, mayOpen, type Hub } from './hub.ts'
import type { Peers } from './peers.ts'
import type { RelayedRow, SharedFrame } from './relay.ts'
import { resume } from './resume.ts'
import type { DeviceSession } from './session.ts'
import type { Endpoint, Transport } from './transport.ts'
import { writeJob } from './write-job.ts'

type Hello = Extract<Upstream, { t: 'hello' }>

export class MuxSession implements DeviceSession, Endpoint {
  readonly kind = 'device'
  private readonly listened = new Set<string>()
  private readonly flow: FlowLimit
  /** Documents that the device asked for one by one. */
  private readonly opened = new Set<string>()
  /** Gaps in a row of a document. */
  private readonly gaps = new Map<string, number>()
  private frames: SharedFrame[] = []
  private greeted = false
  private resumed = false
  private ended = false
  /** The channel on the device's screen. */
  watched: ChannelId | null = null

  constructor(
    private readonly deps: CoreDeps,
    private readonly hub: Hub,
    private readonly peers: Peers,
    private readonly transport: Transport,
    readonly userId: UserId,
    readonly sessionId: string,
    readonly expiresAtMs: number,
  ) {
    this.flow = new FlowLimit(deps.clock.now())
  }

  documents(): Iterable<string> {
    return this.listened
  }

  receive(message: Uint8Array): void {
    if (this.ended) return
    const nowMs = this.deps.clock.now()
    if (this.expiresAtMs <= nowMs) return this.end(CloseCode.NoSession, 'the session expired')
    if (!this.flow.take(message.length, nowMs)) return this.end(CloseCode.TooFast, 'too fast')
    const frames = decodeFrames(message)
    if (!frames) return this.end(CloseCode.RefusedWrite, 'malformed message')
    for (const frame of frames) {
      if (this.ended) return
      this.receiveFrame(frame)
    }
    this.flush()
  }

  gone(): void {
    this.ended = true
    this.hub.waiting.delete(this)
    this.hub.remove(this)
    this.peers.left(this)
  }

  end(code: CloseCode, reason: string): void {
    if (this.ended) return
    this.frames = []
    this.gone()
    this.transport.close(code, reason)
  }

  onRow(row: RelayedRow): void {
    this.queue(row.muxFrame())
  }

  tell(message: Downstream): void {
    this.queue(this.deps.relay.own(encodeControl(message)))
  }

  /** A frame that several sessions are told in the same turn. */
  tellShared(frame: SharedFrame): void {
    this.queue(frame)
  }

  flush(): void {
    if (this.frames.length === 0 || this.ended) return
    const frames = this.frames
    this.frames = []
    this.hub.waiting.delete(this)
    for (const message of this.deps.relay.messages(frames)) this.transport.send(message)
    if (this.transport.bufferedBytes() > MAX_BUFFERED_BYTES) this.end(CloseCode.TooSlow, 'reads too slowly')
  }

  /** Whether anything was queued in this turn and the device follows the log. */
  get wantsPosition(): boolean {
    return this.resumed && this.frames.length > 0
  }

  admitTo(channelId: ChannelId): void {
    if (!this.resumed) return
    for (const doc of liveDocuments(this.deps, channelId)) {
      if (!this.mayRead(doc)) continue
      this.listen(doc)
      this.answer(answerWhole(this.deps, this.deps.rooms.get(doc)))
    }
  }

  shutOut(docs: readonly string[]): void {
    for (const doc of docs) {
      this.unlisten(doc)
      this.tell({ t: 'closed', doc, code: CloseCode.NoAccess })
    }
    if (this.watched && !this.mayRead(channelDocument(this.watched))) this.peers.watch(this, null)
  }

  volumeOpened(channelId: ChannelId, volume: number): void {
    if (!this.listened.has(channelDocument(channelId)) || !this.resumed) return
    const doc = volumeDocument(channelId, volume)
    if (!this.mayRead(doc)) return
    this.listen(doc)
    this.answer(answerWhole(this.deps, this.deps.rooms.get(doc)))
  }

  refounded(doc: string): void {
    this.answer(answerWhole(this.deps, this.deps.rooms.get(doc)))
  }

  listen(doc: string): void {
    this.listened.add(doc)
    this.deps.relay.listen(doc, this)
  }

  mayRead(doc: string): boolean {
    return mayOpen(this.deps, this.userId, doc)
  }

  answer({ control, update }: Answer): void {
    this.tell(control)
    if (update)
      this.queue(this.deps.relay.own(encodeFrame({ kind: 'step2', doc: control.doc, row: 0, payload: update })))
  }

  private queue(frame: SharedFrame): void {
    if (this.frames.length === 0 && !this.ended) this.hub.waiting.add(this)
    this.frames.push(frame)
  }

  private unlisten(doc: string): void {
    this.listened.delete(doc)
    this.opened.delete(doc)
    this.deps.relay.unlisten(doc, this)
  }

  private receiveFrame(frame: Frame): void {
    if (frame.kind === 'control') {
      const message = parseUpstream(frame.json)
      if (!message) return this.end(CloseCode.RefusedWrite, 'unknown control message')
      return this.receiveControl(message)
    }
    if (!this.greeted) return this.end(CloseCode.RefusedWrite, 'hello comes first')
    if (!parseDocumentName(frame.doc))
      return this.tell({ t: 'closed', doc: frame.doc.slice(0, 80), code: CloseCode.BadDocument })
    if (frame.kind === 'update' || frame.kind === 'step2')
      return this.receiveUpdate(frame.doc, frame.row, frame.payload)
    if (!this.mayRead(frame.doc)) return this.tell({ t: 'closed', doc: frame.doc, code: CloseCode.NoAccess })
    if (frame.kind === 'awareness') return this.peers.receive(this, frame.doc, frame.payload)
    if (!this.listenOnRequest(frame.doc)) return
    this.answer(answerVector(this.deps, this.deps.rooms.get(frame.doc), frame.payload))
  }

  private receiveControl(message: Upstream): void {
    if (message.t === 'hello') return this.greet(message)
    if (!this.greeted) return this.end(CloseCode.RefusedWrite, 'hello comes first')
    if (message.t === 'resume') {
      this.resumed = true
      return resume(this.deps, this, message)
    }
    if (message.t === 'open') return this.open(message)
    if (message.t === 'close') return this.unlisten(message.doc)
    if (message.t === 'watch') return this.watch(message.channel)
    if (message.t === 'delivered') return this.peers.delivered(this, message.channel, message.seq)
    const { position, chain } = this.deps.log.head()
    this.tell({ t: 'heartbeat', time: this.deps.clock.now() })
    if (this.resumed) this.tell({ t: 'at', position, chain })
  }

  private greet({ device, connection, settings }: Hello): void {
    if (this.greeted || !this.hub.claimDevice(this, device, connection))
      return this.end(CloseCode.Replaced, 'an older connection')
    this.greeted = true
    const wire = this.deps.wireSettings()
    const changed = settings === wire.id ? {} : { settingsId: wire.id, settings: wire.value }
    this.tell({
      t: 'hello',
      version: PROTOCOL_VERSION,
      time: this.deps.clock.now(),
      userId: this.userId,
      ...changed,
    })
    this.peers.arrived(this)
  }

  private open({ doc, generation, position, chain }: Extract<Upstream, { t: 'open' }>): void {
    if (!parseDocumentName(doc)) return this.tell({ t: 'closed', doc, code: CloseCode.BadDocument })
    if (!this.mayRead(doc)) return this.tell({ t: 'closed', doc, code: CloseCode.NoAccess })
    if (!this.listenOnRequest(doc)) return
    const room = this.deps.rooms.get(doc)
    const isHeld = generation !== undefined && position !== undefined && chain !== undefined
    const answer = isHeld ? answerHeld(this.deps, room, { generation, position, chain }) : answerWhole(this.deps, room)
    if (answer === 'below-floor') this.tell({ t: 'ask', doc, generation: room.generation })
    else this.answer(answer)
  }

  /** @returns false when that was one too many: each keeps a document in memory, also one that nobody wrote yet */
  private listenOnRequest(doc: string): boolean {
    if (!this.listened.has(doc)) this.opened.add(doc)
    this.listen(doc)
    if (this.opened.size > MAX_OPENED) this.end(CloseCode.TooFast, 'too many documents')
    return !this.ended
  }

  private watch(channel: string | null): void {
    const channelId = channel === null ? null : parseChannelId(channel)
    const allowed = channelId !== null && this.mayRead(volumeDocument(channelId, 0))
    this.peers.watch(this, allowed ? channelId : null)
  }

  private receiveUpdate(doc: string, row: number, update: Uint8Array): void {
    this.deps.writer.enqueue(
      writeJob(this.deps, this.userId, doc, update, {
        decided: (outcome) => this.reply(doc, row, outcome),
        failed: () => this.end(CloseCode.Again, 'could not be stored'),
      }),
    )
  }

  private reply(doc: string, row: number, outcome: Outcome): void {
    if (this.ended) return
    if (outcome.kind === 'accepted') {
      this.gaps.delete(doc)
      if (!this.listened.has(doc)) {
        this.listen(doc)
        const relayed = this.deps.relay.rowOf(doc)
        if (relayed) this.onRow(relayed)
      }
      this.tell({ t: 'ack', doc, row, superseded: outcome.superseded })
    } else if (outcome.kind === 'refused' || outcome.kind === 'no-access') {
      this.tell({ t: 'refused', doc, row, entries: outcome.entries })
      if (outcome.kind === 'no-access') this.tell({ t: 'closed', doc, code: CloseCode.NoAccess })
    } else if (outcome.kind === 'gap') {
      const gaps = (this.gaps.get(doc) ?? 0) + 1
      this.gaps.set(doc, gaps)
      if (gaps >= MAX_GAPS || this.gaps.size > MAX_OPENED) return this.end(CloseCode.Again, 'three gaps in a row')
      const payload = Y.encodeStateVector(this.deps.rooms.get(doc).doc)
      this.queue(this.deps.relay.own(encodeFrame({ kind: 'step1', doc, row, payload })))
    } else this.answer(answerWhole(this.deps, this.deps.rooms.get(doc)))
  }
}
