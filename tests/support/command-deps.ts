/** Commands and queries over a harness core: each commit runs at once. */
import type { UserId } from '../../schema/ids.ts'
import { openAccountStore } from '../../sync-server/accounts/account-store.ts'
import type { CommandDeps } from '../../sync-server/commands/deps.ts'
import { MessageIndex } from '../../sync-server/storage/message-index.ts'
import { PersonTables } from '../../sync-server/storage/person-tables.ts'
import { KeptChats } from '../../sync-server/queries/kept-chats.ts'
import { countChanges } from '../../sync-server/storage/count-changes.ts'
import type { CoreHarness } from './core-harness.ts'

export function commandDeps({ core, db, clock }: CoreHarness): CommandDeps {
  return {
    world: () => core.deps.world(),
    messages: new MessageIndex(db),
    channels: core.deps.tables,
    accounts: openAccountStore(db),
    people: new PersonTables(db),
    presenceOf: (userId: UserId) => core.presenceOf(userId),
    online: () => core.online(),
    versionOf: (document) => core.versionOf(document),
    changes: countChanges(db),
    keptChats: new KeptChats(),
    now: () => clock.nowMs,
    runInCommit(work) {
      const done = core.runInCommit(work)
      clock.turn()
      return done
    },
  }
}
