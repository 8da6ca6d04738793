/** The name of a chat's row for a screen reader: "pump-crew, 3 unread, 1 mention, draft, muted". */
import { formatList } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import type { ChatRowView } from '../../stores/chats-store.ts'

export function titleOf(row: Pick<ChatRowView, 'kind' | 'title'>): string {
  return row.kind === 'saved' ? t('chats.savedMessages') : row.title || t('chats.untitled')
}

export function labelOf(row: ChatRowView): string {
  const parts = [
    titleOf(row),
    row.unread > 0 && t('chats.unread', { n: row.unread }),
    row.mentions > 0 && t('chats.mentions', { n: row.mentions }),
    row.refused > 0 ? t('chats.refused') : row.unsent > 0 && t('chats.waiting', { n: row.unsent }),
    row.hasDraft && t('chats.draft'),
    row.isMuted && t('chats.muted'),
  ].filter((part) => part !== false)
  return parts.length === 1 ? String(parts[0]) : listOf(parts)
}

/** Commas alone: "and" before the last would belong to the title. */
function listOf(parts: readonly string[]): string {
  return formatList([...parts, '']).includes('،') ? parts.join('، ') : parts.join(', ')
}
