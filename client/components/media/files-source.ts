/** The messages with files of a chat, volume by volume as far as somebody looks, kept current with what arrives. */
import { volumeDocument } from '../../../schema/documents.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import { filesOfChat, type FileMessage, type VolumeFiles } from '../../stores/chat-files.ts'
import type { Stores } from '../../stores/stores.ts'

export interface FilesFound {
  /** The newest first. */
  readonly messages: readonly FileMessage[]
  /** There is more to read. */
  readonly hasMore: boolean
  /** Some messages of the chat are not on this device. */
  readonly hasAbsent: boolean
}

/** A reading goes on until it has found so many more. */
const ENOUGH = 120

export class FilesSource {
  found: FilesFound = { messages: [], hasMore: true, hasAbsent: false }
  #volumes: VolumeFiles[] = []
  #reading: AsyncGenerator<VolumeFiles, void>
  #isBusy = false
  #stop: () => void

  constructor(
    private readonly stores: Stores,
    private readonly chatId: ChannelId,
    private readonly changed: () => void,
  ) {
    const { device } = stores
    this.#reading = filesOfChat(device, chatId)
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
    while (count < ENOUGH && hasMore) {
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
    const next = await filesOfChat(this.stores.device, this.chatId).next()
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
