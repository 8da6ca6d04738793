/** The chat list: rows with unread counts, in sections. A row is made again only when its own documents changed. */
import { accountDocument, channelDocument, DIRECTORY, volumeDocument } from '../../schema/documents.ts'
import { channelIdForm, parseChannelId, savedChannelId, type ChannelId, type UserId } from '../../schema/ids.ts'
import { listChannels, projectChatRow, type ChatRow } from '../../schema/projection/project-chats.ts'
import { projectPerson } from '../../schema/projection/project-person.ts'
import type { Device } from '../sync/device.ts'
import { ChatWatch } from './chat-watch.ts'
import { arrangeChats, isSameRow, ownChats, PINNED_ORDER, type ChatRowView, type ChatsView } from './chats-view.ts'
import type { DraftsStore } from './drafts-store.ts'
import type { MembershipEnds } from './membership-ends.ts'
import type { MuteEnds } from './mute-ends.ts'
import type { OutboxStore } from './outbox-store.ts'
import { RowShelf } from './row-shelf.ts'
import { systemEventView } from './system-event.ts'
import { DerivedStore, TIMERS, type Timers, type Unsubscribe } from './store.ts'
import { channelOfItem } from './unsent-view.ts'
import { wantedNames, withWantedName } from './wanted-names.ts'

/** Of a long pasted text a row shows no more. */
const PASTED_CHARS = 200

export class ChatsStore extends DerivedStore<ChatsView> {
  #rows = new Map<ChannelId, ChatRow>()
  #stale = new Set<ChannelId>()
  #kept = new Set<ChannelId>()
  /** What the list had last. */
  #listed: ReadonlyMap<ChannelId, unknown> = new Map()
  #watch: ChatWatch
  #shelf: RowShelf
  #stopMute: Unsubscribe | undefined

  constructor(
    private readonly device: Device,
    private readonly outbox: OutboxStore,
    private readonly drafts: DraftsStore,
    private readonly ends: MembershipEnds,
    private readonly mutes: MuteEnds,
    timers: Timers = TIMERS,
  ) {
    super()
    this.#shelf = new RowShelf(device, timers)
    for (const row of device.keptRows) this.#rows.set(row.id, row)
    this.#watch = new ChatWatch(
      device,
      (id) => this.#stale.add(id),
      () => this.changed(),
      timers,
    )
  }

  /** Keeps a chat in the list while it is looked at: one that is hidden, or a direct message somebody is about to begin. */
  keep(channelId: ChannelId): void {
    if (this.#kept.has(channelId)) return
    this.#kept.add(channelId)
    // Opening a chat that is there makes nothing else of the list.
    if (!this.#listed.has(channelId)) this.changed()
  }

  /** It may leave the list again. */
  release(channelId: ChannelId): void {
    if (this.#kept.delete(channelId)) this.changed()
  }

  /** All that one is in, those left out of the list too, by newest activity: whose history is kept. */
  own(): readonly ChatRowView[] {
    return ownChats(this.view)
  }

  /** Keeps the list for the next start now: the page may be about to go. */
  flush(): void {
    this.#shelf.flush()
  }

  #besideDraft(id: ChannelId): string {
    return this.drafts.pasted.text(id).slice(0, PASTED_CHARS) || (this.drafts.trays.get(id) ?? []).join(', ')
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
      this.outbox.subscribe(() => this.#watch.tell()),
      this.drafts.onBegun(() => this.#watch.tell()),
      this.ends.subscribe(changed),
      () => this.#watch.stop(),
      () => this.#stopMute?.(),
      () => this.#shelf.flush(),
    ]
  }

  protected override compute(before: ChatsView | undefined): ChatsView {
    const { device } = this
    const me = device.userId
    const world = device.world()
    const unsent = this.outbox.view.byChat
    // Of any other chat only a membership tells: an address may lead to what nobody here may read.
    const opened = [...this.#kept].filter((id) => {
      const form = channelIdForm(id)
      return form?.form === 'direct' && form.users.includes(me)
    })
    const begun = new Set<ChannelId>([savedChannelId(me), ...opened])
    for (const item of device.outbox()) {
      const id = channelOfItem(item)
      if (id) begun.add(id)
    }
    const account = world.registers(accountDocument(me))
    // What somebody began to write is found again, whatever became of the chat.
    for (const key of this.drafts.begun()) {
      const id = parseChannelId(key.split('/')[0]!)
      if (id !== null) begun.add(id)
    }
    const isLoading = device.view(accountDocument(me)).state === 'loading'
    // Until the account tells, those of the last time.
    if (isLoading) for (const { id } of device.keptRows) begun.add(id)
    const ids = listChannels(world, me, begun)
    if (this.isWatched) this.#watch.follow(ids)
    // Those that one is out of stand at the end of the list.
    const left = [...account.entries('memberships')].map(([key]) => key as ChannelId)
    for (const id of [...left, ...this.ends.ids()]) if (!ids.includes(id)) ids.push(id)
    const names = wantedNames(device.outbox(), 'title')
    const rows: ChatRowView[] = []
    for (const id of ids) {
      let row = this.#rows.get(id)
      // While its documents are read it stays what it was: half of them would tell of a chat without messages.
      if (!row || ((this.#stale.has(id) || !this.isWatched) && !this.#isBeingRead(id)))
        this.#rows.set(id, (row = projectChatRow(world, id, me, [device.newestVolume(id)])))
      // Also of one that was kept from the last time, and whose documents are still being read.
      if (row.mutedUntil !== null && row.mutedUntil <= world.nowMs)
        this.#rows.set(id, (row = { ...row, isMuted: false, mutedUntil: null }))
      const counts = unsent.get(id) ?? { unsent: 0, refused: 0 }
      const { by = 0, event = null } = row.lastMessage ?? {}
      const nameOf = (userId: number) => projectPerson(world, userId as UserId).name
      const next: ChatRowView = {
        ...withWantedName(row, names),
        ...counts,
        lastAuthor: by === 0 || by === me ? '' : nameOf(by),
        picture: row.other === null ? '' : (projectPerson(world, row.other).avatar ?? ''),
        lastEvent: event ? systemEventView(event, nameOf) : null,
        hasDraft: this.drafts.has(id),
        draft: row.draft || this.#besideDraft(id),
      }
      const old = before?.all.get(id)
      rows.push(old && isSameRow(old, next) ? old : next)
    }
    this.#stale.clear()
    this.#awaitMute(rows)
    if (this.isWatched && !isLoading) this.#shelf.put(ids.map((id) => this.#rows.get(id)!))
    const isShown = ({ isHidden, id }: ChatRowView) => !isHidden || this.#kept.has(id)
    const [shown, closed] = [rows.filter(isShown), rows.filter((row) => !isShown(row))]
    const pinned = account.get('prefs', PINNED_ORDER)
    const arranged = arrangeChats(shown, closed, pinned)
    this.#listed = arranged.byId
    return { isLoading: isLoading && rows.length === 0, ...arranged }
  }

  /** UI190: the row whose mute is over first. */
  #awaitMute(rows: readonly ChatRowView[]): void {
    this.#stopMute?.()
    const ends = rows.flatMap(({ mutedUntil }) => mutedUntil ?? [])
    if (this.isWatched && ends.length > 0) this.#stopMute = this.mutes.after(Math.min(...ends), () => this.changed())
  }

  #isBeingRead(id: ChannelId): boolean {
    const { device } = this
    const isLoading = (doc: string) => device.view(doc).state === 'loading'
    return isLoading(channelDocument(id)) || isLoading(volumeDocument(id, device.newestVolume(id)))
  }
}
