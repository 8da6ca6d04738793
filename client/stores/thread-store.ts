/** One thread: its root and everything that answers it, in the volumes that are open. */
import { accountDocument, channelDocument } from '../../schema/documents.ts'
import type { ChannelId, MessageId } from '../../schema/ids.ts'
import { projectThread } from '../../schema/projection/project-thread.ts'
import type { Device } from '../sync/device.ts'
import { ChannelVolumes, type SeqGap } from './channel-volumes.ts'
import type { MessageView } from './message-view.ts'
import { once } from './once.ts'
import type { ShownOutbox } from './shown-outbox.ts'
import { DerivedStore, type Unsubscribe } from './store.ts'
import type { Stores } from './stores.ts'
import { surroundingsOf } from './surroundings.ts'
import { isRefusedMessage, refusedMessageView, toMessageView, type Surroundings } from './to-message-view.ts'

export interface ThreadStoreView {
  readonly isLoading: boolean
  /** null: not on this device, or hidden. */
  readonly root: MessageView | null
  /** Own ones that the server refused stand last. */
  readonly replies: readonly MessageView[]
  /** Of the volumes that are looked through, those that are not on this device: it may have more replies. */
  readonly gaps: readonly SeqGap[]
}

/** A thread is looked for in this many volumes: the root's and those after it. */
const MAX_VOLUMES = 4

export class ThreadStore extends DerivedStore<ThreadStoreView> {
  #held: ChannelVolumes
  /** Where its root is, as somebody else knows. */
  #from: number | null = null

  constructor(
    private readonly device: Device,
    readonly channelId: ChannelId,
    readonly rootId: MessageId,
    private readonly shown: ShownOutbox,
  ) {
    super()
    this.#held = new ChannelVolumes(device, channelId, () => this.changed())
  }

  /** The root is in this volume, which is not in memory. */
  beginIn(volume: number): void {
    this.#from = volume
    this.changed()
  }

  /** Asks anew for what is missing there. */
  load({ fromSeq, toSeq }: SeqGap): void {
    const isMissing = (volume: number) => this.#held.fromOf(volume) >= fromSeq && this.#held.fromOf(volume) <= toSeq
    this.#held.keepOnly(this.#volumes().filter((volume) => !isMissing(volume)))
    this.changed()
  }

  protected override listen(changed: () => void): Unsubscribe[] {
    const { device, channelId } = this
    return [
      device.view(channelDocument(channelId)).subscribe(changed),
      device.view(accountDocument(device.userId)).subscribe((keys) => {
        if (keys === 'all' || keys.some(([root]) => root === 'hidden' || root === 'blocks')) changed()
      }),
      this.shown.onOutbox(changed),
      device.onPeers(changed),
      () => this.#held.keepOnly([]),
    ]
  }

  protected override compute(): ThreadStoreView {
    const { device, channelId, rootId } = this
    const volumes = this.#volumes()
    if (this.isWatched) this.#held.hold(volumes)
    const isPending = (doc: string, root: string, key: string) => device.view(doc).isPending(root, key)
    const input = { world: device.world(), channelId, me: device.userId, volumes, isPending }
    const { root, replies } = projectThread(input, rootId)
    const around = surroundingsOf(device, this.shown.outbox(), channelId, null)
    const shown = replies.map((reply) => toMessageView(reply, around))
    return {
      isLoading: volumes.some((volume) => this.#held.state(volume) === 'loading'),
      root: root && toMessageView(root, around),
      replies: [...shown, ...refusedIn([rootId, ...replies.map(({ id }) => id)], around)],
      gaps: volumes.flatMap((volume) => this.#held.gap(volume) ?? []),
    }
  }

  #volumes(): number[] {
    const newest = this.#held.newest()
    const first = this.device.locate(this.channelId, this.rootId)?.volume ?? this.#from ?? newest
    const last = Math.min(newest, first + MAX_VOLUMES - 1)
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  }
}

/** A new message that was refused is no longer in the documents. @param thread  ids of its messages */
function refusedIn(thread: readonly string[], around: Surroundings): MessageView[] {
  const known = new Set(thread)
  const refused: MessageView[] = []
  for (const item of around.unsent.values()) {
    if (known.has(item.key) || !isRefusedMessage(item)) continue
    const view = refusedMessageView(item, around)
    if (view.replyTo === null || !known.has(view.replyTo.id)) continue
    known.add(view.id)
    refused.push(view)
  }
  return refused
}

const made = new WeakMap<Stores, Map<string, ThreadStore>>()

/** Not among `Stores` themselves: nothing of a thread is needed before one is opened. */
export function threadOf(stores: Stores, channelId: ChannelId, rootId: MessageId): ThreadStore {
  const threads = once(made, stores, () => new Map<string, ThreadStore>())
  const { device, shownOutbox } = stores
  return once(threads, `${channelId}/${rootId}`, () => new ThreadStore(device, channelId, rootId, shownOutbox))
}
