/** What a chat's row says to a screen reader after its title: "pump-crew, 3 unread, 1 mention, draft, muted". */
import { t } from '../../app/text.ts'
import type { ChatRowView } from '../../stores/chats-view.ts'

export function titleOf(row: Pick<ChatRowView, 'kind' | 'title'>): string {
  return row.kind === 'saved' ? t('chats.savedMessages') : row.title || t('chats.untitled')
}

/**
 * Begins with a comma where there is anything to say: the title stands before it.
 * @param lastKnown  when its other person was last known of, in words; '' = it is known now
 */
export function moreOf(row: ChatRowView, lastKnown = ''): string {
  return [
    row.unread > 0 && t('chats.unread', { n: row.unread }),
    row.mentions > 0 && t('chats.mentions', { n: row.mentions }),
    row.refused > 0 ? t('chats.refused') : row.unsent > 0 && t('chats.waiting', { n: row.unsent }),
    row.hasDraft && t('chats.draft'),
    row.isEncrypted && t('chats.encrypted'),
    row.isMuted && t('chats.muted'),
    lastKnown !== '' && lastKnown,
  ]
    .filter((part) => part !== false)
    .map((part) => `, ${part}`)
    .join('')
}
