/** What a chat has of a kind, volume by volume as far as somebody looks, kept current with what arrives. */
import { volumeDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { Device } from '../sync/device.ts'
import type { VolumePart } from './read-volumes.ts'

export interface Found<Item> {
  /** The newest first. */
  readonly messages: readonly Item[]
  /** There is more to read. */
  readonly hasMore: boolean
  /** Some messages of the chat are not on this device. */
  readonly hasAbsent: boolean
}

export class VolumeSource<Item> {
  found: Found<Item> = { messages: [], hasMore: true, hasAbsent: false }
  #volumes: VolumePart<Item>[] = []
  #reading: AsyncGenerator<VolumePart<Item>, void>
  #isBusy = false
  #stop: () => void

  /**
   * @param read    the volumes of the chat, the newest first
   * @param enough  a reading goes on until it has found so many more
   */
  constructor(
    private readonly device: Device,
    private readonly chatId: ChannelId,
    private readonly read: (device: Device, chatId: ChannelId) => AsyncGenerator<VolumePart<Item>, void>,
    private readonly enough: number,
    private readonly changed: () => void,
  ) {
    this.#reading = read(device, chatId)
    const newest = device.view(volumeDocument(chatId, device.newestVolume(chatId)))
    this.#stop = newest.subscribe((keys) => {
      if (keys === 'all' || keys.some(([root]) => root !== 'reactions')) void this.#renew()
    })
    void this.more()
  }

  end(): void {
    this.#stop()
  }

  async more(): Promise<void> {
    if (this.#isBusy || !this.found.hasMore) return
    this.#isBusy = true
    let [count, hasMore] = [0, true]
    while (count < this.enough && hasMore) {
      const next = await this.#reading.next()
      if (next.done) hasMore = false
      else {
        this.#volumes.push(next.value)
        count += next.value.messages.length
      }
    }
    this.#isBusy = false
    this.#tell(hasMore)
  }

  /** The newest volume alone can have new ones; older ones lose some, which is seen when they are read again. */
  async #renew(): Promise<void> {
    if (this.#isBusy || this.#volumes.length === 0) return
    const next = await this.read(this.device, this.chatId).next()
    if (next.done) return
    this.#volumes[0] = next.value
    this.#tell(this.found.hasMore)
  }

  #tell(hasMore: boolean): void {
    const messages = this.#volumes.flatMap((volume) => volume.messages)
    this.found = { messages, hasMore, hasAbsent: this.#volumes.some(({ isHere }) => !isHere) }
    this.changed()
  }
}
