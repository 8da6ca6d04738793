/** What the account commands work with; `start.ts` makes it, `app.ts` hands it on. */
import type { UserId } from '../../schema/ids.ts'
import type { World } from '../../schema/views.ts'
import type { Log } from '../log.ts'
import type { MailQueue } from '../mail/mail-queue.ts'
import type { Settings } from '../settings.ts'
import type { RunInCommit } from '../sync/sync-server-port.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { AccountKeys } from './account-keys.ts'
import type { AccountStore } from './account-store.ts'
import type { ExportTokens } from './export-tokens.ts'
import type { MailTokens } from './mail-tokens.ts'
import type { Passwords } from './passwords.ts'
import type { RateLimits } from './rate-limits.ts'
import type { RefreshTokens } from './refresh-tokens.ts'
import type { RememberTokens } from './remember-tokens.ts'
import type { SecondFactors } from './second-factors.ts'
import type { SessionStore } from './session-store.ts'
import type { TrustedDevices } from './trusted-devices.ts'

export interface AccountDeps {
  readonly accounts: AccountStore
  readonly keys: AccountKeys
  readonly sessions: SessionStore
  readonly access: AccessTokens
  readonly refresh: RefreshTokens
  readonly remember: RememberTokens
  readonly secondFactors: SecondFactors
  readonly trustedDevices: TrustedDevices
  readonly mailTokens: MailTokens
  /** Read-only, for /export alone. */
  readonly exportTokens: ExportTokens
  readonly mail: MailQueue
  readonly passwords: Passwords
  readonly limits: RateLimits
  readonly settings: () => Settings
  /** Documents as they are now. */
  readonly world: () => World
  readonly runInCommit: RunInCommit
  /** The origin that people use, for links in mails. */
  readonly publicUrl: string
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly wait: (ms: number) => Promise<void>
}

/** Where a request comes from, as the session list shows it. */
export interface Caller {
  /** An IP address, after X-Forwarded-For as far as it is trusted. */
  readonly address: string
  /** As `deviceName` made it. */
  readonly device: string
  /** As the program says. */
  readonly appVersion?: string
}

export interface SignedIn {
  readonly ok: true
  /** The cookie's value. */
  readonly token: string
  /** The session, for `issueTokens`. */
  readonly sessionId: string
  readonly userId: UserId
  readonly username: string
  readonly admin: boolean
}
