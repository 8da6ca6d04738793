/** Names that chats are to get: one that was refused is in no document, and the outbox alone still knows it. */
import { parseDocumentName } from '../../schema/documents.ts'
import { ErrorCode } from '../../schema/errors.ts'
import { channelIdForm, type ChannelId } from '../../schema/ids.ts'
import type { OutboxItem } from '../sync/device.ts'
import { waitsForFounding } from './refused-founding.ts'

type NameKey = 'title' | 'handle'
export type NamesOfChats = ReadonlyMap<ChannelId, string>

export function wantedNames(items: readonly OutboxItem[], wanted: NameKey): NamesOfChats {
  const names = new Map<ChannelId, string>()
  for (const { doc, root, key, value } of items) {
    const document = root === 'meta' && key === wanted ? parseDocumentName(doc) : null
    if (document?.kind === 'channel' && typeof value === 'string') names.set(document.channelId, value)
  }
  return names
}

/** Those that the server did not accept because another chat has them. */
export function takenNames(items: readonly OutboxItem[], wanted: NameKey): NamesOfChats {
  const taken = items.filter(({ state, code }) => state === 'refused' && code === ErrorCode.Conflict)
  return wantedNames(taken, wanted)
}

/** Where nobody tells a chat's name, its projection has the id, which is none. '' = no name is wanted either. */
export function withWantedName<Chat extends { readonly id: ChannelId; readonly title: string }>(
  chat: Chat,
  titles: NamesOfChats,
): Chat {
  // The default channels are called by their ids.
  const isNameless = chat.title === chat.id && channelIdForm(chat.id)?.form === 'founded'
  return isNameless ? { ...chat, title: titles.get(chat.id) ?? '' } : chat
}

/** Whether it waits with its chat, whose founding waits for another name: nothing of it goes before. */
export function waitsForName(item: OutboxItem, isTaken: boolean): boolean {
  return isTaken && waitsForFounding(item)
}
