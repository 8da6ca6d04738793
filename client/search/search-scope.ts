/** What one search may look through, as this device's documents tell it now (docs/behaviour.md, SR11, SR12). */
import { accountDocument, channelDocument, parseDocumentName } from '../../schema/documents.ts'
import { writtenAt } from '../../schema/ids.ts'
import type { ChannelPrefs, ReadValue } from '../../schema/registers/account.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { Stores } from '../stores/stores.ts'
import type { Device, OutboxItem } from '../sync/device.ts'
import type { FoundRow, IndexSearch, SearchOrder } from './index-question.ts'
import type { Names, ResolvedQuery } from './resolve-query.ts'
import { searchRowOf } from './search-row.ts'

export interface SearchPage {
  readonly order: SearchOrder
  readonly limit: number
  readonly toOf?: number
  readonly isNamed?: boolean
}

/** Chats that one may read, closed ones too, with the names that filters use. */
export function namesOf(stores: Stores, savedTitle: string): Names {
  const { me, people } = stores.directory.view
  const rows = [...stores.chats.view.all.values()].filter(({ role }) => role !== 'none')
  return {
    me: me.userId,
    people,
    chats: rows.map(({ id, kind, title, other }) => ({
      id,
      title: kind === 'saved' ? savedTitle : title,
      handle: (stores.device.view(channelDocument(id)).get('meta', 'handle') as string | undefined) ?? '',
      other,
      isSaved: kind === 'saved',
    })),
  }
}

/** @returns null where nothing can be found: a filter means nothing here */
export function indexSearchOf(
  device: Device,
  names: Names,
  query: ResolvedQuery,
  page: SearchPage,
): IndexSearch | null {
  if (query.unknown.length > 0) return null
  const account = device.view(accountDocument(device.userId))
  const wanted = query.chats && new Set(query.chats)
  const chats = names.chats.filter(({ id }) => !wanted || wanted.has(id))
  const { pending, overruled } = waitingOf(device)
  return {
    terms: query.terms,
    chats: chats.map(({ id }) => ({
      id,
      clearedSeq: (account.get('channels', id) as ChannelPrefs | undefined)?.clearedSeq ?? 0,
      readSeq: (account.get('read', id) as ReadValue | undefined)?.seq ?? 0,
    })),
    hidden: [...account.entries('hidden')].map(([id]) => id),
    pending,
    overruled,
    from: query.from,
    traits: query.traits,
    after: query.after,
    before: query.before,
    ids: query.isPinned ? chats.flatMap(({ id }) => pinsOf(device, id)) : null,
    unreadOf: query.isUnread ? device.userId : null,
    toOf: null,
    isNamed: false,
    isRecentOnly: query.isRecentOnly,
    ...page,
  }
}

function pinsOf(device: Device, channel: string): string[] {
  const doc = channelDocument(channel as Parameters<typeof channelDocument>[0])
  return [...device.view(doc).entries('pins')].map(([id]) => id)
}

/** What waits in the outbox counts as the screen shows it. */
function waitingOf(device: Device): { pending: FoundRow[]; overruled: string[] } {
  const pending: FoundRow[] = []
  const overruled: string[] = []
  for (const { doc, root, key, value, state } of device.outbox()) {
    const ref = parseDocumentName(doc)
    if (root !== 'messages' || ref?.kind !== 'channel' || isOver(state)) continue
    overruled.push(key)
    if (value === null) continue
    const row = searchRowOf(key, value as unknown as MessageValue, undefined, device.userId, writtenAt(key))
    if (row) pending.push({ ...row, channel: ref.channelId })
  }
  return { pending, overruled }
}

function isOver(state: OutboxItem['state']): boolean {
  return state === 'refused' || state === 'superseded'
}
