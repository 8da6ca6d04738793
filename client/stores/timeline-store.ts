/**
 * The messages of one channel that are on the screen: a window over its volumes in `seq` order, then pending ones by id.
 * Opens the newest volume first and only those that the window touches; scrolling up opens older ones.
 */
import { accountDocument, channelDocument, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId, MessageId, UserId } from '../../schema/ids.ts'
import { projectPerson } from '../../schema/projection/project-person.ts'
import { projectUnread } from '../../schema/projection/project-unread.ts'
import { readTimeline, type Timeline } from '../../schema/projection/project-timeline.ts'
import type { ReadValue } from '../../schema/registers/account.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { VolumeValue } from '../../schema/registers/members.ts'
import { newestVolume } from '../../schema/rules/channel.ts'
import type { Device, OutboxItem } from '../sync/device.ts'
import type { MessageView, PersonView } from './message-view.ts'
import { DerivedStore, type Unsubscribe } from './store.ts'
import { refusedMessageView, toMessageView, type Surroundings } from './to-message-view.ts'
import { newer, older, openWindow, trim, windowAround, type Window } from './window.ts'

/** Messages of these seq, both included, are not on this device. */
export interface SeqGap {
  readonly fromSeq: number
  readonly toSeq: number
}

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
  /** Unread messages now, for the jump pill; and the newest seq, to mark as read. */
  readonly unread: number
  readonly latest: { readonly seq: number; readonly id: MessageId } | null
}

const SHOWN_REPLIERS = 3

export class TimelineStore extends DerivedStore<TimelineView> {
  #lo = -1
  #hi = -1
  #held = new Map<number, Unsubscribe[]>()
  #window: Window | null = null
  #line: number | null | undefined
  #wantsOlder = false
  #wantsNewer = false
  #wantsAround: number | null = null
  #timeline: Timeline | null = null

  constructor(
    private readonly device: Device,
    readonly channelId: ChannelId,
  ) {
    super()
  }

