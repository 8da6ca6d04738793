/**
 * Gives an account other keys, or its first (docs/behaviour.md, EN3, EN21-EN23). Whoever replaces somebody's public key reads what is
 * written to them from then on, so the session alone is not proof enough.
 */
import { published, type AccountKeySet, type KeySet } from './account-keys.ts'
import { accountOf } from './account-of.ts'
import { checkPassword } from './change-password.ts'
import type { AccountDeps } from './deps.ts'
import type { Session } from './session-store.ts'

/** @throws CairnError `forbidden` for a wrong password, `rate` after many, `auth` */
export async function replaceKeys(
  deps: AccountDeps,
  session: Session,
  input: { readonly keys: KeySet; readonly password: string },
): Promise<AccountKeySet> {
  await checkPassword(deps, session, input.password, 'password')
  return deps.runInCommit((tx) => {
    const { userId } = accountOf(deps, session)
    deps.keys.put(userId, input.keys)
    const keys = deps.keys.find(userId) as AccountKeySet
    tx.putKey(userId, published(keys))
    return keys
  })
}
