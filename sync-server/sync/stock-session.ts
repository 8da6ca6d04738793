/** A stock y-websocket client on `/sync/<docName>`: one document, the plain y-protocols messages (docs/protocol.md, docs/behaviour.md GW20-GW27). */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { parseDocumentName } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { CLOSE_FOR, CloseCode } from '../../schema/protocol/close-codes.ts'
import { encodeStock } from '../../schema/protocol/frames.ts'
import type { Outcome } from './admission.ts'
import { encodeStockAwareness } from './awareness.ts'
import type { CoreDeps } from './deps.ts'
import { FlowLimit, MAX_BUFFERED_BYTES, MAX_GAPS } from './flow.ts'
import { mayOpen, type Hub } from './hub.ts'
import type { Peers } from './peers.ts'
import type { RelayedRow } from './relay.ts'
import type { DocumentSession } from './session.ts'
import type { Endpoint, Transport } from './transport.ts'
import { writeJob } from './write-job.ts'

/** y-websocket gives a socket up after 30 s without a message. */
export const KEEPALIVE_MS = 20_000
const KEEPALIVE = encodeStockAwareness([])

export class StockSession implements DocumentSession, Endpoint {
  readonly kind = 'document'
  private readonly flow: FlowLimit
  private gaps = 0
  private ended = false

  constructor(
    private readonly deps: CoreDeps,
    private readonly hub: Hub,
    private readonly peers: Peers,
    private readonly transport: Transport,
    readonly userId: UserId,
    readonly sessionId: string,
    readonly expiresAtMs: number,
    readonly doc: string,
  ) {
    this.flow = new FlowLimit(deps.clock.now())
  }

  /** GW20: refuses what is no document or not readable, else starts to listen and asks what the client has. */
  open(): void {
    if (!parseDocumentName(this.doc)) return this.end(CloseCode.BadDocument, 'not a document name')
    if (!mayOpen(this.deps, this.userId, this.doc)) return this.end(CloseCode.NoAccess, 'no access')
    this.deps.relay.listen(this.doc, this)
    this.send(encodeStock('step1', Y.encodeStateVector(this.deps.rooms.get(this.doc).doc)))
    this.peers.arrived(this)
  }

  documents(): Iterable<string> {
    return [this.doc]
  }

  receive(message: Uint8Array): void {
    if (this.ended) return
    const nowMs = this.deps.clock.now()
    if (this.expiresAtMs <= nowMs) return this.end(CloseCode.NoSession, 'the session expired')
    if (!this.flow.take(message.length, nowMs)) return this.end(CloseCode.TooFast, 'too fast')
    try {
      this.read(decoding.createDecoder(message))
    } catch {
      this.end(CloseCode.RefusedWrite, 'malformed message')
    }
  }

  gone(): void {
    this.ended = true
    this.hub.remove(this)
    this.peers.left(this)
  }

  end(code: CloseCode, reason: string): void {
    if (this.ended) return
    this.gone()
    this.transport.close(code, reason)
  }

  onRow(row: RelayedRow): void {
    this.send(row.stockFrame())
  }

  send(message: Uint8Array): void {
    if (this.ended) return
    this.transport.send(message)
    if (this.transport.bufferedBytes() > MAX_BUFFERED_BYTES) this.end(CloseCode.TooSlow, 'reads too slowly')
  }

  keepAlive(): void {
    this.send(KEEPALIVE)
  }

  shutOut(): void {
    this.end(CloseCode.NoAccess, 'access lost')
  }

  refounded(): void {
    this.end(CloseCode.OldGeneration, 'the document has a new generation')
  }

  admitTo(_channelId: ChannelId): void {
    // A stock client asks for each document by a socket of its own.
  }

  volumeOpened(_channelId: ChannelId, _volume: number): void {
    // As above: it learns of the volume from the channel's root.
  }

  private read(decoder: decoding.Decoder): void {
    const type = decoding.readVarUint(decoder)
    if (type === 1) return this.peers.receive(this, this.doc, decoding.readVarUint8Array(decoder))
    if (type === 3) return this.keepAlive()
    if (type !== 0) return
    const kind = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    if (kind === 0) return this.answer(payload)
    if (kind > 2) return
    this.deps.writer.enqueue(
      writeJob(this.deps, this.userId, this.doc, payload, {
        decided: (outcome) => this.reply(outcome),
        failed: () => this.end(CloseCode.Again, 'could not be stored'),
      }),
    )
  }

  /** GW22: a state vector that names a retired server id is of an old generation: that client must drop its copy. */
  private answer(stateVector: Uint8Array): void {
    const room = this.deps.rooms.get(this.doc)
    const known = Y.decodeStateVector(stateVector)
    for (const client of known.keys()) {
      if (room.retired.has(client)) return this.end(CloseCode.OldGeneration, 'the document has a new generation')
    }
    this.send(encodeStock('step2', Y.encodeStateAsUpdate(room.doc, stateVector)))
  }

  private reply(outcome: Outcome): void {
    if (this.ended) return
    if (outcome.kind === 'accepted') {
      this.gaps = 0
    } else if (outcome.kind === 'gap') {
      if (++this.gaps >= MAX_GAPS) return this.end(CloseCode.Again, 'three gaps in a row')
      this.send(encodeStock('step1', Y.encodeStateVector(this.deps.rooms.get(this.doc).doc)))
    } else if (outcome.kind === 'refused') {
      const first = outcome.entries[0]
      this.deny(first ? `${first.code}: ${first.reason}` : 'refused')
      this.end(first ? CLOSE_FOR[first.code] : CloseCode.RefusedWrite, first?.code ?? 'refused')
    } else if (outcome.kind === 'old-generation') {
      this.end(CloseCode.OldGeneration, 'the document has a new generation')
    } else {
      this.deny('forbidden: MB3: no access')
      this.end(CloseCode.NoAccess, 'no access')
    }
  }

  /** y-protocols "permission denied". */
  private deny(reason: string): void {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 2)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, reason)
    this.send(encoding.toUint8Array(encoder))
  }
}