  /** One page further up; opens the volume before when the ones in memory end. */
  loadOlder(): void {
    const seqs = this.#seqs()
    if (!this.#window) return
    const next = older(seqs, this.#window)
    if (next !== this.#window) this.#window = next
    else if (this.#lo > 0 && !this.#wantsOlder) {
      this.#wantsOlder = true
      this.#lo--
    } else return
    this.#release()
    this.changed()
  }

  loadNewer(): void {
    if (!this.#window || this.#window.toSeq === Infinity) return
    const next = newer(this.#seqs(), this.#window)
    if (next !== this.#window) this.#window = next
    else if (this.#hi < this.#newest() && !this.#wantsNewer) {
      this.#wantsNewer = true
      this.#hi++
    } else return
    this.#reachEnd()
    this.#release()
    this.changed()
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
    const volume = this.#volumeOf(seq)
    this.#lo = this.#hi = volume
    this.#wantsAround = seq
    this.#window = { fromSeq: seq, toSeq: seq }
    this.changed()
  }

  jumpToLatest(): void {
    this.#lo = this.#hi = this.#newest()
    this.#wantsAround = null
    this.#wantsOlder = this.#wantsNewer = false
    this.#hold()
    this.#timeline = null
    this.#window = this.#state(this.#hi) === 'loading' ? null : openWindow(this.#seqs(), null)
    this.#release()
    this.changed()
  }

  /** Takes the new-messages line away: the reader has reached the end, or pressed Esc. */
  clearLine(): void {
    if (this.#line === null) return
    this.#line = null
    this.changed()
  }

  protected override listen(changed: () => void): Unsubscribe[] {
    const { device, channelId } = this
    this.#lo = this.#hi = -1
    this.#window = null
    this.#line = undefined
    this.#wantsOlder = this.#wantsNewer = false
    this.#wantsAround = null
    return [
      device.view(channelDocument(channelId)).subscribe(changed),
      device.view(accountDocument(device.userId)).subscribe((keys) => {
        if (keys === 'all' || keys.some(([root, key]) => root === 'hidden' || key === channelId)) changed()
      }),
      device.onOutbox(changed),
      device.onPeers(changed),
      () => {
        for (const volume of [...this.#held.keys()]) this.#drop(volume)
      },
    ]
  }

  protected override compute(): TimelineView {
    const { device, channelId } = this
    const world = device.world()
    const me = device.userId
    const newest = this.#newest()
    if (this.#lo < 0) this.#lo = this.#hi = this.#firstVolume(newest)
    // A new volume at the end belongs to a window that has no end.
    if (this.#window?.toSeq === Infinity) this.#hi = newest
    this.#hold()
    const root = device.view(channelDocument(channelId))
    const isRead = this.#state(this.#hi) !== 'loading' && root.state !== 'loading'
    this.#timeline = readTimeline({ world, channelId, me, volumes: this.#volumes(), isPending: this.#isPending })
    const seqs = this.#seqs()
    if (isRead) this.#settle(seqs)
    const window = this.#window ?? { fromSeq: 0, toSeq: Infinity }
    const unreadNow = projectUnread(world, channelId, me, [newest])
    return {
      isLoading: !isRead && seqs.length === 0,
      messages: isRead || seqs.length > 0 ? this.#messages(this.#timeline, window) : [],
      older: this.#older(seqs, window),
      hasNewer: window.toSeq !== Infinity,
      lineSeq: this.#line ?? null,
      gaps: this.#gaps(),
      unread: unreadNow.count,
      latest: latestOf(this.#timeline),
    }
  }

  /** Moves the window to what was asked for, once the volumes for it are read. */
  #settle(seqs: readonly number[]): void {
    if (this.#line === undefined) this.#line = this.#lineNow()
    if (this.#wantsAround !== null && this.#state(this.#hi) === 'ready') {
      this.#window = windowAround(seqs, this.#wantsAround)
      this.#wantsAround = null
      this.#reachEnd()
    }
    this.#window ??= openWindow(seqs, this.#line)
    if (this.#wantsOlder && this.#state(this.#lo) !== 'loading') {
      this.#wantsOlder = false
      this.#window = older(seqs, this.#window)
    }
    if (this.#wantsNewer && this.#state(this.#hi) !== 'loading') {
      this.#wantsNewer = false
      this.#window = newer(seqs, this.#window)
      this.#reachEnd()
    }
    if (this.#window.toSeq === Infinity && this.#hi === this.#newest()) this.#window = trim(seqs, this.#window)
  }

  /** A window that ends at the end of an older volume is not at the end of the channel. */
  #reachEnd(): void {
    const last = this.#seqs().at(-1)
    if (this.#window?.toSeq === Infinity && this.#hi < this.#newest()) {
      this.#window = { ...this.#window, toSeq: last === undefined || last === Infinity ? 0 : last }
    }
  }

  #messages(timeline: Timeline, window: Window): MessageView[] {
    const isShown = (seq: number) => seq >= window.fromSeq && seq <= window.toSeq
    const shown = timeline.view(({ stamp }) => (stamp ? isShown(stamp.seq) : window.toSeq === Infinity))
    const around = this.#surroundings(timeline)
    const views = shown.map((message) => toMessageView(message, around))
    if (window.toSeq !== Infinity) return views
    const known = new Set(timeline.messages.map(({ id }) => id as string))
    const refused = [...around.unsent.values()].filter((item) => isRefusedMessage(item) && !known.has(item.key))
    if (refused.length === 0) return views
    const rest = refused.map((item) => refusedMessageView(item, around))
    const sent = views.filter(({ seq }) => seq > 0)
    return [...sent, ...[...views.slice(sent.length), ...rest].sort((a, b) => (a.id < b.id ? -1 : 1))]
  }

  #surroundings(timeline: Timeline): Surroundings {
    const { device, channelId } = this
    const world = device.world()
    const people = new Map<number, PersonView>()
    const doc = channelDocument(channelId)
    const unsent = new Map<string, OutboxItem>()
    for (const item of device.outbox()) if (item.doc === doc && item.root === 'messages') unsent.set(item.key, item)
    const repliers = new Map<string, UserId[]>()
    for (const { value } of timeline.messages) {
      if (!value.replyTo || value.deletedAt !== undefined) continue
      const known = repliers.get(value.replyTo.id) ?? []
      repliers.set(value.replyTo.id, [value.by as UserId, ...known.filter((id) => id !== value.by)])
    }
    const pins = [...device.view(doc).entries('pins')].map(([id]) => id)
    return {
      me: device.userId,
      marks: device.marks(channelId),
      unsent,
      pinned: new Set(pins),
      repliers: (id) => (repliers.get(id) ?? []).slice(0, SHOWN_REPLIERS),
      person(userId) {
        let person = people.get(userId)
        if (!person) {
          const { name, username, color, avatar } = projectPerson(world, userId as UserId)
          person = { userId, name, username, color: color ?? undefined, avatar: avatar ?? undefined }
          people.set(userId, person)
        }
        return person
      },
    }
  }

  #isPending = (doc: string, root: string, key: string): boolean => this.device.view(doc).isPending(root, key)

  #seqs(): number[] {
    const { device, channelId } = this
    this.#timeline ??= readTimeline({
      world: device.world(),
      channelId,
      me: device.userId,
      volumes: this.#volumes(),
    })
    return this.#timeline.messages.map(({ stamp }) => stamp?.seq ?? Infinity)
  }

  #older(seqs: readonly number[], window: Window): TimelineView['older'] {
    const first = seqs.findIndex((seq) => seq >= window.fromSeq)
    if (first > 0) return 'more'
    const state = this.#lo >= 0 ? this.#state(this.#lo) : 'ready'
    if (state !== 'ready') return state
    return this.#lo > 0 ? 'more' : 'start'
  }

  /** Volumes that the window needs and this device does not have. */
  #gaps(): SeqGap[] {
    return this.#volumes().flatMap((volume) => {
      if (this.#state(volume) !== 'absent') return []
      const fromSeq = this.#fromOf(volume)
      const toSeq = volume < this.#newest() ? this.#fromOf(volume + 1) - 1 : fromSeq
      return volume === this.#newest() && fromSeq === 1 ? [] : [{ fromSeq, toSeq }]
    })
  }

  /** What is unread at the moment of opening. */
  #lineNow(): number | null {
    const { device, channelId } = this
    const unread = projectUnread(device.world(), channelId, device.userId, this.#volumes())
    return unread.count > 0 ? this.#readSeq() : null
  }

  #readSeq(): number {
    const read = this.device.view(accountDocument(this.device.userId)).get('read', this.channelId)
    return (read as ReadValue | undefined)?.seq ?? 0
  }

  /** Where a chat opens: at its first unread message if its volume is near, else at the end. */
  #firstVolume(newest: number): number {
    const readSeq = this.#readSeq()
    return readSeq > 0 && newest > 0 ? Math.max(newest - 1, this.#volumeOf(readSeq + 1)) : newest
  }

  #newest(): number {
    return newestVolume(this.device.world(), this.channelId)
  }

  #fromOf(volume: number): number {
    const value = this.device.view(channelDocument(this.channelId)).get('volumes', String(volume))
    return volume === 0 ? 1 : ((value as VolumeValue | undefined)?.from ?? 1)
  }

  #volumeOf(seq: number): number {
    let volume = this.#newest()
    while (volume > 0 && this.#fromOf(volume) > seq) volume--
    return volume
  }

  #volumes(): number[] {
    if (this.#lo < 0) return [this.#newest()]
    return Array.from({ length: this.#hi - this.#lo + 1 }, (_, i) => this.#lo + i)
  }

  #state(volume: number): 'loading' | 'ready' | 'absent' {
    return this.device.view(volumeDocument(this.channelId, volume)).state
  }

  #hold(): void {
    if (!this.isWatched) return
    for (const volume of this.#volumes()) {
      if (this.#held.has(volume)) continue
      const close = this.device.openVolume(this.channelId, volume)
      const stop = this.device.view(volumeDocument(this.channelId, volume)).subscribe(() => this.changed())
      this.#held.set(volume, [close, stop])
    }
  }

  /** Lets go of volumes that the window has left. */
  #release(): void {
    const window = this.#window
    if (!window || this.#wantsOlder || this.#wantsNewer || this.#wantsAround !== null) return
    const seqs = this.#seqs().filter((seq) => seq >= window.fromSeq && seq <= window.toSeq && seq !== Infinity)
    const [first, last] = [seqs[0], seqs.at(-1)]
    if (first === undefined || last === undefined) return
    this.#lo = Math.max(this.#lo, this.#volumeOf(first))
    if (window.toSeq !== Infinity) this.#hi = Math.min(this.#hi, this.#volumeOf(last))
    for (const volume of [...this.#held.keys()]) if (volume < this.#lo || volume > this.#hi) this.#drop(volume)
  }

  #drop(volume: number): void {
    this.#held.get(volume)?.forEach((stop) => stop())
    this.#held.delete(volume)
  }

  protected override changed(): void {
    this.#timeline = null
    super.changed()
  }
}

function isRefusedMessage(item: OutboxItem): boolean {
  const value = item.value as MessageValue | null
  return item.state === 'refused' && value !== null && value.deletedAt === undefined && value.editedAt === undefined
}

function latestOf(timeline: Timeline): TimelineView['latest'] {
  for (let i = timeline.messages.length - 1; i >= 0; i--) {
    const { id, stamp } = timeline.messages[i]!
    if (stamp) return { seq: stamp.seq, id }
  }
  return null
}
