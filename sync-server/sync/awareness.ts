/**
 * Awareness is checked like everything else: nobody speaks in another's name (docs/behaviour.md, AW1-AW4).
 * Source: y-protocols awareness.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { UserId } from '../../schema/ids.ts'
import type { Room } from './room.ts'

export interface AwarenessState {
  readonly typing?: boolean
  readonly active?: 'active' | 'idle'
}

export interface AwarenessEntry {
  readonly client: number
  readonly clock: number
  /** null = gone */
  readonly state: AwarenessState | null
}

const MAX_ENTRIES = 1_000
/** New client ids of one message; an honest one brings its own alone, since others' states come by the server. */
const MAX_NEW_IDS = 16

/** @returns null when it is no awareness update */
export function decodeAwareness(update: Uint8Array): AwarenessEntry[] | null {
  try {
    const decoder = decoding.createDecoder(update)
    const count = decoding.readVarUint(decoder)
    if (count > MAX_ENTRIES) return null
    const entries: AwarenessEntry[] = []
    for (let i = 0; i < count; i++) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const state = parseState(JSON.parse(decoding.readVarString(decoder)) as unknown)
      if (state !== undefined) entries.push({ client, clock, state })
    }
    return entries
  } catch {
    return null
  }
}

export function encodeAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, entries.length)
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, JSON.stringify(state))
  }
  return encoding.toUint8Array(encoder)
}

/** The whole message for a socket of one document: awareness, then the update. */
export function encodeStockAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint8Array(encoder, encodeAwareness(entries))
  return encoding.toUint8Array(encoder)
}

/** AW2: what `userId` may say. Entries of others' ids are dropped in silence: stock clients echo them. */
export function ownEntries(
  room: Room,
  userId: UserId,
  entries: readonly AwarenessEntry[],
): { own: AwarenessEntry[]; toBind: number[] } {
  const own: AwarenessEntry[] = []
  const toBind: number[] = []
  for (const entry of entries) {
    const owner = room.ownerOf(entry.client)
    if (entry.client === room.serverClient || room.retired.has(entry.client) || entry.client > 0xffffffff) continue
    if (owner === null && entry.state !== null && toBind.length < MAX_NEW_IDS) toBind.push(entry.client)
    else if (owner !== userId) continue
    own.push(entry)
  }
  return { own, toBind }
}

/** AW3: {} or {typing?, active}; anything else is undefined and dropped. */
function parseState(value: unknown): AwarenessState | null | undefined {
  if (value === null) return null
  if (typeof value !== 'object' || Array.isArray(value)) return undefined
  const state = value as Record<string, unknown>
  for (const key of Object.keys(state)) if (key !== 'typing' && key !== 'active') return undefined
  if (state.typing !== undefined && typeof state.typing !== 'boolean') return undefined
  if (state.active !== undefined && state.active !== 'active' && state.active !== 'idle') return undefined
  return state
}
