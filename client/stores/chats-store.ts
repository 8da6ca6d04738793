/** The chat list: rows with unread counts, in sections. A row is made again only when its own documents changed. */
import { accountDocument, DIRECTORY } from '../../schema/documents.ts'
import { savedChannelId, type ChannelId } from '../../schema/ids.ts'
import { listChannels, projectChatRow, type ChatRow } from '../../schema/projection/project-chats.ts'
import { projectPerson } from '../../schema/projection/project-person.ts'
import type { Device } from '../sync/device.ts'
import { ChatWatch } from './chat-watch.ts'
import { arrangeChats, isSameRow, PINNED_ORDER, type ChatRowView, type ChatsView } from './chats-view.ts'
import type { DraftsStore } from './drafts-store.ts'
import type { MembershipEnds } from './membership-ends.ts'
import type { OutboxStore } from './outbox-store.ts'
import { DerivedStore, TIMERS, type Timers, type Unsubscribe } from './store.ts'
import { channelOfItem } from './unsent-view.ts'

export class ChatsStore extends DerivedStore<ChatsView> {
  #rows = new Map<ChannelId, ChatRow>()
  #stale = new Set<ChannelId>()
  #kept = new Set<ChannelId>()
  #watch: ChatWatch

  constructor(
    private readonly device: Device,
    private readonly outbox: OutboxStore,
    private readonly drafts: DraftsStore,
    private readonly ends: MembershipEnds,
    timers: Timers = TIMERS,
  ) {
    super()
    this.#watch = new ChatWatch(
      device,
      (id) => this.#stale.add(id),
      () => this.changed(),
      timers,
    )
  }

  /** Keeps a chat in the list that no membership names yet: a direct message somebody is about to begin. */
  keep(channelId: ChannelId): void {
    if (this.#kept.has(channelId)) return
    this.#kept.add(channelId)
    this.changed()
  }

  /** It may leave the list again. */
  release(channelId: ChannelId): void {
    if (this.#kept.delete(channelId)) this.changed()
  }

  protected override listen(changed: () => void): Unsubscribe[] {
    const { device } = this
    const all = () => {
      for (const id of this.#rows.keys()) this.#stale.add(id)
      changed()
    }
    const account = device.view(accountDocument(device.userId))
    return [
      account.subscribe((keys) => {
        if (keys === 'all') return all()
        for (const [root, key] of keys) {
          if (root === 'hidden') return all()
          this.#stale.add(key as ChannelId)
        }
        changed()
      }),
      device.view(DIRECTORY).subscribe((keys) => (keys === 'all' || keys.length > 0 ? all() : undefined)),
      this.outbox.subscribe(changed),
      this.drafts.subscribe(changed),
      this.ends.subscribe(changed),
      () => this.#watch.stop(),
    ]
  }

  protected override compute(before: ChatsView | undefined): ChatsView {
    const { device } = this
    const me = device.userId
    const world = device.world()
    const unsent = this.outbox.view.byChat
    const begun = new Set<ChannelId>([savedChannelId(me), ...this.#kept])
    for (const item of device.outbox()) {
      const id = channelOfItem(item)
      if (id) begun.add(id)
    }
    const account = world.registers(accountDocument(me))
    // What somebody began to write is found again, whatever became of the chat.
    for (const [id] of account.entries('drafts')) begun.add(id as ChannelId)
    const ids = listChannels(world, me, begun)
    if (this.isWatched) this.#watch.follow(ids)
    // Those that one is out of stand at the end of the list.
    const left = [...account.entries('memberships')].map(([key]) => key as ChannelId)
    for (const id of [...left, ...this.ends.ids()]) if (!ids.includes(id)) ids.push(id)
    const rows: ChatRowView[] = []
    for (const id of ids) {
      let row = this.#rows.get(id)
      if (!row || this.#stale.has(id) || !this.isWatched)
        this.#rows.set(id, (row = projectChatRow(world, id, me, [device.newestVolume(id)])))
      const counts = unsent.get(id) ?? { unsent: 0, refused: 0 }
      const by = row.lastMessage?.by ?? 0
      const next: ChatRowView = {
        ...row,
        ...counts,
        lastAuthor: by === 0 || by === me ? '' : projectPerson(world, by).name,
        hasDraft: this.drafts.text(id).trim() !== '',
      }
      const old = before?.byId.get(id)
      rows.push(old && isSameRow(old, next) ? old : next)
    }
    this.#stale.clear()
    const isLoading = device.view(accountDocument(me)).state === 'loading'
    const shown = rows.filter(({ isHidden, id }) => !isHidden || this.#kept.has(id))
    return { isLoading, ...arrangeChats(shown, account.get('prefs', PINNED_ORDER)) }
  }
}
