/** A document's answer to one device: whole, since a position, or against a state vector (docs/behaviour.md, RM6-RM9). */
import * as Y from 'yjs'
import type { Downstream } from '../../schema/protocol/downstream.ts'
import type { Held } from '../../schema/protocol/upstream.ts'
import type { CoreDeps } from './deps.ts'
import type { Room } from './room.ts'

export type DocAnswer = Extract<Downstream, { t: 'doc' }>

export interface Answer {
  readonly control: DocAnswer
  /** A V1 update, or null when there is nothing to send. */
  readonly update: Uint8Array | null
}

function header(deps: CoreDeps, room: Room, mode: DocAnswer['mode'], empty: boolean): DocAnswer {
  const { position, chain } = deps.log.head()
  return {
    t: 'doc',
    doc: room.name,
    mode,
    generation: room.generation,
    position,
    chain,
    digest: room.digestText(),
    empty,
  }
}

/** Two bytes: no structs, no deletes. */
const isEmpty = (update: Uint8Array) => update.length <= 2

export function answerWhole(deps: CoreDeps, room: Room): Answer {
  const update = Y.encodeStateAsUpdate(room.doc)
  return { control: header(deps, room, 'whole', isEmpty(update)), update: isEmpty(update) ? null : update }
}

/** @param stateVector what the device has of this generation; a malformed one is answered as an empty one */
export function answerVector(deps: CoreDeps, room: Room, stateVector: Uint8Array): Answer {
  let update: Uint8Array
  try {
    update = Y.encodeStateAsUpdate(room.doc, stateVector)
  } catch {
    update = Y.encodeStateAsUpdate(room.doc)
  }
  return { control: header(deps, room, 'vector', isEmpty(update)), update: isEmpty(update) ? null : update }
}

/** Rows merged pairwise in a tree: one `mergeUpdates` over all of them is quadratic. */
export function mergeRows(rows: readonly Uint8Array[]): Uint8Array {
  let level = rows
  while (level.length > 1) {
    const next: Uint8Array[] = []
    for (let i = 0; i < level.length; i += 16) next.push(Y.mergeUpdates(level.slice(i, i + 16)))
    level = next
  }
  return level[0] as Uint8Array
}

/**
 * What changed since a position that the device reached in this log.
 *
 * @returns 'below-floor' when the rows are gone: then ask for a state vector
 */
export function answerSince(deps: CoreDeps, room: Room, position: number): Answer | 'below-floor' {
  if (room.isStored && room.began > position) return answerWhole(deps, room)
  if (room.head <= position) return { control: header(deps, room, 'since', true), update: null }
  if (position < room.floor) return 'below-floor'
  const rows = deps.log.rowsSince(room.name, position)
  return { control: header(deps, room, 'since', rows.length === 0), update: rows.length === 0 ? null : mergeRows(rows) }
}

/** Whether a device's (generation, position, chain) lies in this log's past. */
export function isOurPast(deps: CoreDeps, held: Pick<Held, 'position' | 'chain'>): boolean {
  return held.position <= deps.log.head().position && deps.log.chainAt(held.position) === held.chain
}

/** A document the device holds: from there on when it is of this log and generation, else whole. */
export function answerHeld(deps: CoreDeps, room: Room, held: Omit<Held, 'doc'>): Answer | 'below-floor' {
  if (held.generation !== room.generation || !isOurPast(deps, held)) return answerWhole(deps, room)
  return answerSince(deps, room, held.position)
}
