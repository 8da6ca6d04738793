/** What minimost's routes work with. */
import type { AccountDeps } from '../../accounts/deps.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import type { SessionCookie } from '../../http/session-cookie.ts'
import type { TrustCookie } from '../../http/trust-cookie.ts'
import type { MediaDeps } from '../../media/deps.ts'
import type { Previews } from '../../previews/preview-link.ts'
import type { RestPresence } from '../../presence/rest-presence.ts'
import type { Presenter } from './present.ts'

export interface MinimostDeps {
  readonly account: AccountDeps
  readonly cookie: SessionCookie
  readonly trust: TrustCookie
  /** The pages of signing in and up. */
  readonly present: Presenter
  /** Commands and queries over the documents. */
  readonly domain: CommandDeps
  readonly media: MediaDeps
  readonly presence: RestPresence
  readonly previews: Previews
}
