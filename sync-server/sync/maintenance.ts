/** Compaction of the log and refounding of documents whose age outweighs their content (docs/behaviour.md, GN1-GN5). */
import * as Y from 'yjs'
import { ROOTS } from '../../schema/documents.ts'
import { volumeDocument } from '../../schema/documents.ts'
import type { CoreDeps } from './deps.ts'
import type { Room } from './room.ts'
import type { Transaction } from './transaction.ts'

/** Rows after which a document is put into a snapshot. */
export const COMPACT_ROWS = 512
const REFOUND_BYTES = 64 * 1024
const REFOUND_RATIO = 4
const SEALED_REFOUND_BYTES = 256 * 1024
const SEALED_REFOUND_RATIO = 2

export interface Maintenance {
  /** Rooms that grew in this turn: those that need it are looked after in a later one. */
  afterRows(docs: readonly string[]): void
}

export function createMaintenance(deps: CoreDeps, onRefounded: (doc: string) => void): Maintenance {
  const planned = new Set<string>()
  return {
    afterRows(docs) {
      for (const doc of docs) {
        const room = deps.rooms.peek(doc)
        if (!room || room.tailRows < COMPACT_ROWS || planned.has(doc)) continue
        planned.add(doc)
        deps.clock.schedule(0, () => lookAfter(doc))
      }
    },
  }

  function lookAfter(doc: string): void {
    let refounded = false
    deps.writer.enqueue({
      run(tx) {
        const room = tx.room(doc)
        refounded = false
        // Staged changes of this group are not in rows yet; the next compaction takes them.
        if (room.hasChanges) return
        const state = Y.encodeStateAsUpdate(room.doc)
        refounded = needsRefounding(tx, room, state.length)
        if (refounded) refound(tx, room)
        else {
          tx.log.compact(doc, state)
          room.floor = room.head
          room.tailRows = 0
        }
      },
      committed() {
        planned.delete(doc)
        if (refounded) onRefounded(doc)
      },
      failed: () => planned.delete(doc),
    })
  }
}

/** GN2: open volumes never; sealed ones later than the rest, since they are loaded rarely. */
function needsRefounding(tx: Transaction, room: Room, bytes: number): boolean {
  const { ref } = room
  if (ref.kind === 'volume') {
    const newest = tx.tables.channel(ref.channelId)?.last_volume ?? 0
    if (room.name === volumeDocument(ref.channelId, newest) || bytes <= SEALED_REFOUND_BYTES) return false
    return bytes > SEALED_REFOUND_RATIO * freshCopy(room).length
  }
  return bytes > REFOUND_BYTES && bytes > REFOUND_RATIO * freshCopy(room).length
}

/** The document's live registers alone, written by one client. */
function freshCopy(room: Room): Uint8Array {
  const copy = new Y.Doc()
  copyRegisters(room, (root, key, value) => copy.getMap(root).set(key, value))
  return Y.encodeStateAsUpdate(copy)
}

function copyRegisters(room: Room, put: (root: string, key: string, value: never) => void): void {
  for (const root of ROOTS[room.ref.kind]) for (const [key, value] of room.entries(root)) put(root, key, value as never)
}

/** GN3: the live registers in a new generation, under a new server id; the old id is kept to recognise its clients. */
export function refound(tx: Transaction, room: Room): Room {
  const next = tx.beginGeneration(room)
  next.transact(() => copyRegisters(room, (root, key, value) => next.put(root, key, value)))
  return next
}
