/** Switches an account off or on, and makes and unmakes administrators (docs/behaviour.md, AP5, AP6). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import { requireAdministeredPerson } from '../access/administer.ts'
import type { CommitTransaction } from '../sync/sync-server-port.ts'
import type { Account } from './account-store.ts'
import type { AccountDeps } from './deps.ts'

export interface ChangeAccountInput {
  readonly userId: UserId
  /** What is left out stays. */
  readonly isAdmin?: boolean
  readonly isDisabled?: boolean
}

/** @throws CairnError forbidden: no administrator, or oneself; not_found */
export async function changeAccount(
  deps: AccountDeps,
  actor: UserId,
  { userId, isAdmin, isDisabled }: ChangeAccountInput,
): Promise<Account> {
  const ended = await deps.runInCommit((tx) => {
    const account = requireAccount(deps, tx, actor, userId)
    if (isAdmin !== undefined && isAdmin !== account.admin) {
      deps.accounts.setAdmin(userId, isAdmin, tx.nowMs)
      tx.renameUser({ userId, username: account.username, admin: isAdmin })
    }
    if (isDisabled === undefined || isDisabled === account.disabled) return []
    deps.accounts.setDisabled(userId, isDisabled, tx.nowMs)
    if (!isDisabled) return []
    // Nothing that was given out before opens it again.
    deps.mailTokens.revoke('reset', userId)
    deps.exportTokens.revokeAll(userId)
    return deps.sessions.revokeAll(userId)
  })
  deps.sessions.tellEnded(ended)
  return deps.accounts.find(userId) ?? noSuchAccount()
}

/** AP7: ends a person's sessions on all their devices; they may sign in again. @throws CairnError as above */
export async function endSessionsOf(deps: AccountDeps, actor: UserId, userId: UserId): Promise<void> {
  const ended = await deps.runInCommit((tx) => {
    requireAccount(deps, tx, actor, userId)
    return deps.sessions.revokeAll(userId)
  })
  deps.sessions.tellEnded(ended)
}

export function requireAccount(
  deps: Pick<AccountDeps, 'accounts'>,
  tx: Pick<CommitTransaction, 'world'>,
  actor: UserId,
  userId: UserId,
): Account {
  requireAdministeredPerson(tx.world, actor, userId)
  return deps.accounts.find(userId) ?? noSuchAccount()
}

function noSuchAccount(): never {
  throw new CairnError(ErrorCode.NotFound, 'AP5: no such account')
}
