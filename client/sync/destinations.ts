/**
 * Where the outbox can go: whether a document is as the server has it, so that an update can be built on it, and which
 * volume of a channel is the newest (docs/behaviour.md, OB16-OB36). What has to be known for that is loaded and asked for.
 */
import { channelDocument, volumeDocument } from '../../schema/documents.ts'
import { channelIdForm, type ChannelId } from '../../schema/ids.ts'
import type { CatchUp } from './catch-up.ts'
import type { Core } from './core.ts'
import { channelOfDocument, foundingOf, isActive, isNewMessage, type Intent } from './intent.ts'

export class Destinations {
  /** Volumes already looked through for messages whose place was not known. */
  readonly #searched = new Set<string>()

  constructor(
    private readonly core: Core,
    private readonly catchUp: CatchUp,
  ) {}

  /** Loads what routing asks about: roots, and volumes that may hold a message whose place is not known. */
  async prepare(intents: readonly Intent[]): Promise<void> {
    const { replicas, index } = this.core
    const roots = new Set<string>()
    for (const intent of intents) {
      const channelId = channelOfDocument(intent.doc)
      if (channelId === null || !isActive(intent)) continue
      if (!roots.has(intent.doc)) await replicas.use(intent.doc, () => undefined)
      roots.add(intent.doc)
      const messageId = intent.key.slice(0, 26)
      const isPlaceOpen = (intent.root === 'messages' && !isNewMessage(intent)) || intent.root === 'reactions'
      if (!isPlaceOpen || intent.volume !== undefined || index.find(channelId, messageId)) continue
      for (const volume of replicas.volumesOf(channelId)) {
        const doc = volumeDocument(channelId, volume)
        if (this.#searched.has(doc)) continue
        this.#searched.add(doc)
        await replicas.use(doc, () => undefined)
      }
    }
  }

  /** null while the root is asked for. A channel that the server does not have yet has volume 0. */
  newestVolume(channelId: ChannelId): number | null {
    const root = channelDocument(channelId)
    const { catchUp } = this
    if (catchUp.isAsked(root)) return null
    if (!this.core.replicas.isHeld(root) && !this.#mayBeNew(channelId) && !catchUp.isClosed(root)) {
      catchUp.open(root)
      return null
    }
    return this.core.newestVolume(channelId)
  }

  isReady(doc: string): boolean {
    const { catchUp } = this
    const channelId = channelOfDocument(doc)
    if (catchUp.isAsked(doc)) return false
    // Not readable (any more): the server says why, and the person keeps the text.
    if (catchUp.isClosed(doc)) return true
    if (channelId !== null && !this.core.replicas.isHeld(doc) && this.#mayBeNew(channelId)) return true
    return catchUp.isCurrent(doc)
  }

  /** Whether the server may not have the channel yet, so that there is nothing to catch up with. */
  #mayBeNew(channelId: ChannelId): boolean {
    if (this.core.access.reads(channelId)) return false
    const form = channelIdForm(channelId)?.form
    if (form === 'direct' || form === 'saved') return true
    return foundingOf(this.core.outbox.queue().intents, channelId) !== null
  }
}
