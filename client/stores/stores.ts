/** All stores of a device, made once: `storesOf(device)` is the same object every time, so any element may ask for it. */
import { accountDocument } from '../../schema/documents.ts'
import type { ChannelId, MessageId } from '../../schema/ids.ts'
import type { ReadValue } from '../../schema/registers/account.ts'
import type { Device } from '../sync/device.ts'
import { Actions } from './actions.ts'
import { ChatStore } from './chat-store.ts'
import { ChatsStore } from './chats-store.ts'
import { DirectoryStore } from './directory-store.ts'
import { DraftsStore } from './drafts-store.ts'
import { localBox, type ListedBox } from './local-box.ts'
import { MembershipEnds } from './membership-ends.ts'
import { MuteEnds } from './mute-ends.ts'
import { newestMessage, type NewestMessage } from './newest-message.ts'
import { once } from './once.ts'
import { OutboxStore } from './outbox-store.ts'
import { PrefsStore } from './prefs-store.ts'
import { PresenceStore } from './presence-store.ts'
import { TIMERS, type Timers } from './store.ts'
import { ShownOutbox } from './shown-outbox.ts'
import { SyncStore } from './sync-store.ts'
import { TimelineStore } from './timeline-store.ts'

export class Stores {
  readonly sync: SyncStore
  readonly outbox: OutboxStore
  /** What is discarded with an undo goes through here. */
  readonly shownOutbox: ShownOutbox
  readonly drafts: DraftsStore
  readonly chats: ChatsStore
  readonly ends: MembershipEnds
  readonly mutes: MuteEnds
  readonly directory: DirectoryStore
  readonly prefs: PrefsStore
  readonly presence: PresenceStore
  readonly actions: Actions
  #chats = new Map<ChannelId, ChatStore>()
  #timelines = new Map<ChannelId, TimelineStore>()

  constructor(
    readonly device: Device,
    box: ListedBox = localBox(),
    timers: Timers = TIMERS,
  ) {
    this.shownOutbox = new ShownOutbox(device)
    this.outbox = new OutboxStore(device, this.shownOutbox)
    this.sync = new SyncStore(device, this.shownOutbox, this.outbox, timers)
    this.drafts = new DraftsStore(device, box, timers)
    this.ends = new MembershipEnds(device, box)
    this.mutes = new MuteEnds(device, timers)
    this.chats = new ChatsStore(device, this.outbox, this.drafts, this.ends, this.mutes, timers)
    this.directory = new DirectoryStore(device)
    this.prefs = new PrefsStore(device)
    this.presence = new PresenceStore(device)
    this.actions = new Actions(device, this.drafts)
  }

  chat(channelId: ChannelId): ChatStore {
    return once(this.#chats, channelId, () => new ChatStore(this.device, channelId, this.ends, this.mutes))
  }

  timeline(channelId: ChannelId): TimelineStore {
    return once(this.#timelines, channelId, () => new TimelineStore(this.device, channelId, this.shownOutbox))
  }

  /** The newest stamped message of a channel that this device has. */
  latest(channelId: ChannelId): NewestMessage | null {
    return newestMessage(this.device, channelId)
  }

  /** Up to where the person has read a channel; seq 0 = nothing. */
  readMark(channelId: ChannelId): { readonly seq: number; readonly id: MessageId | undefined } {
    const value = this.device.view(accountDocument(this.device.userId)).get('read', channelId)
    const mark = value as ReadValue | undefined
    return { seq: mark?.seq ?? 0, id: mark?.messageId as MessageId | undefined }
  }
}

const made = new WeakMap<Device, Stores>()

export function storesOf(device: Device): Stores {
  return once(made, device, () => new Stores(device))
}

/** For tests and fixtures, which bring their own clock and box. */
export function useStores(device: Device, stores: Stores): void {
  made.set(device, stores)
}
