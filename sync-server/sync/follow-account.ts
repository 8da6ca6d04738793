/** What follows from a person's own registers: the directory's copy of the profile, the index of read marks (docs/behaviour.md, AC5-AC6). */
import { DIRECTORY } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import type { PrivacyValue, ReadValue } from '../../schema/registers/account.ts'
import type { DirectoryProfile } from '../../schema/registers/directory.ts'
import type { Room } from './room.ts'
import type { Changed, Transaction } from './transaction.ts'

export function followAccount(tx: Transaction, room: Room, userId: UserId, changed: readonly Changed[]): void {
  if (changed.some(({ entry }) => entry.root === 'profile')) copyProfile(tx, room, userId)
  for (const { entry, decided } of changed) {
    if (entry.root !== 'read') continue
    tx.tables.putRead(entry.key, userId, decided === undefined ? null : (decided as unknown as ReadValue).seq)
    tx.events.push({ kind: 'read-moved', channelId: entry.key as ChannelId })
  }
}

/** AC5: name, colour, bio and status are everyone's to see; the avatar only while its privacy says so. */
function copyProfile(tx: Transaction, room: Room, userId: UserId): void {
  const directory = tx.room(DIRECTORY)
  const old = directory.get('profiles', String(userId)) as unknown as DirectoryProfile | undefined
  const profile: Record<string, Json> = {}
  for (const key of ['name', 'color', 'bio', 'status'] as const) {
    const value = room.get('profile', key)
    if (value !== undefined) profile[key] = value
  }
  const audience = (room.get('profile', 'privacy') as unknown as PrivacyValue | undefined)?.avatar ?? 'everyone'
  if (old?.avatar !== undefined && audience === 'everyone') profile.avatar = old.avatar
  directory.transact(() => directory.put('profiles', String(userId), profile))
}
