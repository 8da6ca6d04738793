/** Listens to the root and the newest volume of each chat of the list. */
import { channelDocument, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { Device } from '../sync/device.ts'
import type { Timers, Unsubscribe } from './store.ts'

/**
 * The list is of all chats, and made again this often at most: at a start hundreds of documents come from the disk one after the
 * other, and in a lively chat ten messages a second arrive.
 */
export const LIST_TOLD_EVERY_MS = 250

export class ChatWatch {
  #watched = new Map<ChannelId, { readonly volume: number; readonly stop: readonly Unsubscribe[] }>()
  #rest: Unsubscribe | null = null
  #hasMore = false

  /**
   * @param stale    what a chat's row shows may be another now
   * @param changed  called after it: at once, then now and then while more changes
   */
  constructor(
    private readonly device: Device,
    private readonly stale: (id: ChannelId) => void,
    private readonly changed: () => void,
    private readonly timers: Timers,
  ) {}

  /** Listens to these chats and no others; a newer volume takes the place of the one before. */
  follow(ids: readonly ChannelId[]): void {
    const wanted = new Set(ids)
    for (const id of [...this.#watched.keys()]) if (!wanted.has(id)) this.#end(id)
    for (const id of wanted) {
      const volume = this.device.newestVolume(id)
      if (this.#watched.get(id)?.volume === volume) continue
      this.#end(id)
      this.#begin(id, volume)
    }
  }

  stop(): void {
    for (const id of [...this.#watched.keys()]) this.#end(id)
    this.#rest?.()
    this.#rest = null
  }

  #begin(id: ChannelId, volume: number): void {
    const views = [this.device.view(channelDocument(id)), this.device.view(volumeDocument(id, volume))]
    const stop = views.map((view) =>
      view.subscribe(() => {
        this.stale(id)
        this.tell()
      }),
    )
    this.#watched.set(id, { volume, stop })
    this.stale(id)
  }

  /** What the list shows beside its documents may be other, too. */
  tell(): void {
    this.#hasMore = this.#rest !== null
    if (this.#hasMore) return
    this.changed()
    this.#rest = this.timers.after(LIST_TOLD_EVERY_MS, () => {
      this.#rest = null
      if (this.#hasMore) this.tell()
    })
  }

  #end(id: ChannelId): void {
    this.#watched.get(id)?.stop.forEach((stop) => stop())
    this.#watched.delete(id)
  }
}
