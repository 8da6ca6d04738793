/** Opens everything the account commands work with, on one database and the keys of its folder. */
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { openMailQueue } from '../mail/mail-queue.ts'
import { folderTransport, smtpTransport } from '../mail/transport.ts'
import { openSeal } from '../seal.ts'
import type { Secrets } from '../secrets.ts'
import type { Settings } from '../settings.ts'
import type { Database } from '../storage/database.ts'
import { ExportTokensTable } from '../storage/export-tokens-table.ts'
import type { SyncServer } from '../sync/sync-server-port.ts'
import { openAccessTokens } from './access-tokens.ts'
import { openAccountKeys } from './account-keys.ts'
import { openAccountStore } from './account-store.ts'
import type { AccountDeps } from './deps.ts'
import { openExportTokens } from './export-tokens.ts'
import { openMailTokens } from './mail-tokens.ts'
import type { Passwords } from './passwords.ts'
import { openRateLimits } from './rate-limits.ts'
import { openRefreshTokens } from './refresh-tokens.ts'
import { openRememberTokens } from './remember-tokens.ts'
import { openSecondFactors } from './second-factors.ts'
import type { SessionStore } from './session-store.ts'
import { openTrustedDevices } from './trusted-devices.ts'

export function openAccounts(deps: {
  db: Database
  config: Config
  publicUrl: string
  secrets: Secrets
  sessions: SessionStore
  passwords: Passwords
  settings: () => Settings
  sync: Pick<SyncServer, 'runInCommit' | 'world'>
  log: Log
  now: () => number
  randomBytes: (size: number) => Buffer
  wait: (ms: number) => Promise<void>
}): AccountDeps {
  const { db, config, publicUrl, secrets, sessions, passwords, settings, sync, log, now, randomBytes, wait } = deps
  const seal = openSeal(secrets.sealKeys, randomBytes)
  const from = config.mailFrom ?? `Cairn <no-reply@${new URL(publicUrl).hostname}>`
  const transport = config.smtpUrl
    ? smtpTransport(config.smtpUrl, from)
    : folderTransport({ folder: join(config.dataFolder, 'outbox'), from, now, randomBytes })
  return {
    accounts: openAccountStore(db),
    keys: openAccountKeys(db),
    sessions,
    access: openAccessTokens({ keys: secrets.accessKeys, sessions, now, randomBytes }),
    refresh: openRefreshTokens({ db, keys: secrets.refreshKeys, sessions, now, randomBytes }),
    remember: openRememberTokens({ db, keys: secrets.refreshKeys, sessions, now, randomBytes }),
    secondFactors: openSecondFactors({ db, seal, now, randomBytes }),
    trustedDevices: openTrustedDevices({ db, now, randomBytes }),
    mailTokens: openMailTokens({ db, now, randomBytes }),
    exportTokens: openExportTokens({ table: new ExportTokensTable(db), now, randomBytes }),
    mail: openMailQueue({ db, transport, seal, now, log }),
    passwords,
    limits: openRateLimits(config.rateLimits),
    settings,
    world: () => sync.world(),
    runInCommit: sync.runInCommit,
    publicUrl,
    log,
    now,
    wait,
  }
}
