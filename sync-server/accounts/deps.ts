/** What the account commands work with; `app.ts` hands it in. */
import type { Log } from '../log.ts'
import type { Settings } from '../settings.ts'
import type { RunInCommit } from '../sync/sync-server-port.ts'
import type { AccountStore } from './account-store.ts'
import type { Passwords } from './passwords.ts'
import type { RateLimits } from './rate-limits.ts'
import type { SessionStore } from './session-store.ts'

export interface AccountDeps {
  readonly accounts: AccountStore
  readonly sessions: SessionStore
  readonly passwords: Passwords
  readonly limits: RateLimits
  readonly settings: () => Settings
  readonly runInCommit: RunInCommit
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
}

export interface SignedIn {
  readonly ok: true
  /** The cookie's value. */
  readonly token: string
  readonly userId: number
  readonly username: string
  readonly admin: boolean
}
