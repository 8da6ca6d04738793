/** Listens to the root and the newest volume of each chat of the list. */
import { channelDocument, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { Device } from '../sync/device.ts'
import type { Timers, Unsubscribe } from './store.ts'

/** At a start hundreds of documents come from the disk one after the other: the list is made again this often meanwhile. */
const LOADS_TOLD_EVERY_MS = 250

export class ChatWatch {
  #watched = new Map<ChannelId, { readonly volume: number; readonly stop: readonly Unsubscribe[] }>()
  #rest: Unsubscribe | null = null
  #hasLoaded = false

  /**
   * @param stale    what a chat's row shows may be another now
   * @param changed  called after it: at once after a change, now and then while documents are loaded
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
      view.subscribe((keys) => {
        this.stale(id)
        if (keys === 'all') this.#loaded()
        else this.changed()
      }),
    )
    this.#watched.set(id, { volume, stop })
    this.stale(id)
  }

  #loaded(): void {
    this.#hasLoaded = this.#rest !== null
    if (this.#hasLoaded) return
    this.changed()
    this.#rest = this.timers.after(LOADS_TOLD_EVERY_MS, () => {
      this.#rest = null
      if (this.#hasLoaded) this.#loaded()
    })
  }

  #end(id: ChannelId): void {
    this.#watched.get(id)?.stop.forEach((stop) => stop())
    this.#watched.delete(id)
  }
}
