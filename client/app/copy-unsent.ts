/** Copies every unsent text with its chat: what somebody can take along who cannot send. */
import { titleOf } from '../components/shell/chat-row-label.ts'
import type { Stores } from '../stores/stores.ts'
import { announce } from './announcer.ts'
import { notices } from './notices.ts'
import { t } from './text.ts'

export async function copyUnsent(stores: Stores): Promise<void> {
  const items = stores.outbox.view.items.filter(({ text }) => text !== '')
  await navigator.clipboard.writeText(
    items.map(({ chat, text }) => `${chat ? titleOf(chat) : ''}\n${text}`).join('\n\n'),
  )
  announce(t('app.copied'))
  notices.show({ id: 'copied', text: t('app.copied') })
}
