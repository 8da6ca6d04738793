/** People and chats whose names hold all the words of a search. */
import type { ChannelId } from '../../schema/ids.ts'
import type { Stores } from '../stores/stores.ts'
import type { Names } from './resolve-query.ts'
import type { FoundChat, SearchView } from './search-view.ts'
import { foldText } from './words.ts'

const MAX_NAMED = 20

/** @param terms  folded; of none, nobody is found */
export function findByName(
  stores: Stores,
  names: Names,
  terms: readonly string[],
): Pick<SearchView, 'people' | 'chats'> {
  if (terms.length === 0) return { people: [], chats: [] }
  const isFound = (...given: readonly string[]) => {
    const folded = given.map(foldText)
    return terms.every((term) => folded.some((name) => name.includes(term)))
  }
  const { people, channels } = stores.directory.view
  const known = new Set(names.chats.map(({ id }) => id))
  const rows = stores.chats.view.all
  const own = names.chats
    .filter(({ title, handle, other }) => other === null && isFound(title, handle))
    .map(({ id, title }): FoundChat => ({ id, title, kind: rows.get(id as ChannelId)!.kind }))
  const open = channels.filter(({ id, title, handle }) => !known.has(id) && isFound(title, handle))
  return {
    people: people.filter(({ name, username }) => isFound(name, username)).slice(0, MAX_NAMED),
    chats: [...own, ...open].slice(0, MAX_NAMED),
  }
}
