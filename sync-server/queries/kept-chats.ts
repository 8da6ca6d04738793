/**
 * Chats that were read once, kept in memory while what they were made from stands still (docs/behaviour.md, CH6). This
 * file bounds them; whether one still holds, `read-chats.ts` asks.
 */
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { ChatFacts, ChatView } from './chat-view.ts'

/** About 1 kB each: a row, and more for the text that a long last message brings along. */
const MAX_UNITS = 20_000
const UNIT_CHARS = 256
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
  /** The last list, unless it tells what the clock changes. */
  list: KeptList | null
  /** What all rows take. */
  units: number
}

export interface KeptList {
  /** What was asked. */
  readonly key: string
  readonly changes: number
  readonly online: number
  readonly chats: readonly ChatView[]
}

export class KeptChats {
  /** The one asked last comes last. */
  private readonly viewers = new Map<UserId, KeptViewer>()
  private readonly members = new Map<ChannelId, { version: number; ids: ReadonlySet<UserId> | null }>()
  private units = 0
  private people = { version: -1, count: 0 }

  constructor(private readonly maxUnits = MAX_UNITS) {}

  of(userId: UserId): KeptViewer {
    const found = this.viewers.get(userId)
    const viewer: KeptViewer = found ?? {
      ...{ rows: new Map(), account: -1, hidden: '', online: new Set(), onlineAt: null },
      ...{ channels: { account: -1, directory: -1, ids: [] }, list: null, units: 0 },
    }
    this.viewers.delete(userId)
    this.viewers.set(userId, viewer)
    return viewer
  }

  put(viewer: KeptViewer, channelId: ChannelId, row: KeptRow): void {
    const units = unitsOf(row) - unitsOf(viewer.rows.get(channelId))
    viewer.rows.set(channelId, row)
    viewer.units += units
    this.units += units
    if (this.units > this.maxUnits) this.forgetOldest(viewer)
  }

  /** All of one person's. */
  clear(viewer: KeptViewer): void {
    this.units -= viewer.units
    viewer.units = 0
    viewer.rows.clear()
    viewer.list = null
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
      if (viewer === current || this.units <= this.maxUnits / 2) return
      this.clear(viewer)
      this.viewers.delete(userId)
    }
  }
}

function unitsOf(row: KeptRow | undefined): number {
  return row ? 1 + Math.floor((row.facts?.lastMessage?.text?.length ?? 0) / UNIT_CHARS) : 0
}
