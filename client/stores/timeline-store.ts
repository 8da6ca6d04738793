/**
 * The messages of one channel that are on the screen, in `seq` order, then pending ones by id. Opens the newest volume first
 * and only those that the window touches; scrolling up opens older ones.
 */
import { accountDocument, channelDocument } from '../../schema/documents.ts'
import type { ChannelId, MessageId } from '../../schema/ids.ts'
import { projectChannel } from '../../schema/projection/project-channel.ts'
import { projectUnread } from '../../schema/projection/project-unread.ts'
import { readTimeline, type Timeline } from '../../schema/projection/project-timeline.ts'
import type { ReadValue } from '../../schema/registers/account.ts'
import type { Device } from '../sync/device.ts'
import { ChannelVolumes, type SeqGap } from './channel-volumes.ts'
import { isInTouch } from './is-in-touch.ts'
import type { MessageView } from './message-view.ts'
import { newestMessage, type NewestMessage } from './newest-message.ts'
import type { ShownOutbox } from './shown-outbox.ts'
import { DerivedStore, type Unsubscribe } from './store.ts'
import { surroundingsOf } from './surroundings.ts'
import { TimelineWindow } from './timeline-window.ts'
import { isRefusedMessage, refusedMessageView, toMessageView } from './to-message-view.ts'
import type { Window } from './window.ts'

export interface TimelineView {
  /** The newest volume is still being read from the disk. */
  readonly isLoading: boolean
  /** In timeline order, at most 240. */
  readonly messages: readonly MessageView[]
  /** `more`: `loadOlder` shows more; `loading`: a volume is on its way; `absent`: it is not on this device; `start`: the first message is here. */
  readonly older: 'more' | 'loading' | 'absent' | 'start'
  /** Whether there are newer messages than the window shows. */
  readonly hasNewer: boolean
  /** The new-messages line stands after this seq, fixed while the chat is open; null = nothing was unread. */
  readonly lineSeq: number | null
  readonly gaps: readonly SeqGap[]
  /** The newest message of the chat, to mark as read. */
  readonly latest: NewestMessage | null
}

interface ReadVolumes {
  readonly volumes: readonly number[]
  readonly timeline: Timeline
  /** Of its messages; pending ones as Infinity. */
  readonly seqs: readonly number[]
}

export class TimelineStore extends DerivedStore<TimelineView> {
  #volumes: ChannelVolumes
  #window: TimelineWindow
  #line: number | null | undefined
  /** The first unread message comes after this seq; null = it opens at the end. */
  #opensBehind: number | null = null
  /** What the volumes in the window hold; read again when they are others, or changed. */
  #read: ReadVolumes | null = null

  constructor(
    private readonly device: Device,
    readonly channelId: ChannelId,
    private readonly shown: ShownOutbox,
  ) {
    super()
    this.#volumes = new ChannelVolumes(device, channelId, () => this.changed())
    this.#window = new TimelineWindow(this.#volumes, () => this.#seqs())
  }

  /** One page further up; opens the volume before when the ones in memory end. */
  loadOlder(): void {
    if (this.#window.older()) this.#moved()
  }

  loadNewer(): void {
    if (this.#window.newer()) this.#moved()
  }

  /** Shows a message wherever it is. False when this device does not hold it. */
  jumpTo(messageId: MessageId): boolean {
    const place = this.device.locate(this.channelId, messageId)
    if (!place) return false
    if (place.seq === 0) this.jumpToLatest()
    else this.jumpToSeq(place.seq)
    return true
  }

  jumpToSeq(seq: number): void {
    this.#window.aimAt(seq)
    this.#moved()
  }

  /** Asks anew for what is missing there. The reader stays where they are. */
  load({ fromSeq, toSeq }: SeqGap): void {
    const missing = this.#window.volumes().filter((volume) => {
      const from = this.#volumes.fromOf(volume)
      return from >= fromSeq && from <= toSeq
    })
    this.#volumes.keepOnly(this.#window.held().filter((volume) => !missing.includes(volume)))
    this.changed()
  }

