/** The chat list: rows with unread counts, in sections. A row is made again only when its own documents changed. */
import { accountDocument, channelDocument, DIRECTORY, volumeDocument } from '../../schema/documents.ts'
import { savedChannelId, type ChannelId, type UserId } from '../../schema/ids.ts'
import { listChannels, projectChatRow, type ChatRow } from '../../schema/projection/project-chats.ts'
import { projectPerson } from '../../schema/projection/project-person.ts'
import { newestVolume } from '../../schema/rules/channel.ts'
import type { Device, DocumentView } from '../sync/device.ts'
import type { DraftsStore } from './drafts-store.ts'
import { channelOfItem, type OutboxStore } from './outbox-store.ts'
import { DerivedStore, type Unsubscribe } from './store.ts'

export interface ChatRowView extends ChatRow {
  /** Of the last message; '' = one's own, the server's or none. */
  readonly lastAuthor: string
  readonly unsent: number
  readonly refused: number
  readonly hasDraft: boolean
}

export const SECTIONS = ['pinned', 'channels', 'groups', 'direct', 'saved', 'archived', 'left'] as const
export type SectionId = (typeof SECTIONS)[number]

export interface ChatSection {
  readonly id: SectionId
  /** By title: the list does not move under the reader. */
  readonly rows: readonly ChatRowView[]
}

export interface ChatsView {
  /** The account is still being read from the disk. */
  readonly isLoading: boolean
  /** Sections that have rows, in the order of SECTIONS. */
  readonly sections: readonly ChatSection[]
  /** Pinned first, then newest activity: the list of a phone. */
  readonly recent: readonly ChatRowView[]
  readonly byId: ReadonlyMap<ChannelId, ChatRowView>
  /** Of chats that are neither muted nor archived. */
  readonly unread: number
  readonly mentions: number
  /** Unread direct messages and mentions: what the title and the badge count. */
  readonly badge: number
}

/** Chats whose documents are read from the disk at one time. */
const AT_ONCE = 12

export class ChatsStore extends DerivedStore<ChatsView> {
  #rows = new Map<ChannelId, ChatRow>()
  #stale = new Set<ChannelId>()
  #watched = new Map<ChannelId, { volume: number; stop: Unsubscribe[] }>()
  #waiting: ChannelId[] = []
  #loading = new Set<ChannelId>()
  #kept = new Set<ChannelId>()

  constructor(
    private readonly device: Device,
    private readonly outbox: OutboxStore,
    private readonly drafts: DraftsStore,
  ) {
    super()
  }

