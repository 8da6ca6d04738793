/** What everyone may know of a person's key, and the line that tells of another one (docs/behaviour.md, EN21-EN23). */
import { accountDocument, DIRECTORY } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { sameJson } from '../../schema/json.ts'
import type { MembershipValue } from '../../schema/registers/account.ts'
import type { DirectoryKey } from '../../schema/registers/directory.ts'
import { postSystem } from './system-message.ts'
import type { Transaction } from './transaction.ts'

export function publishKey(tx: Transaction, userId: UserId, key: DirectoryKey): void {
  const directory = tx.room(DIRECTORY)
  const before = directory.get('keys', String(userId)) as DirectoryKey | undefined
  if (sameJson(before, key)) return
  directory.transact(() => directory.put('keys', String(userId), key))
  // The first key is no change, nor is the same one whose private half was encrypted anew.
  if (before === undefined || before.print === key.print) return
  for (const channelId of encryptedChats(tx, userId)) postSystem(tx, channelId, { kind: 'key', user: userId })
}

/** Direct chats of the person that hold an encrypted message. */
function encryptedChats(tx: Transaction, userId: UserId): ChannelId[] {
  const memberships = [...tx.world.registers(accountDocument(userId)).entries('memberships')]
  return memberships.flatMap(([channelId, value]) =>
    (value as MembershipValue).kind === 'direct' && tx.tables.messages.hasSealed(channelId)
      ? [channelId as ChannelId]
      : [],
  )
}
