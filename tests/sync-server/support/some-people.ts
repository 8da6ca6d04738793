/** Accounts over a harness core: row and directory entry in one commit, as signing up makes them. */
import type { UserId } from '../../../schema/ids.ts'
import type { CommandDeps } from '../../../sync-server/commands/deps.ts'

/** Signs up in order; the first is the administrator. E-mails are `name@example.org`. */
export async function somePeople(deps: CommandDeps, ...names: string[]): Promise<UserId[]> {
  const made: UserId[] = []
  for (const username of names) made.push(await aPerson(deps, username))
  return made
}

export function aPerson(deps: CommandDeps, username: string): Promise<UserId> {
  return deps.runInCommit((tx) => {
    const admin = deps.accounts.count() === 0
    const email = `${username}@example.org`
    const made = deps.accounts.insert({ username, passwordHash: 'x', email, admin, createdAtMs: tx.nowMs })
    if (typeof made !== 'number') throw new Error(`${made} is taken`)
    tx.announceUser({ userId: made, username, admin })
    return made
  })
}

/** As deleting an account does it. */
export function removePerson(deps: CommandDeps, userId: UserId): Promise<void> {
  return deps.runInCommit((tx) => {
    deps.accounts.remove(userId, tx.nowMs)
    tx.retireUser(userId)
  })
}
