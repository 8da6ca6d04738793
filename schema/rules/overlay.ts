/** A world with some registers of one document replaced: how each entry of an update sees the ones before it. */
import { ROOTS, type DocumentRef } from '../documents.ts'
import type { ChannelId } from '../ids.ts'
import type { Json } from '../json.ts'
import { isDeleted, type MessageValue } from '../registers/messages.ts'
import type { FoundMessage, Registers, World } from '../views.ts'

export interface OverlayWorld extends World {
  /** Puts `value` (undefined = absent) over the register. */
  set(root: string, key: string, value: Json | undefined): void
  /** Live registers of the document. Counts the document once, however many entries ask. */
  countRegisters(): number
}

export function overlayWorld(world: World, document: DocumentRef): OverlayWorld {
  const written = new Map<string, Map<string, Json | undefined>>()
  let base: Registers | null = null
  let count: number | null = null
  const overlaid: Registers = {
    get(root, key) {
      const changed = written.get(root)
      return changed?.has(key) ? changed.get(key) : (base ??= world.registers(document.name)).get(root, key)
    },
    *entries(root) {
      const changed = written.get(root)
      for (const pair of (base ??= world.registers(document.name)).entries(root)) {
        if (!changed?.has(pair[0])) yield pair
      }
      for (const [key, value] of changed ?? []) if (value !== undefined) yield [key, value]
    },
  }
  return {
    nowMs: world.nowMs,
    settings: world.settings,
    ownsFile: (userId, file) => world.ownsFile(userId, file),
    registers: (name) => (name === document.name ? overlaid : world.registers(name)),
    findMessage(channelId: ChannelId, messageId: string): FoundMessage | null {
      const here = document.kind === 'volume' && document.channelId === channelId
      const changed = here ? (written.get('messages')?.get(messageId) as MessageValue | undefined) : undefined
      if (changed === undefined || document.kind !== 'volume') return world.findMessage(channelId, messageId)
      const seq = world.findMessage(channelId, messageId)?.seq ?? 0
      return { volume: document.volume, by: changed.by, seq, deleted: isDeleted(changed) }
    },
    set(root, key, value) {
      if (count !== null) count += Number(value !== undefined) - Number(overlaid.get(root, key) !== undefined)
      let keys = written.get(root)
      if (!keys) written.set(root, (keys = new Map<string, Json | undefined>()))
      keys.set(key, value)
    },
    countRegisters() {
      if (count === null) {
        count = 0
        for (const root of ROOTS[document.kind]) for (const _ of overlaid.entries(root)) count++
      }
      return count
    },
  }
}
