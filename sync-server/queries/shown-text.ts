/** The words of a message, for doors that cannot open what its sender encrypted (docs/behaviour.md, CQ6). */
import type { StoredMessage } from '../storage/stored-message.ts'

export const ENCRYPTED_TEXT = 'Encrypted message'

/** null: it has no words, or is deleted. */
export function shownText({ text, sealed }: Pick<StoredMessage, 'text' | 'sealed'>): string | null {
  return sealed ? ENCRYPTED_TEXT : text
}
