/**
 * A WebSocket client that costs little and counts what it carries: the load has to be cheaper than the server under it,
 * and payload bytes are counted as they are on the wire, deflated where the server deflates them. Offers what browsers offer.
 */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { constants, inflateRawSync } from 'node:zlib'

const DEFLATED = 0x40
const BINARY = 2
const CLOSE = 8
const PING = 9
const FLUSH_TAIL = Buffer.from([0, 0, 0xff, 0xff])
const REMEMBERED = 4
/** Deflated messages with equal bytes are inflated once: one load generator stands for 100 devices. */
const inflated: { payload: Buffer; message: Buffer }[] = []

export interface RawSocket {
  send(message: Uint8Array): void
  /** Payload bytes both ways since the handshake, frame headers left out. */
  readonly payloadBytes: number
  close(): void
}

export async function openSocket(
  url: string,
  headers: Readonly<Record<string, string>>,
  onMessage: (message: Buffer) => void,
): Promise<RawSocket> {
  const { hostname, port, pathname } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.setNoDelay(true)
  const lines = Object.entries({
    ...{ Host: `${hostname}:${port}`, Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' },
    ...{ 'Sec-WebSocket-Key': randomBytes(16).toString('base64') },
    ...{ 'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits' },
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`)
  socket.write(`GET ${pathname} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  let isClosed = false
  let payloadBytes = 0
  let rest = await handshake(socket)
  const take = (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (let frame = readFrame(rest); frame; frame = readFrame(rest)) {
      rest = rest.subarray(frame.end)
      receive(frame)
    }
  }
  socket.on('data', take)
  socket.on('close', () => {
    if (!isClosed) throw new Error('a socket of the load was closed')
  })
  setImmediate(() => take(Buffer.alloc(0)))
  return {
    send(message) {
      payloadBytes += message.length
      socket.write(maskedFrame(BINARY, message))
    },
    get payloadBytes() {
      return payloadBytes
    },
    close() {
      isClosed = true
      socket.destroy()
    },
  }

  function receive({ first, payload }: Frame): void {
    const opcode = first & 0x0f
    if (opcode === PING) socket.write(maskedFrame(10, payload))
    if (opcode === CLOSE && !isClosed)
      throw new Error(`closed with ${payload.readUInt16BE(0)} ${payload.subarray(2).toString()}`)
    if (opcode !== BINARY) return
    payloadBytes += payload.length
    onMessage((first & DEFLATED) === 0 ? payload : inflate(payload))
  }
}

/** @returns what came behind the answer */
async function handshake(socket: Socket): Promise<Buffer> {
  let answer = Buffer.alloc(0)
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    answer = Buffer.concat([answer, chunk])
    const end = answer.indexOf('\r\n\r\n')
    if (end < 0) continue
    if (!answer.toString('latin1').startsWith('HTTP/1.1 101')) throw new Error(answer.toString('latin1'))
    return answer.subarray(end + 4)
  }
}

interface Frame {
  readonly first: number
  readonly payload: Buffer
  readonly end: number
}

function readFrame(bytes: Buffer): Frame | null {
  if (bytes.length < 2) return null
  const short = bytes[1] as number
  const start = short < 126 ? 2 : short === 126 ? 4 : 10
  if (bytes.length < start) return null
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  const end = start + length
  return bytes.length < end ? null : { first: bytes[0] as number, payload: bytes.subarray(start, end), end }
}

function maskedFrame(opcode: number, payload: Uint8Array): Buffer {
  const { length } = payload
  if (length > 65_535) throw new RangeError('the load sends short messages only')
  const start = length < 126 ? 6 : 8
  const frame = Buffer.alloc(start + length)
  frame[0] = 0x80 | opcode
  frame[1] = 0x80 | (length < 126 ? length : 126)
  if (start === 8) frame.writeUInt16BE(length, 2)
  // The mask may be all zeros: the payload then is as it was.
  frame.set(payload, start)
  return frame
}

function inflate(payload: Buffer): Buffer {
  const known = inflated.find((entry) => entry.payload.equals(payload))
  if (known) return known.message
  const whole = Buffer.concat([payload, FLUSH_TAIL])
  const message = inflateRawSync(whole, { finishFlush: constants.Z_SYNC_FLUSH })
  inflated.unshift({ payload, message })
  inflated.length = Math.min(inflated.length, REMEMBERED)
  return message
}
