/** What a command works with. It reads, decides what to write, and hands register writes to the one admission. */
import type { QueryDeps } from '../queries/deps.ts'
import type { RunInCommit } from '../sync/sync-server-port.ts'

export interface CommandDeps extends QueryDeps {
  readonly runInCommit: RunInCommit
}
