/** What is on this device's disk, by document; and the volumes among it by their channel, which are asked for all the time. */
import { parseDocumentName } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { DocumentRecord } from '../persistence/device-store.ts'

export class DocumentRecords extends Map<string, DocumentRecord> {
  readonly #volumes = new Map<ChannelId, Set<number>>()

  override set(doc: string, record: DocumentRecord): this {
    const ref = this.has(doc) ? null : parseDocumentName(doc)
    if (ref?.kind === 'volume') {
      const volumes = this.#volumes.get(ref.channelId)
      if (volumes) volumes.add(ref.volume)
      else this.#volumes.set(ref.channelId, new Set([ref.volume]))
    }
    return super.set(doc, record)
  }

  override delete(doc: string): boolean {
    const ref = this.has(doc) ? parseDocumentName(doc) : null
    if (ref?.kind === 'volume') this.#volumes.get(ref.channelId)?.delete(ref.volume)
    return super.delete(doc)
  }

  override clear(): void {
    this.#volumes.clear()
    super.clear()
  }

  /** Volumes of a channel, in no order. */
  volumesOf(channelId: ChannelId): Iterable<number> {
    return this.#volumes.get(channelId) ?? []
  }
}
