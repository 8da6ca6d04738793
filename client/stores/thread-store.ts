/** One thread: its root and everything that answers it, in the volumes that are open. */
import { accountDocument, channelDocument, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId, MessageId, UserId } from '../../schema/ids.ts'
import { projectPerson } from '../../schema/projection/project-person.ts'
import { projectThread } from '../../schema/projection/project-thread.ts'
import { newestVolume } from '../../schema/rules/channel.ts'
import type { Device, OutboxItem } from '../sync/device.ts'
import type { MessageView } from './message-view.ts'
import { DerivedStore, type Unsubscribe } from './store.ts'
import { toMessageView, type Surroundings } from './to-message-view.ts'

export interface ThreadStoreView {
  readonly isLoading: boolean
  /** null: not on this device, or hidden. */
  readonly root: MessageView | null
  readonly replies: readonly MessageView[]
}

/** A thread is looked for in this many volumes: the root's and those after it. */
const MAX_VOLUMES = 4

export class ThreadStore extends DerivedStore<ThreadStoreView> {
  #held = new Map<number, Unsubscribe[]>()

  constructor(
    private readonly device: Device,
    readonly channelId: ChannelId,
    readonly rootId: MessageId,
  ) {
    super()
  }

  protected override listen(changed: () => void): Unsubscribe[] {
    const { device, channelId } = this
    return [
      device.view(channelDocument(channelId)).subscribe(changed),
      device.view(accountDocument(device.userId)).subscribe((keys) => {
        if (keys === 'all' || keys.some(([root]) => root === 'hidden')) changed()
      }),
      device.onOutbox(changed),
      device.onPeers(changed),
      () => {
        for (const stops of this.#held.values()) stops.forEach((stop) => stop())
        this.#held.clear()
      },
    ]
  }

  protected override compute(): ThreadStoreView {
    const { device, channelId, rootId } = this
    const volumes = this.#volumes()
    if (this.isWatched) this.#hold(volumes)
    const isPending = (doc: string, root: string, key: string) => device.view(doc).isPending(root, key)
    const input = { world: device.world(), channelId, me: device.userId, volumes, isPending }
    const { root, replies } = projectThread(input, rootId)
    const around = this.#surroundings()
    return {
      isLoading: volumes.some((volume) => device.view(volumeDocument(channelId, volume)).state === 'loading'),
      root: root && toMessageView(root, around),
      replies: replies.map((reply) => toMessageView(reply, around)),
    }
  }

  #volumes(): number[] {
    const newest = newestVolume(this.device.world(), this.channelId)
    const first = this.device.locate(this.channelId, this.rootId)?.volume ?? newest
    const last = Math.min(newest, first + MAX_VOLUMES - 1)
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  }

  #hold(volumes: readonly number[]): void {
    for (const volume of volumes) {
      if (this.#held.has(volume)) continue
      const close = this.device.openVolume(this.channelId, volume)
      const stop = this.device.view(volumeDocument(this.channelId, volume)).subscribe(() => this.changed())
      this.#held.set(volume, [close, stop])
    }
  }

  #surroundings(): Surroundings {
    const { device, channelId } = this
    const world = device.world()
    const doc = channelDocument(channelId)
    const unsent = new Map<string, OutboxItem>()
    for (const item of device.outbox()) if (item.doc === doc && item.root === 'messages') unsent.set(item.key, item)
    return {
      me: device.userId,
      marks: device.marks(channelId),
      unsent,
      pinned: new Set([...device.view(doc).entries('pins')].map(([id]) => id)),
      repliers: () => [],
      person: (userId) => {
        const { name, username, color, avatar } = projectPerson(world, userId as UserId)
        return { userId, name, username, color: color ?? undefined, avatar: avatar ?? undefined }
      },
    }
  }
}
