/**
 * Makes the one Yjs update of a document's pending intents: on a scratch copy of the replica, under a client id of its
 * own, so that a refused or lost update leaves no trace (DESIGN.md, section 5).
 */
import * as Y from 'yjs'
import type { Json } from '../../schema/json.ts'
import { MAX_UPDATE_BYTES } from '../../schema/limits.ts'

const MAX_INTENTS = 200
/** Room for frame and row. */
const MAX_BYTES = MAX_UPDATE_BYTES - 1_024

export interface RegisterWrite {
  readonly root: string
  readonly key: string
  readonly value: Json | null
}

export interface BuiltUpdate {
  readonly update: Uint8Array
  /** The client id that it is written under. */
  readonly client: number
  /** The clock after its last struct; 0 when it only deletes. */
  readonly clock: number
  /** How many of the writes it holds: the first ones. */
  readonly count: number
}

/**
 * @param replica  what the server is known to have, or null for a document that it may not have at all
 * @param isWhole  a founding: all writes or none
 */
export function buildUpdate(
  replica: Y.Doc | null,
  writes: readonly RegisterWrite[],
  random: () => number,
  isWhole = false,
): BuiltUpdate {
  const client = freeClient(replica, random)
  let count = isWhole ? writes.length : Math.min(writes.length, MAX_INTENTS)
  for (;;) {
    const built = write(replica, writes.slice(0, count), client)
    if (built.update.length <= MAX_BYTES || count === 1 || isWhole) return { ...built, count }
    count = Math.ceil(count / 2)
  }
}

function freeClient(replica: Y.Doc | null, random: () => number): number {
  for (;;) {
    const client = Math.floor(random() * 2 ** 32)
    if (!replica?.store.clients.has(client)) return client
  }
}

function write(replica: Y.Doc | null, writes: readonly RegisterWrite[], client: number) {
  const scratch = new Y.Doc()
  // A register that was never written stands on nothing: a message is sent without copying the thousand before it.
  if (replica !== null && writes.some(({ root, key }) => wasWritten(replica, root, key))) {
    Y.applyUpdate(scratch, Y.encodeStateAsUpdate(replica))
  }
  scratch.clientID = client
  const updates: Uint8Array[] = []
  scratch.on('update', (update: Uint8Array) => updates.push(update))
  scratch.transact(() => {
    for (const { root, key, value } of writes) {
      if (value === null) scratch.getMap(root).delete(key)
      else scratch.getMap(root).set(key, value)
    }
  })
  const clock = Y.getState(scratch.store, client)
  scratch.destroy()
  return { update: updates[0] ?? new Uint8Array([0, 0]), client, clock }
}

/** Also where it was removed since: what is written now has to come after that. */
function wasWritten(replica: Y.Doc, root: string, key: string): boolean {
  return replica.getMap(root)._map.has(key)
}
