/** Copies every unsent text with its chat: what somebody can take along who cannot send. */
import { titleOf } from '../components/shell/chat-row-label.ts'
import type { Stores } from '../stores/stores.ts'
import { copyText } from './copy-text.ts'

export async function copyUnsent(stores: Stores): Promise<void> {
  const items = stores.outbox.view.items.filter(({ text }) => text !== '')
  await copyText(items.map(({ chat, text }) => `${chat ? titleOf(chat) : ''}\n${text}`).join('\n\n'))
}
