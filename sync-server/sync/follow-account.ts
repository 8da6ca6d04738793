/** What follows from a person's own registers: the directory's copy of the profile, the index of read marks (docs/behaviour.md, AC5-AC6). */
import { accountDocument, DIRECTORY } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { sameJson, type Json } from '../../schema/json.ts'
import type { PrivacyValue, ReadValue } from '../../schema/registers/account.ts'
import type { Changed, Transaction } from './transaction.ts'

export function followAccount(tx: Transaction, userId: UserId, changed: readonly Changed[]): void {
  if (changed.some(({ entry }) => entry.root === 'profile')) {
    copyProfile(tx, userId)
    tx.people.noteChange(userId, tx.nowMs)
    tx.live.push({ kind: 'person-changed', userId })
  }
  if (changed.some(({ entry }) => entry.root === 'contacts' || entry.key === 'privacy')) {
    tx.events.push({ kind: 'privacy-changed', userId })
  }
  for (const { entry, decided } of changed) {
    const channelId = entry.key as ChannelId
    if (entry.root === 'channels') tx.live.push({ kind: 'preference-changed', userId, channelId })
    if (entry.root !== 'read') continue
    const seq = decided === undefined ? null : (decided as unknown as ReadValue).seq
    tx.tables.positions.putRead(channelId, userId, seq)
    tx.live.push({ kind: 'read-moved', channelId, userId, seq: seq ?? 0 })
  }
}

/**
 * AC5: name, colour, bio and status are everyone's to see; the avatar only while its privacy says so. Whoever else may
 * see it is answered over REST: a document has one content for all its readers.
 */
export function copyProfile(tx: Transaction, userId: UserId): void {
  const account = tx.room(accountDocument(userId))
  const profile: Record<string, Json> = {}
  for (const key of ['name', 'color', 'bio', 'status'] as const) {
    const value = account.get('profile', key)
    if (value !== undefined) profile[key] = value
  }
  const audience = (account.get('profile', 'privacy') as unknown as PrivacyValue | undefined)?.avatar ?? 'everyone'
  const avatar = audience === 'everyone' ? tx.people.avatar(userId) : null
  if (avatar !== null) profile.avatar = avatar
  const directory = tx.room(DIRECTORY)
  // A change of privacy that shows in nothing else is nobody's business.
  if (sameJson(directory.get('profiles', String(userId)) ?? {}, profile)) return
  directory.transact(() => directory.put('profiles', String(userId), profile))
}
