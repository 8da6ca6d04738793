/** Listens to the root and the newest volume of each chat of the list; they are read from the disk a few at a time. */
import { channelDocument, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import { newestVolume } from '../../schema/rules/channel.ts'
import type { Device } from '../sync/device.ts'
import type { Unsubscribe } from './store.ts'

/** Chats whose documents are read from the disk at one time. */
const AT_ONCE = 12

export class ChatWatch {
  #watched = new Map<ChannelId, { readonly volume: number; readonly stop: readonly Unsubscribe[] }>()
  #waiting: ChannelId[] = []
  #loading = new Set<ChannelId>()

  /**
   * @param stale    what a chat's row shows may be another now
   * @param changed  called after it, once a change
   */
  constructor(
    private readonly device: Device,
    private readonly stale: (id: ChannelId) => void,
    private readonly changed: () => void,
  ) {}

  /** Listens to these chats and no others; a newer volume takes the place of the one before. */
  follow(ids: readonly ChannelId[]): void {
    const wanted = new Set(ids)
    const world = this.device.world()
    for (const [id, { volume }] of [...this.#watched]) {
      if (!wanted.has(id)) this.#end(id)
      else if (newestVolume(world, id) !== volume) {
        this.#end(id)
        this.#begin(id)
      }
    }
    this.#waiting = ids.filter((id) => !this.#watched.has(id))
    while (this.#waiting.length > 0 && this.#loading.size < AT_ONCE) this.#begin(this.#waiting.shift() as ChannelId)
  }

  stop(): void {
    for (const id of [...this.#watched.keys()]) this.#end(id)
  }

  #begin(id: ChannelId): void {
    const volume = newestVolume(this.device.world(), id)
    const views = [this.device.view(channelDocument(id)), this.device.view(volumeDocument(id, volume))]
    const told = () => {
      this.stale(id)
      if (views.every(({ state }) => state !== 'loading')) this.#loading.delete(id)
      this.changed()
    }
    this.#watched.set(id, { volume, stop: views.map((view) => view.subscribe(told)) })
    this.stale(id)
    if (views.some(({ state }) => state === 'loading')) this.#loading.add(id)
  }

  #end(id: ChannelId): void {
    this.#watched.get(id)?.stop.forEach((stop) => stop())
    this.#watched.delete(id)
    this.#loading.delete(id)
  }
}
