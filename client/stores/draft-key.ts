/** Keys of drafts: a channel's id, `<channel>/t/<root>` for a thread, `<channel>/e/<message>` for a message that is edited. */

export interface DraftPlace {
  readonly chatId: string
  readonly kind: 'chat' | 'thread' | 'edit'
  /** The thread's root, or the message that is edited; null in a chat. */
  readonly messageId: string | null
}

export function threadDraftKey(chatId: string, root: string): string {
  return `${chatId}/t/${root}`
}

/** @param beside  the key of the draft in whose composer it is edited */
export function editDraftKey(beside: string, messageId: string): string {
  return `${beside.split('/')[0]}/e/${messageId}`
}

/** null: no key of a draft. */
export function parseDraftKey(key: string): DraftPlace | null {
  const [chatId = '', kind, messageId, ...rest] = key.split('/')
  if (chatId === '' || rest.length > 0) return null
  if (kind === undefined) return { chatId, kind: 'chat', messageId: null }
  if (!messageId || (kind !== 't' && kind !== 'e')) return null
  return { chatId, kind: kind === 't' ? 'thread' : 'edit', messageId }
}
