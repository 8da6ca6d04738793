/** Tells the server how far each channel reached this device (docs/behaviour.md, RS30): once it is on disk, others' messages only. */
import { parseDocumentName } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { StampValue } from '../../schema/registers/stamps.ts'
import type { Registers } from '../../schema/views.ts'
import type { ChangedRegisters } from './held-document.ts'

export interface Delivered {
  changed(doc: string, registers: Registers, changed: ChangedRegisters): void
  /** A whole document came. */
  arrived(doc: string, registers: Registers): void
  /** What is on disk and not told yet; told afterwards. */
  take(): readonly { readonly channel: ChannelId; readonly seq: number }[]
}

export function createDelivered(userId: UserId): Delivered {
  const reached = new Map<ChannelId, number>()
  const told = new Map<ChannelId, number>()

  function stamped(doc: string, registers: Registers, messageId: string): void {
    const ref = parseDocumentName(doc)
    if (ref?.kind !== 'volume') return
    const { seq } = registers.get('stamps', messageId) as unknown as StampValue
    const by = (registers.get('messages', messageId) as unknown as MessageValue | undefined)?.by
    if (by !== userId && seq > (reached.get(ref.channelId) ?? 0)) reached.set(ref.channelId, seq)
  }

  return {
    changed(doc, registers, changed) {
      // `all` is also told after a mere load from disk, of which the server knows.
      if (changed === 'all') return
      for (const [root, key] of changed) if (root === 'stamps') stamped(doc, registers, key)
    },
    arrived(doc, registers) {
      for (const [key] of registers.entries('stamps')) stamped(doc, registers, key)
    },
    take() {
      const due = [...reached].filter(([channel, seq]) => seq > (told.get(channel) ?? 0))
      for (const [channel, seq] of due) told.set(channel, seq)
      return due.map(([channel, seq]) => ({ channel, seq }))
    },
  }
}
