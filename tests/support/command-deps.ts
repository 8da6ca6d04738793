/** Commands and queries over a harness core: each commit runs at once. */
import { randomBytes } from 'node:crypto'
import type { UserId } from '../../schema/ids.ts'
import { openAccountStore } from '../../sync-server/accounts/account-store.ts'
import type { CommandDeps } from '../../sync-server/commands/deps.ts'
import { openDuplicateCooldown } from '../../sync-server/accounts/duplicate-cooldown.ts'
import { ClientMessageIds } from '../../sync-server/storage/client-message-ids.ts'
import { MessageIndex } from '../../sync-server/storage/message-index.ts'
import { PersonTables } from '../../sync-server/storage/person-tables.ts'
import { SearchIndex } from '../../sync-server/storage/search-index.ts'
import { KeptChats } from '../../sync-server/queries/kept-chats.ts'
import { KeptMessages } from '../../sync-server/queries/kept-messages.ts'
import { countChanges } from '../../sync-server/storage/count-changes.ts'
import { InviteLinks } from '../../sync-server/storage/invite-links.ts'
import type { CoreHarness } from './core-harness.ts'

export function commandDeps({ core, db, clock }: CoreHarness): CommandDeps {
  return {
    world: () => core.deps.world(),
    messages: new MessageIndex(db),
    search: new SearchIndex(db),
    clientMessageIds: new ClientMessageIds(db),
    cooldown: openDuplicateCooldown(2, () => clock.nowMs),
    channels: core.deps.tables,
    accounts: openAccountStore(db),
    people: new PersonTables(db),
    presenceOf: (userId: UserId) => core.presenceOf(userId),
    online: () => core.online(),
    onLive: (listener) => core.onLive(listener),
    sayTyping: (userId, channelId, isTyping) => core.setTyping(userId, channelId, isTyping),
    typists: (channelId, except) => core.typists(channelId, except),
    versionOf: (document) => core.versionOf(document),
    changes: countChanges(db),
    keptChats: new KeptChats(),
    keptMessages: new KeptMessages(),
    inviteLinks: new InviteLinks(db),
    newToken: () => randomBytes(32).toString('base64url'),
    now: () => clock.nowMs,
    runInCommit(work) {
      const done = core.runInCommit(work)
      clock.turn()
      return done
    },
  }
}
