/** Hands each frame of the server to the part that it is for; the parts say what follows. */
import type { Downstream } from '../../schema/protocol/downstream.ts'
import type { Frame } from '../../schema/protocol/frames.ts'
import type { CatchUp } from './catch-up.ts'
import type { Handshake } from './handshake.ts'
import type { PeerMessage } from './peers.ts'
import type { Sender } from './sender.ts'

export interface FrameTakers {
  readonly catchUp: CatchUp
  readonly sender: Sender
  readonly handshake: Pick<Handshake, 'hello' | 'heard'>
  /** Somebody's read mark, typing or presence, and where this person is elsewhere. */
  peers(message: PeerMessage): void
  /** How many documents will be answered is known. */
  resuming(): void
  report(what: string): void
}

export async function takeFrame(takers: FrameTakers, frame: Frame): Promise<void> {
  if (frame.kind === 'control') return takeControl(takers, frame.json)
  if (frame.kind === 'awareness') return
  if (frame.kind === 'step1') return frame.row > 0 ? takers.sender.gap(frame.doc, frame.row) : undefined
  await takers.catchUp.content(frame.doc, frame.payload)
}

async function takeControl(takers: FrameTakers, json: string): Promise<void> {
  const { catchUp, sender, handshake } = takers
  const message = parseDownstream(json)
  if (message === null) return takers.report('malformed control message')
  switch (message.t) {
    case 'hello':
      return handshake.hello(message)
    case 'resuming':
      await catchUp.resuming(message)
      return takers.resuming()
    case 'doc':
      return catchUp.answer(message)
    case 'ask':
      return catchUp.ask(message)
    case 'notice':
      return catchUp.notice(message)
    case 'closed':
      return catchUp.closed(message.doc)
    case 'resumed':
      return catchUp.resumed({ position: message.position, chain: message.chain })
    case 'at':
      return catchUp.at({ position: message.position, chain: message.chain })
    case 'ack':
      return sender.acked(message)
    case 'refused':
      return sender.refused(message)
    case 'marks':
    case 'typing':
    case 'presence':
    case 'elsewhere':
      return takers.peers(message)
    case 'heartbeat':
      return handshake.heard(message.time)
  }
}

function parseDownstream(json: string): Downstream | null {
  try {
    const message: unknown = JSON.parse(json)
    return typeof message === 'object' && message !== null && 't' in message ? (message as Downstream) : null
  } catch {
    return null
  }
}
