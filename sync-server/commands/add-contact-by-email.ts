/** Puts the person who has an e-mail address among one's contacts (docs/behaviour.md, US11). */
import type { UserId } from '../../schema/ids.ts'
import type { CommandDeps } from './deps.ts'
import { setContact } from './set-contact.ts'

/**
 * Ends alike whether or not anybody has the address, so that the answer tells nothing of it.
 *
 * @param email  in any case
 * @throws CairnError invalid for one's own
 */
export async function addContactByEmail(deps: CommandDeps, userId: UserId, email: string): Promise<void> {
  // What has no @ would be looked up as a username.
  const found = email.includes('@') ? deps.accounts.findByLogin(email) : null
  if (found) await setContact(deps, userId, { userId: found.userId, isContact: true })
}
