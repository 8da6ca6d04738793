/** What a command may do inside of a commit (docs/behaviour.md, AD10-AD12): register writes, people, positions. */
import { DIRECTORY } from '../../schema/documents.ts'
import type { UserId } from '../../schema/ids.ts'
import { DELETED_USERNAME } from '../../schema/registers/directory.ts'
import { copyProfile } from './follow-account.ts'
import { foundFixed, readWhatWasBefore } from './founding.ts'
import type { MessageQuota } from './message-quota.ts'
import { publishKey } from './publish-key.ts'
import type { AnnouncedUser, CommitTransaction } from './sync-server-port.ts'
import type { Transaction } from './transaction.ts'
import { writeRegisters } from './write-registers.ts'

export interface OpenCommit extends CommitTransaction {
  /** Whether documents may hold what a refusal would have to take back. */
  readonly hasWritten: boolean
  /** What follows from all of the work together. */
  finish(): void
}

/** @param quota  asked for each new message */
export function openCommit(tx: Transaction, quota: MessageQuota): OpenCommit {
  let hasWritten = false
  const newAvatars = new Set<UserId>()
  return {
    nowMs: tx.nowMs,
    world: tx.world,
    newId: () => tx.newId(),
    announceUser(user) {
      hasWritten = true
      announce(tx, user)
    },
    renameUser(user) {
      hasWritten = true
      putUser(tx, user)
    },
    retireUser(userId) {
      hasWritten = true
      tx.live.push({ kind: 'person-changed', userId })
      const directory = tx.room(DIRECTORY)
      directory.transact(() => {
        directory.put('users', String(userId), { username: DELETED_USERNAME, deletedAt: tx.nowMs })
        directory.put('profiles', String(userId), undefined)
        directory.put('keys', String(userId), undefined)
      })
      tx.people.forget(userId)
    },
    putAvatar(userId, avatar) {
      tx.people.putAvatar(userId, avatar)
      newAvatars.add(userId)
    },
    putKey(userId, key) {
      hasWritten = true
      publishKey(tx, userId, key)
    },
    write(actor, writes) {
      writeRegisters(tx, actor, writes, quota)
      hasWritten = true
    },
    foundFixed(actor, channelId) {
      hasWritten = true
      foundFixed(tx, channelId, actor.userId)
    },
    markDelivered(actor, channelId, seq) {
      hasWritten = true
      tx.tables.positions.putDelivered(channelId, actor.userId, seq)
      tx.live.push({ kind: 'delivered-moved', channelId, userId: actor.userId, seq })
    },
    get hasWritten() {
      return hasWritten
    },
    finish() {
      for (const userId of newAvatars) {
        copyProfile(tx, userId)
        tx.live.push({ kind: 'person-changed', userId })
      }
    },
  }
}

function announce(tx: Transaction, user: AnnouncedUser): void {
  putUser(tx, user)
  readWhatWasBefore(tx, user.userId)
}

function putUser(tx: Transaction, { userId, username, admin }: AnnouncedUser): void {
  const directory = tx.room(DIRECTORY)
  directory.transact(() => directory.put('users', String(userId), admin ? { username, admin } : { username }))
  tx.live.push({ kind: 'person-changed', userId })
}
