/** Where messages are: messageId -> (volume, seq) of every volume seen since the start; it stays when a volume is unloaded. */
import { parseDocumentName } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { StampValue } from '../../schema/registers/stamps.ts'
import type { Registers } from '../../schema/views.ts'
import type { ChangedRegisters } from './held-document.ts'

export interface MessagePlace {
  readonly volume: number
  /** 0 = not stamped yet. */
  readonly seq: number
}

export interface MessageIndex {
  find(channelId: ChannelId, messageId: string): MessagePlace | null
  /** A volume was loaded or changed. */
  update(doc: string, registers: Registers, changed: ChangedRegisters): void
  clear(): void
}

export function createMessageIndex(): MessageIndex {
  const channels = new Map<ChannelId, Map<string, MessagePlace>>()

  function update(doc: string, registers: Registers, changed: ChangedRegisters): void {
    const ref = parseDocumentName(doc)
    if (ref?.kind !== 'volume') return
    let places = channels.get(ref.channelId)
    if (!places) channels.set(ref.channelId, (places = new Map<string, MessagePlace>()))
    const put = (messageId: string) => {
      if (registers.get('messages', messageId) === undefined) return
      const stamp = registers.get('stamps', messageId) as StampValue | undefined
      places.set(messageId, { volume: ref.volume, seq: stamp?.seq ?? 0 })
    }
    if (changed !== 'all') {
      for (const [root, key] of changed) if (root !== 'reactions') put(key)
      return
    }
    // A replaced volume may have lost some, so what it no longer holds goes.
    for (const [messageId, place] of places) {
      if (place.volume === ref.volume && registers.get('messages', messageId) === undefined) places.delete(messageId)
    }
    for (const [messageId] of registers.entries('messages')) put(messageId)
  }

  return {
    find: (channelId, messageId) => channels.get(channelId)?.get(messageId) ?? null,
    update,
    clear: () => channels.clear(),
  }
}
