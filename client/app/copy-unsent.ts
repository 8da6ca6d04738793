/** Copies every unsent text and every draft that this device alone has, each under its chat: what somebody can take along who cannot send (docs/behaviour.md, UI240). */
import { titleOf } from '../components/shell/chat-row-label.ts'
import { draftsOnlyHere } from '../stores/draft-entries.ts'
import type { Stores } from '../stores/stores.ts'
import { copyText } from './copy-text.ts'
import { formatFull } from './format.ts'
import { t } from './text.ts'

type Chat = Parameters<typeof titleOf>[0] | null

export async function copyUnsent({
  outbox,
  drafts,
  chats,
}: Pick<Stores, 'outbox' | 'drafts' | 'chats'>): Promise<void> {
  const unsent = outbox.view.items.map(({ chat, at, text }) => ({ text, heading: headingOf(chat, formatFull(at)) }))
  const begun = draftsOnlyHere(drafts, chats.view).map(({ chat, place: { kind }, text }) => {
    return { text, heading: headingOf(chat, t('drafts.kind', { kind })) }
  })
  const all = [...unsent, ...begun].filter(({ text }) => text !== '')
  await copyText(all.map(({ heading, text }) => `${heading}\n${text}`).join('\n\n'))
}

function headingOf(chat: Chat, more: string): string {
  return chat ? `${titleOf(chat)} · ${more}` : more
}
