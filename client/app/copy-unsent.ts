/** Copies every unsent text with its chat: what somebody can take along who cannot send. */
import { titleOf } from '../components/shell/chat-row-label.ts'
import type { DraftEntry } from '../stores/draft-entries.ts'
import type { Stores } from '../stores/stores.ts'
import { copyText } from './copy-text.ts'

/** @param drafts  those to be copied too, after what is unsent */
export async function copyUnsent(stores: Stores, drafts: readonly DraftEntry[] = []): Promise<void> {
  const all = [...stores.outbox.view.items, ...drafts].filter(({ text }) => text !== '')
  await copyText(all.map(({ chat, text }) => `${chat ? titleOf(chat) : ''}\n${text}`).join('\n\n'))
}
