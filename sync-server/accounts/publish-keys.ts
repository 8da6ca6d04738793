/** Shows the keys of accounts from before the directory told of keys (docs/behaviour.md, EN24). Writes what is not there yet. */
import type { AccountDeps } from './deps.ts'

export function publishKeys(deps: Pick<AccountDeps, 'keys' | 'runInCommit'>): Promise<void> {
  return deps.runInCommit((tx) => {
    for (const [userId, key] of deps.keys.published()) tx.putKey(userId, key)
  })
}
