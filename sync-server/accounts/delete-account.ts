/**
 * Ends an account (docs/behaviour.md, AU60; DIALECTS.md, 14): sessions are dead, name and e-mail free again, what it wrote
 * stays, shown by `deleteduser`. It leaves its channels first, so that none is left without an owner, and what only it
 * could read is emptied.
 */
import { accountDocument } from '../../schema/documents.ts'
import { leaveChannel } from '../../schema/edits/leave-channel.ts'
import type { RegisterWrite } from '../../schema/edits/register-write.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { MembershipValue } from '../../schema/registers/account.ts'
import type { World } from '../../schema/views.ts'
import { accountOf } from './account-of.ts'
import type { AccountDeps } from './deps.ts'
import type { Session } from './session-store.ts'

const OWN_ROOTS = ['profile', 'drafts', 'contacts', 'blocks', 'prefs', 'channels', 'hidden']
const LEAVABLE = new Set(['group', 'private', 'broadcast'])

/** Idempotent for who asks twice at once: the second is `auth`. */
export async function deleteAccount(deps: AccountDeps, session: Pick<Session, 'userId'>): Promise<void> {
  const ended = await deps.runInCommit((tx) => {
    const { userId } = accountOf(deps, session)
    for (const channelId of channelsToLeave(tx.world, userId)) {
      tx.write({ userId }, leaveChannel(tx.world, userId, { channelId }))
    }
    tx.write({ userId }, ownRegisters(tx.world, userId))
    deps.secondFactors.remove(userId)
    deps.keys.remove(userId)
    deps.mailTokens.revoke('verify', userId)
    deps.mailTokens.revoke('reset', userId)
    deps.exportTokens.revokeAll(userId)
    const sessions = deps.sessions.revokeAll(userId)
    deps.accounts.remove(userId, tx.nowMs)
    tx.retireUser(userId)
    return sessions
  })
  deps.sessions.tellEnded(ended)
}

function channelsToLeave(world: World, userId: UserId): ChannelId[] {
  const memberships = [...world.registers(accountDocument(userId)).entries('memberships')]
  return memberships.flatMap(([channelId, value]) =>
    LEAVABLE.has((value as MembershipValue).kind) ? [channelId as ChannelId] : [],
  )
}

function ownRegisters(world: World, userId: UserId): RegisterWrite[] {
  const doc = accountDocument(userId)
  const account = world.registers(doc)
  return OWN_ROOTS.flatMap((root) => [...account.entries(root)].map(([key]) => ({ doc, root, key, value: null })))
}
