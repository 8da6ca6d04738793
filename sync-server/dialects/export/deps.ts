/** What the export's routes work with. */
import type { AccountDeps } from '../../accounts/deps.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import type { Exports } from '../../export/open-exports.ts'
import type { MediaDeps } from '../../media/deps.ts'

export interface ExportRouteDeps extends Omit<Exports, 'stop'> {
  readonly account: Pick<AccountDeps, 'sessions' | 'exportTokens' | 'limits' | 'log'>
  readonly domain: Pick<CommandDeps, 'world' | 'versionOf' | 'onLive' | 'messages'>
  readonly media: MediaDeps
}
