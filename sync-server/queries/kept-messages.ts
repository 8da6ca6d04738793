/**
 * The end of each channel that was asked for lately, kept in memory until something in it changes (docs/behaviour.md,
 * CQ5): it is what nearly everybody reads, and the same for all. What of it one person sees, `list-messages.ts` decides.
 */
import type { ChannelId } from '../../schema/ids.ts'
import { channelDocument } from '../../schema/documents.ts'
import type { MessageIndex } from '../storage/message-index.ts'
import type { StoredMessage } from '../storage/stored-message.ts'

export const KEPT_MESSAGES = 100
/** Characters of all texts together; a message costs about 500 bytes beside its text. */
const MAX_CHARS = 16_000_000
const CHARS_OF_A_MESSAGE = 500

interface Stored {
  readonly messages: MessageIndex
  readonly versionOf: (document: string) => number
}

interface Tail {
  /** Of the channel's volumes. */
  readonly version: number
  /** Newest first, whatever they are. */
  readonly messages: readonly StoredMessage[]
  readonly chars: number
}

export class KeptMessages {
  /** The one asked last comes last. */
  private readonly tails = new Map<ChannelId, Tail>()
  private chars = 0

  constructor(private readonly maxChars = MAX_CHARS) {}

  /** The newest of a channel; the same objects as long as nothing changes. Never inside a commit. */
  newest(stored: Stored, channelId: ChannelId): readonly StoredMessage[] {
    const version = stored.versionOf(`${channelDocument(channelId)}/`)
    const found = this.tails.get(channelId)
    if (found) this.forget(channelId, found)
    const tail = found?.version === version ? found : read(stored, channelId, version)
    this.tails.set(channelId, tail)
    this.chars += tail.chars
    for (const [oldest, { chars }] of this.tails) {
      if (this.chars <= this.maxChars || oldest === channelId) break
      this.forget(oldest, { chars })
    }
    return tail.messages
  }

  private forget(channelId: ChannelId, { chars }: Pick<Tail, 'chars'>): void {
    this.tails.delete(channelId)
    this.chars -= chars
  }
}

function read({ messages: index }: Stored, channelId: ChannelId, version: number): Tail {
  const messages = index.newestOf(channelId, KEPT_MESSAGES)
  const chars = messages.reduce((sum, { text }) => sum + (text?.length ?? 0) + CHARS_OF_A_MESSAGE, 0)
  return { version, messages, chars }
}
