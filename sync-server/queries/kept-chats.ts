/**
 * Chats that were read once, kept in memory while what they were made from stands still (docs/behaviour.md, CH6). This
 * file bounds them; whether one still holds, `read-chats.ts` asks.
 */
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { ChatFacts, ChatView } from './chat-view.ts'

/** About 1 kB each. */
const MAX_ROWS = 20_000
const MAX_CHANNELS = 5_000

export interface KeptRow {
  /** null: no such chat. */
  readonly facts: ChatFacts | null
  readonly members: ReadonlySet<UserId> | null
  /** Versions of the documents it was made from, by name. */
  readonly versions: Map<string, number>
  /** Registers that alone count of the documents which change all the time. */
  readonly registers: readonly KeptRegister[]
  /** Everything stored stood still since it was last found to hold. */
  checkedAt: number
  /** The last view, and who was there then. */
  view: ChatView | null
  shownAt: number
  online: ReadonlySet<UserId> | null
}

export interface KeptRegister {
  readonly document: string
  readonly root: string
  readonly key: string
  readonly value: unknown
}

export interface KeptViewer {
  readonly rows: Map<ChannelId, KeptRow>
  /** Version of their account, and the messages they hid by then. */
  account: number
  hidden: string
  /** People online whom they may know to be. */
  online: ReadonlySet<UserId>
  onlineAt: { readonly changes: number; readonly version: number } | null
  /** Every channel they are in, by the versions of their account and the directory. */
  channels: { readonly account: number; readonly directory: number; readonly ids: readonly ChannelId[] }
  /** The last lists, by what was asked; none that tells what the clock changes. */
  readonly lists: Map<string, KeptList>
}

export interface KeptList {
  readonly changes: number
  readonly online: number
  readonly chats: readonly ChatView[]
}

export class KeptChats {
  /** The one asked last comes last. */
  private readonly viewers = new Map<UserId, KeptViewer>()
  private readonly members = new Map<ChannelId, { version: number; ids: ReadonlySet<UserId> | null }>()
  private rows = 0
  private people = { version: -1, count: 0 }

  constructor(private readonly maxRows = MAX_ROWS) {}

  of(userId: UserId): KeptViewer {
    const found = this.viewers.get(userId)
    const viewer: KeptViewer = found ?? {
      ...{ rows: new Map(), account: -1, hidden: '', online: new Set(), onlineAt: null, lists: new Map() },
      channels: { account: -1, directory: -1, ids: [] },
    }
    this.viewers.delete(userId)
    this.viewers.set(userId, viewer)
    return viewer
  }

  put(viewer: KeptViewer, channelId: ChannelId, row: KeptRow): void {
    if (!viewer.rows.has(channelId)) this.rows++
    viewer.rows.set(channelId, row)
    if (this.rows > this.maxRows) this.forgetOldest(viewer)
  }

  /** All of one person's. */
  clear(viewer: KeptViewer): void {
    this.rows -= viewer.rows.size
    viewer.rows.clear()
  }

  /** The same set for everyone who looks at the channel. */
  membersOf(channelId: ChannelId, version: number, read: () => ReadonlySet<UserId> | null): ReadonlySet<UserId> | null {
    const found = this.members.get(channelId)
    if (found?.version === version) return found.ids
    const ids = read()
    if (this.members.size >= MAX_CHANNELS) this.members.clear()
    this.members.set(channelId, { version, ids })
    return ids
  }

  countPeople(version: number, count: () => number): number {
    if (this.people.version !== version) this.people = { version, count: count() }
    return this.people.count
  }

  private forgetOldest(current: KeptViewer): void {
    for (const [userId, viewer] of this.viewers) {
      if (viewer === current || this.rows <= this.maxRows / 2) return
      this.clear(viewer)
      this.viewers.delete(userId)
    }
  }
}