  /** To the oldest message before which nothing is missing: the first of the chat, or what stands below a hole. */
  jumpToFirst(): void {
    let volume = this.#window.volumes()[0]!
    while (volume > 0 && this.#volumes.state(volume - 1) !== 'absent') volume--
    this.jumpToSeq(this.#volumes.fromOf(volume))
  }

  jumpToLatest(): void {
    this.#opensBehind = null
    this.#window.aimAtEnd()
    this.#hold()
    this.#window.openAtEnd()
    this.#moved()
  }

  protected override listen(changed: () => void): Unsubscribe[] {
    const { device, channelId } = this
    this.#window.close()
    this.#line = undefined
    // Nobody told of what changed while nobody looked.
    this.#read = null
    return [
      device.view(channelDocument(channelId)).subscribe(changed),
      device.view(accountDocument(device.userId)).subscribe((keys) => {
        if (keys === 'all' || keys.some(([root, key]) => root === 'hidden' || root === 'blocks' || key === channelId))
          changed()
      }),
      this.shown.onOutbox(changed),
      device.onPeers(() => this.#moved()),
      device.onStatus(() => {
        if (this.#isNewestAbsent()) this.#moved()
      }),
      () => this.#volumes.keepOnly([]),
    ]
  }

  protected override compute(): TimelineView {
    const { device, channelId } = this
    // Nobody told of changes.
    if (!this.isWatched) this.#read = null
    // Where it opens is told by both; the newest volume on this device is read meanwhile.
    const isKnown = [channelDocument(channelId), accountDocument(device.userId)].every(
      (doc) => device.view(doc).state !== 'loading',
    )
    if (isKnown) {
      this.#window.follow(this.#readSeq())
      this.#findLine()
    }
    this.#hold()
    const isRead = isKnown && this.#window.isRead
    // What waits to be sent shows before the volume has come.
    const isShown = (isRead && !this.#isAwaited()) || (isKnown && this.#seqs().length > 0)
    if (isRead) this.#window.settle(this.#opensBehind)
    const window = this.#window.shown
    return {
      isLoading: !isShown,
      messages: isShown ? this.#messages(this.#timeline(), window) : [],
      older: this.#window.above(),
      hasNewer: window.toSeq !== Infinity,
      lineSeq: this.#line ?? null,
      gaps: this.#window.gaps(),
      latest: isKnown ? newestMessage(device, channelId) : null,
    }
  }

  #isNewestAbsent(): boolean {
    return this.#volumes.state(this.#volumes.newest()) === 'absent'
  }

  /** Nothing of a chat that one is in is here yet, and the server is there to send it. */
  #isAwaited(): boolean {
    const { device, channelId } = this
    if (!this.#isNewestAbsent() || this.#seqs().length > 0) return false
    return isInTouch(device) && projectChannel(device.world(), channelId, device.userId).role !== 'none'
  }

  #messages(timeline: Timeline, window: Window): MessageView[] {
    const isShown = (seq: number) => seq >= window.fromSeq && seq <= window.toSeq
    const shown = timeline.view(({ stamp }) => (stamp ? isShown(stamp.seq) : window.toSeq === Infinity))
    const around = surroundingsOf(this.device, this.shown.outbox(), this.channelId, timeline)
    const views = shown.map((message) => toMessageView(message, around))
    if (window.toSeq !== Infinity) return views
    const known = new Set(timeline.messages.map(({ id }) => id as string))
    const refused = [...around.unsent.values()].filter((item) => isRefusedMessage(item) && !known.has(item.key))
    if (refused.length === 0) return views
    const rest = refused.map((item) => refusedMessageView(item, around))
    const sent = views.filter(({ seq }) => seq > 0)
    return [...sent, ...[...views.slice(sent.length), ...rest].sort((a, b) => (a.id < b.id ? -1 : 1))]
  }

  #timeline(): Timeline {
    return this.#readNow().timeline
  }

  #seqs(): readonly number[] {
    return this.#readNow().seqs
  }

  #readNow(): ReadVolumes {
    const { device, channelId } = this
    const volumes = this.#window.volumes()
    if (this.#read?.volumes.join() === volumes.join()) return this.#read
    const isPending = (doc: string, root: string, key: string) => device.view(doc).isPending(root, key)
    const timeline = readTimeline({ world: device.world(), channelId, me: device.userId, volumes, isPending })
    const seqs = timeline.messages.map(({ stamp }) => stamp?.seq ?? Infinity)
    return (this.#read = { volumes, timeline, seqs })
  }

  #hold(): void {
    if (this.isWatched) this.#volumes.hold(this.#window.held())
  }

  /** What is unread at the moment of opening, and where it begins: in a later volume, where these have nothing of it. */
  #findLine(): void {
    const { device, channelId } = this
    while (this.#line === undefined && this.#window.isRead) {
      const volumes = this.#window.volumes()
      const { count, firstSeq, joinedSeq } = projectUnread(device.world(), channelId, device.userId, volumes)
      if (firstSeq === null && this.#window.lookFurther()) continue
      const readSeq = this.#readSeq()
      // Of a chat that was never read, what one has not joined before is read; how far up the rest goes only its start tells.
      const isBegin = firstSeq !== null && (volumes[0] === 0 || joinedSeq > 0)
      this.#opensBehind = firstSeq !== null && (readSeq > 0 || isBegin) ? firstSeq - 1 : null
      this.#line = count === 0 ? null : (this.#opensBehind ?? readSeq)
    }
  }

  #readSeq(): number {
    const read = this.device.view(accountDocument(this.device.userId)).get('read', this.channelId)
    return (read as ReadValue | undefined)?.seq ?? 0
  }

  /** What is read stays as it is; other messages of it are shown, or they look otherwise. */
  #moved(): void {
    super.changed()
  }

  protected override changed(): void {
    this.#read = null
    super.changed()
  }
}
