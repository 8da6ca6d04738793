/** What the search says of what it found: how much, that there is nothing, and what about the question needs a word. Pure. */
import { t } from '../../app/text.ts'
import { writeFilter } from '../../search/search-query.ts'
import type { SearchView } from '../../search/search-view.ts'

/** What a tab of the search lists. */
export type FoundKind = 'messages' | 'people' | 'chats' | 'files'

export function countWords(found: SearchView, kind: FoundKind): string {
  if (found.local === 'failed') return t('search.failed')
  if (found.local !== 'done') return t('search.looking')
  return t('search.local', { n: kind === 'files' ? found.files : found.total })
}

/** Whether all that was asked has answered, and found nothing of this kind. */
export function isNothing(found: SearchView, kind: FoundKind): boolean {
  if (kind === 'people') return found.people.length === 0
  if (kind === 'chats') return found.chats.length === 0
  const isOver =
    found.local === 'done' && !found.hasMoreOnServer && (kind === 'files' ? found.files : found.total) === 0
  return isOver && found.serverHits.length === 0
}

export function searchNotes(found: SearchView): readonly string[] {
  return [
    ...found.unknown.map(({ name, value }) => t('search.unknown', { value: writeFilter(name, value) })),
    ...(found.isRecentOnly ? [t('search.recentOnly')] : []),
    ...(found.isBuilding ? [t('search.building')] : []),
  ]
}
