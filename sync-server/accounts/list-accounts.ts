/** Everyone with an account, as an administrator is told of them (docs/behaviour.md, AP4). */
import type { UserId } from '../../schema/ids.ts'
import { requireAdministrator } from '../access/administer.ts'
import type { QueryDeps } from '../queries/deps.ts'
import type { Account } from './account-store.ts'
import type { AccountDeps } from './deps.ts'

export interface AccountView {
  readonly userId: UserId
  readonly username: string
  readonly isAdmin: boolean
  readonly isDisabled: boolean
  /** Whether a mail can be sent; to which address is the person's own business. */
  readonly hasEmail: boolean
  readonly hasSecondFactor: boolean
  /** Where it is signed in. */
  readonly sessions: number
  readonly isOnline: boolean
  /** Milliseconds since 1970, as are all; null = never seen. */
  readonly lastSeenAt: number | null
  readonly createdAt: number
}

export type AdministrationDeps = AccountDeps & Pick<QueryDeps, 'people' | 'presenceOf'>

/** @returns those with an id above `afterId`, ascending. @throws CairnError forbidden */
export function listAccounts(
  deps: AdministrationDeps,
  actor: UserId,
  { afterId, limit }: { readonly afterId: number; readonly limit: number },
): AccountView[] {
  requireAdministrator(deps.world(), actor)
  return deps.accounts.list(afterId, limit).map((account) => viewAccount(deps, account))
}

export function viewAccount(deps: AdministrationDeps, account: Account): AccountView {
  const { userId, username, admin, disabled, email, secondFactor, createdAtMs } = account
  return {
    ...{ userId, username, isAdmin: admin, isDisabled: disabled },
    hasEmail: email !== null,
    hasSecondFactor: secondFactor,
    sessions: deps.sessions.list(userId).length,
    isOnline: deps.presenceOf(userId) !== 'offline',
    lastSeenAt: deps.people.lastSeenAt(userId),
    createdAt: createdAtMs,
  }
}
