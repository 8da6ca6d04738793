/** The pictures and films of a chat in the order in which they were sent, read from the newest as far as somebody looks. */
import type { ChannelId } from '../../../schema/ids.ts'
import { filesOfChat, type FileMessage, type VolumeFiles } from '../../stores/chat-files.ts'
import { mediaKind } from '../../stores/media-kind.ts'
import type { FileView } from '../../stores/message-view.ts'
import type { Stores } from '../../stores/stores.ts'

export interface Viewed {
  readonly message: Pick<FileMessage, 'id' | 'by' | 'at'>
  readonly file: FileView
}

export class ViewerList {
  /** The newest first. */
  readonly items: Viewed[] = []
  #volumes: AsyncGenerator<VolumeFiles, void>

  constructor(
    private readonly stores: Stores,
    private readonly chatId: string,
  ) {
    this.#volumes = filesOfChat(stores.device, chatId as ChannelId)
  }

  /** @returns its place, reading on until it is found; a message that no document holds yet stands first; -1 = nowhere */
  async find(messageId: string, fileId: string): Promise<number> {
    const at = () => this.items.findIndex(({ message, file }) => message.id === messageId && file.id === fileId)
    for (let from = 0; ;) {
      const found = at()
      if (found >= 0) return found
      from = this.items.length
      if (!(await this.more()) && this.items.length === from) break
    }
    const shown = this.stores.timeline(this.chatId as ChannelId).view.messages.find(({ id }) => id === messageId)
    const file = shown?.files.find(({ id }) => id === fileId)
    if (!shown || !file) return -1
    this.items.unshift({ message: shown as unknown as Viewed['message'], file })
    return 0
  }

  /** Reads one volume more. @returns whether there may be another */
  async more(): Promise<boolean> {
    const next = await this.#volumes.next()
    if (next.done) return false
    for (const message of next.value.messages) {
      const visual = message.files.filter((file) => {
        const kind = mediaKind(file, message.type)
        return kind === 'picture' || kind === 'video' || kind === 'circle'
      })
      // Of one message the last one is the newest.
      this.items.push(...visual.reverse().map((file) => ({ message, file })))
    }
    return true
  }
}
