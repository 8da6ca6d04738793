/** The account behind a session, for commands that a signed-in person gives. */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { Account, AccountStore } from './account-store.ts'
import type { Session } from './session-store.ts'

/** @throws CairnError `auth` when it was deleted while the request was under way */
export function accountOf(deps: { accounts: AccountStore }, { userId }: Pick<Session, 'userId'>): Account {
  const account = deps.accounts.find(userId)
  if (!account) throw new CairnError(ErrorCode.Auth, 'not signed in')
  return account
}
