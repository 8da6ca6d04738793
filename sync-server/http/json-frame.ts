/**
 * A JSON object as the bytes of a WebSocket text message, made once however many sockets it is written to.
 * Source: RFC 6455, section 5.2.
 */

const FINAL_TEXT = 0x81

/** The bytes of whole messages, unmasked as servers send it; never changed afterwards. */
export type JsonFrame = Buffer & { readonly __brand: 'JsonFrame' }

export function jsonFrame(value: object): JsonFrame {
  const text = JSON.stringify(value)
  const length = Buffer.byteLength(text)
  const headerBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(headerBytes + length)
  frame[0] = FINAL_TEXT
  frame[1] = headerBytes === 2 ? length : headerBytes === 4 ? 126 : 127
  if (headerBytes === 4) frame.writeUInt16BE(length, 2)
  if (headerBytes === 10) frame.writeBigUInt64BE(BigInt(length), 2)
  frame.write(text, headerBytes)
  return frame as JsonFrame
}

/** Several messages in their order, so that a socket is written to once. */
export function joinFrames(frames: readonly JsonFrame[]): JsonFrame {
  const [only, more] = frames
  return only !== undefined && more === undefined ? only : (Buffer.concat(frames) as JsonFrame)
}