  /** Keeps a chat in the list that no membership names yet: a direct message somebody is about to begin. */
  keep(channelId: ChannelId): void {
    if (this.#kept.has(channelId)) return
    this.#kept.add(channelId)
    this.changed()
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
      () => this.#unwatch(),
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
    const ids = listChannels(world, me, begun)
    if (this.isWatched) this.#watch(ids)
    const account = world.registers(accountDocument(me))
    for (const [key] of account.entries('memberships')) if (!ids.includes(key as ChannelId)) ids.push(key as ChannelId)
    const rows: ChatRowView[] = []
    for (const id of ids) {
      let row = this.#rows.get(id)
      if (!row || this.#stale.has(id) || !this.isWatched) this.#rows.set(id, (row = projectChatRow(world, id, me)))
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
    return { isLoading, ...arrange(rows.filter(({ isHidden, id }) => !isHidden || this.#kept.has(id))) }
  }

  /** Listens to the root and the newest volume of each chat, a few at a time. */
  #watch(ids: readonly ChannelId[]): void {
    const wanted = new Set(ids)
    for (const id of [...this.#watched.keys()]) if (!wanted.has(id)) this.#unwatch(id)
    this.#waiting = ids.filter((id) => !this.#watched.has(id))
    for (const [id, watched] of this.#watched) {
      const newest = newestVolume(this.device.world(), id)
      if (newest !== watched.volume) {
        this.#unwatch(id)
        this.#watchOne(id)
      }
    }
    this.#next()
  }

  #next(): void {
    while (this.#waiting.length > 0 && this.#loading.size < AT_ONCE) this.#watchOne(this.#waiting.shift() as ChannelId)
  }

  #watchOne(id: ChannelId): void {
    const root = this.device.view(channelDocument(id))
    const volume = newestVolume(this.device.world(), id)
    const views: DocumentView[] = [root, this.device.view(volumeDocument(id, volume))]
    const told = () => {
      this.#stale.add(id)
      if (views.every(({ state }) => state !== 'loading')) this.#loading.delete(id)
      this.changed()
    }
    this.#watched.set(id, { volume, stop: views.map((view) => view.subscribe(told)) })
    this.#stale.add(id)
    if (views.some(({ state }) => state === 'loading')) this.#loading.add(id)
  }

  #unwatch(id?: ChannelId): void {
    for (const [key, { stop }] of [...this.#watched]) {
      if (id !== undefined && key !== id) continue
      stop.forEach((end) => end())
      this.#watched.delete(key)
      this.#loading.delete(key)
    }
  }
}

/** Pure: rows into sections. */
export function arrange(rows: readonly ChatRowView[]): Omit<ChatsView, 'isLoading'> {
  const { compare } = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
  const byTitle = [...rows].sort((a, b) => compare(a.title, b.title) || (a.id < b.id ? -1 : 1))
  const sections = SECTIONS.map((id) => ({ id, rows: byTitle.filter((row) => sectionOf(row) === id) }))
  const listed = rows.filter((row) => row.role !== 'none' && !row.isArchived)
  const loud = listed.filter(({ isMuted }) => !isMuted)
  const sum = (of: readonly ChatRowView[], count: (row: ChatRowView) => number) =>
    of.reduce((n, row) => n + count(row), 0)
  return {
    sections: sections.filter((section) => section.rows.length > 0),
    recent: [...listed].sort(
      (a, b) => Number(b.isPinned) - Number(a.isPinned) || b.activityAt - a.activityAt || compare(a.title, b.title),
    ),
    byId: new Map(rows.map((row) => [row.id, row])),
    unread: sum(loud, ({ unread }) => unread),
    mentions: sum(listed, ({ mentions }) => mentions),
    badge: sum(listed, (row) => (row.kind === 'direct' && !row.isMuted ? row.unread : row.mentions)),
  }
}

function sectionOf(row: ChatRowView): SectionId {
  if (row.role === 'none') return row.kind === 'direct' || row.kind === 'saved' ? row.kind : 'left'
  if (row.isArchived) return 'archived'
  if (row.isPinned) return 'pinned'
  switch (row.kind) {
    case 'direct':
    case 'saved':
      return row.kind
    case 'group':
    case 'private':
      return 'groups'
    default:
      return 'channels'
  }
}

function isSameRow(a: ChatRowView, b: ChatRowView): boolean {
  const keys = Object.keys(b) as (keyof ChatRowView)[]
  return keys.every((key) => Object.is(a[key], b[key]) || (key === 'lastMessage' && isSameLast(a, b)))
}

function isSameLast(a: ChatRow, b: ChatRow): boolean {
  return a.lastMessage?.id === b.lastMessage?.id && a.lastMessage?.excerpt === b.lastMessage?.excerpt
}

/** The chat before or after another in the order of the list; with `unreadOnly` the next one that has something new. */
export function neighbour(view: ChatsView, from: string | null, step: 1 | -1, unreadOnly = false): ChannelId | null {
  const rows = view.sections.filter(({ id }) => id !== 'archived' && id !== 'left').flatMap((section) => section.rows)
  const at = rows.findIndex(({ id }) => id === from)
  const start = at < 0 ? (step > 0 ? -1 : rows.length) : at
  for (let i = 1; i <= rows.length; i++) {
    const row = rows[(start + step * i + rows.length * 2) % rows.length]
    if (row && row.id !== from && (!unreadOnly || row.unread > 0)) return row.id
  }
  return null
}

export type { ChatRow, UserId }
