/**
 * Frames of the multiplexed socket `/sync`. A WebSocket message carries one or more frames back to back:
 * varString document name, varUint row, y-protocols message; an empty name carries one varString of JSON.
 * Source: y-protocols sync and awareness; lib0 encoding.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

export const SYNC = 0
export const AWARENESS = 1
export const STEP_1 = 0
export const STEP_2 = 1
export const UPDATE = 2

export type Frame =
  | { readonly kind: 'control'; readonly json: string }
  /** payload of step 1: a state vector; of step 2 and update: a Yjs update (V1). row 0 = not numbered */
  | {
      readonly kind: 'step1' | 'step2' | 'update'
      readonly doc: string
      readonly row: number
      readonly payload: Uint8Array
    }
  | { readonly kind: 'awareness'; readonly doc: string; readonly row: number; readonly payload: Uint8Array }

const MAX_FRAMES = 4_096
const SYNC_KINDS = ['step1', 'step2', 'update'] as const

export function encodeFrame(frame: Frame): Uint8Array {
  const encoder = encoding.createEncoder()
  writeFrame(encoder, frame)
  return encoding.toUint8Array(encoder)
}

export function encodeControl(message: object): Uint8Array {
  return encodeFrame({ kind: 'control', json: JSON.stringify(message) })
}

export function joinFrames(frames: readonly Uint8Array[]): Uint8Array {
  if (frames.length === 1) return frames[0] as Uint8Array
  const joined = new Uint8Array(frames.reduce((bytes, frame) => bytes + frame.length, 0))
  let offset = 0
  for (const frame of frames) {
    joined.set(frame, offset)
    offset += frame.length
  }
  return joined
}

function writeFrame(encoder: encoding.Encoder, frame: Frame): void {
  if (frame.kind === 'control') {
    encoding.writeVarString(encoder, '')
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, frame.json)
    return
  }
  encoding.writeVarString(encoder, frame.doc)
  encoding.writeVarUint(encoder, frame.row)
  encoding.writeVarUint(encoder, frame.kind === 'awareness' ? AWARENESS : SYNC)
  if (frame.kind !== 'awareness') encoding.writeVarUint(encoder, SYNC_KINDS.indexOf(frame.kind))
  encoding.writeVarUint8Array(encoder, frame.payload)
}

/** @returns the frames of one WebSocket message, or null when any of it is malformed */
export function decodeFrames(message: Uint8Array): Frame[] | null {
  const decoder = decoding.createDecoder(message)
  const frames: Frame[] = []
  try {
    while (decoding.hasContent(decoder)) {
      const frame = readFrame(decoder)
      if (frame === null || frames.length >= MAX_FRAMES) return null
      frames.push(frame)
    }
    return frames
  } catch {
    return null
  }
}

function readFrame(decoder: decoding.Decoder): Frame | null {
  const doc = decoding.readVarString(decoder)
  const row = decoding.readVarUint(decoder)
  if (doc === '') return { kind: 'control', json: decoding.readVarString(decoder) }
  const type = decoding.readVarUint(decoder)
  if (type === AWARENESS) return { kind: 'awareness', doc, row, payload: decoding.readVarUint8Array(decoder) }
  const kind = type === SYNC ? SYNC_KINDS[decoding.readVarUint(decoder)] : undefined
  return kind === undefined ? null : { kind, doc, row, payload: decoding.readVarUint8Array(decoder) }
}

/** The same message for a socket that carries one document: without name and row (y-websocket). */
export function encodeStock(kind: 'step1' | 'step2' | 'update', payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, SYNC)
  encoding.writeVarUint(encoder, SYNC_KINDS.indexOf(kind))
  encoding.writeVarUint8Array(encoder, payload)
  return encoding.toUint8Array(encoder)
}
