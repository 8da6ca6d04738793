/** What is written and not sent, as the list of drafts shows it: in chats, in threads, of edits, and files without a word. Pure. */
import type { ChannelId } from '../../schema/ids.ts'
import type { ChatRowView, ChatsView } from './chats-view.ts'
import { parseDraftKey, type DraftPlace } from './draft-key.ts'
import { joinWritten, type DraftsStore } from './drafts-store.ts'

export interface DraftEntry {
  readonly key: string
  readonly place: DraftPlace
  /** null = not among this person's chats any more. */
  readonly chat: Pick<ChatRowView, 'kind' | 'title'> | null
  /** What was pasted and has no answer yet stands below it. */
  readonly text: string
  /** Names of the files beside it. */
  readonly files: readonly string[]
}

const KINDS: readonly DraftPlace['kind'][] = ['chat', 'thread', 'edit']

/** Those that would be lost with this device. */
export function draftsOnlyHere(
  drafts: Parameters<typeof draftEntries>[0] & Pick<DraftsStore, 'onlyHere'>,
  chats: Pick<ChatsView, 'all'>,
): DraftEntry[] {
  const onlyHere = drafts.onlyHere()
  return draftEntries(drafts, chats).filter(({ key }) => onlyHere.has(key))
}

/** Chats by newest activity; of each its own draft, then those of its threads, then edits. */
export function draftEntries(
  drafts: Pick<DraftsStore, 'begun' | 'view' | 'pasted' | 'trays'>,
  { all }: Pick<ChatsView, 'all'>,
): DraftEntry[] {
  const rowOf = ({ place }: Pick<DraftEntry, 'place'>) => all.get(place.chatId as ChannelId)
  const entries = [...drafts.begun()].flatMap((key): DraftEntry[] => {
    const place = parseDraftKey(key)
    if (!place) return []
    const chat = rowOf({ place }) ?? null
    const text = joinWritten(drafts.view.get(key) ?? '', drafts.pasted.text(key))
    return [{ key, place, chat, text, files: drafts.trays.get(key) ?? [] }]
  })
  const kindOf = ({ place }: DraftEntry) => KINDS.indexOf(place.kind)
  const newestOf = (entry: DraftEntry) => rowOf(entry)?.activityAt ?? 0
  return entries.sort(
    (a, b) =>
      newestOf(b) - newestOf(a) ||
      Number(a.place.chatId > b.place.chatId) - Number(a.place.chatId < b.place.chatId) ||
      kindOf(a) - kindOf(b),
  )
}
