/** Marks every chat as read, with an undo that puts each mark back where it was. */
import type { Stores } from '../stores/stores.ts'
import { notices } from './notices.ts'
import { t } from './text.ts'

export function markAllRead(stores: Stores): void {
  const undo: (() => void)[] = []
  for (const row of stores.chats.view.recent) {
    const latest = stores.latest(row.id)
    if (row.unread === 0 || !latest) continue
    const before = stores.readMark(row.id)
    void stores.actions.markRead(row.id, latest.seq, latest.id)
    undo.push(() => void stores.actions.markRead(row.id, before.seq, before.id, true))
  }
  notices.show({
    id: 'all-read',
    text: t('chats.allRead'),
    actions: [{ id: 'undo', label: t('action.undo') }],
    answered: (answer) => answer === 'undo' && undo.forEach((back) => back()),
  })
}
