/**
 * The documents as a database holds them, for who only reads it: nothing is bound, digested or written (docs/behaviour.md,
 * EX20). Inside of one read transaction it is one view, whatever a running server writes meanwhile.
 */
import * as Y from 'yjs'
import { DEFAULT_REACTIONS } from '../../../schema/default-reactions.ts'
import { parseDocumentName } from '../../../schema/documents.ts'
import type { Json } from '../../../schema/json.ts'
import { NO_REGISTERS, type Registers, type World } from '../../../schema/views.ts'
import type { UpdateLog } from '../../storage/update-log.ts'

/** Documents kept in memory; the one asked last is forgotten last. */
const MAX_DOCUMENTS = 64

/** @throws CairnError storage_failed, from `registers`, when a stored row is damaged */
export function storedWorld(log: UpdateLog, nowMs: number): World {
  const kept = new Map<string, Registers>()
  return {
    nowMs,
    settings: {
      reactions: DEFAULT_REACTIONS,
      adminsDeleteMessages: false,
      volumeMessages: 0,
      defaultChannels: [],
    },
    registers(name) {
      const registers = kept.get(name) ?? load(log, name)
      kept.delete(name)
      kept.set(name, registers)
      const [oldest] = kept.keys()
      if (kept.size > MAX_DOCUMENTS && oldest !== undefined) kept.delete(oldest)
      return registers
    },
    findMessage: () => null,
    ownsFile: () => false,
  }
}

function load(log: UpdateLog, name: string): Registers {
  const stored = parseDocumentName(name) && log.load(name)
  if (!stored) return NO_REGISTERS
  const doc = new Y.Doc()
  doc.transact(() => stored.updates.forEach((update) => Y.applyUpdate(doc, update)))
  return {
    get: (root, key) => doc.getMap<Json>(root).get(key),
    entries: (root) => doc.getMap<Json>(root).entries(),
  }
}
