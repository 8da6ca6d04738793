/** What a command works with. It reads, decides what to write, and hands register writes to the one admission. */
import type { DuplicateCooldown } from '../accounts/duplicate-cooldown.ts'
import type { QueryDeps } from '../queries/deps.ts'
import type { ClientMessageIds } from '../storage/client-message-ids.ts'
import type { InviteLinks } from '../storage/invite-links.ts'
import type { RunInCommit } from '../sync/sync-server-port.ts'

export interface CommandDeps extends QueryDeps {
  readonly runInCommit: RunInCommit
  readonly clientMessageIds: ClientMessageIds
  readonly inviteLinks: InviteLinks
  /** 256 random bits as text, for what is kept hashed. */
  readonly newToken: () => string
  /** Asked by the doors that refuse the same text twice within seconds. */
  readonly cooldown: DuplicateCooldown
}
