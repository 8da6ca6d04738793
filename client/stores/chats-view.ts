/** What the chat list shows: rows, their sections and counts, and which chat is next to another. Pure. */
import type { ChannelId } from '../../schema/ids.ts'
import type { ChatRow } from '../../schema/projection/project-chats.ts'
import { badgeCount } from '../../schema/rules/badge.ts'
import { isSameEvent, type SystemEventView } from './system-event.ts'

export interface ChatRowView extends ChatRow {
  /** Of the last message; '' = one's own, the server's or none. */
  readonly lastAuthor: string
  /** Of the last message, where the server told it. */
  readonly lastEvent: SystemEventView | null
  /** Address of the picture of the other one of a direct message; '' = none. */
  readonly picture: string
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
  /** One's own that are not archived, pinned first, then newest activity: the list of a phone. */
  readonly recent: readonly ChatRowView[]
  /** Of the list. */
  readonly byId: ReadonlyMap<ChannelId, ChatRowView>
  /** Those of the list, section by section, and then those left out of it: direct messages that are closed. */
  readonly all: ReadonlyMap<ChannelId, ChatRowView>
  /** Of chats that are neither muted nor archived. */
  readonly unread: number
  readonly mentions: number
  /** Unread direct messages and mentions: what the title and the badge count. */
  readonly badge: number
}

let byName: Intl.Collator | undefined

/** The preference that holds the ids of pinned chats in the person's order. */
export const PINNED_ORDER = 'chats.pinnedOrder'

/**
 * Rows into sections, and what they count. Favourites stand before the others.
 *
 * @param closed  what the list leaves out
 * @param pinned  ids of pinned chats, with blanks between; those that it lacks follow
 */
export function arrangeChats(
  rows: readonly ChatRowView[],
  closed: readonly ChatRowView[],
  pinned?: unknown,
): Omit<ChatsView, 'isLoading'> {
  const order = typeof pinned === 'string' ? pinned : ''
  const { compare } = (byName ??= new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' }))
  const placeOf = ({ id, isPinned, isFavorite }: ChatRowView) =>
    isPinned && order.includes(id) ? order.indexOf(id) - order.length : isFavorite ? 0 : 1
  const byTitle = [...rows].sort(
    (a, b) => placeOf(a) - placeOf(b) || compare(a.title, b.title) || (a.id < b.id ? -1 : 1),
  )
  const sections = SECTIONS.map((id) => ({ id, rows: byTitle.filter((row) => sectionOf(row) === id) }))
  const listed = rows.filter((row) => isMine(row) && !row.isArchived)
  const loud = listed.filter(({ isMuted }) => !isMuted)
  const sum = (of: readonly ChatRowView[], count: (row: ChatRowView) => number) =>
    of.reduce((n, row) => n + count(row), 0)
  return {
    sections: sections.filter((section) => section.rows.length > 0),
    recent: [...listed].sort(
      (a, b) => Number(b.isPinned) - Number(a.isPinned) || b.activityAt - a.activityAt || compare(a.title, b.title),
    ),
    byId: new Map(rows.map((row) => [row.id, row])),
    all: new Map([...sections.flatMap((section) => section.rows), ...closed].map((row) => [row.id, row])),
    unread: sum(loud, ({ unread }) => unread),
    mentions: sum(listed, ({ mentions }) => mentions),
    badge: sum(listed, badgeCount),
  }
}

/** Of those that one is in, the archived and the closed ones too: by newest activity. */
export function ownChats({ all }: Pick<ChatsView, 'all'>): ChatRowView[] {
  return [...all.values()].filter(isMine).sort((a, b) => b.activityAt - a.activityAt)
}

/** A chat that one joins without a connection is one's own already; one of two people or of one cannot be left. */
export function isMine({ role, unsent, kind }: ChatRowView): boolean {
  return role !== 'none' || unsent > 0 || kind === 'direct' || kind === 'saved'
}

function sectionOf(row: ChatRowView): SectionId {
  if (!isMine(row)) return 'left'
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

/** Whether a row made again shows the same, so that the old object stays. */
export function isSameRow(a: ChatRowView, b: ChatRowView): boolean {
  const keys = Object.keys(b) as (keyof ChatRowView)[]
  return keys.every((key) => {
    if (key === 'lastMessage') return isSameLast(a, b)
    return key === 'lastEvent' ? isSameEvent(a.lastEvent, b.lastEvent) : Object.is(a[key], b[key])
  })
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
