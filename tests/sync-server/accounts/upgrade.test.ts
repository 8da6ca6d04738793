import { randomBytes } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import type { UserId } from '../../../schema/ids.ts'
import { openAccountStore } from '../../../sync-server/accounts/account-store.ts'
import { openSessionStore, SESSION_MS } from '../../../sync-server/accounts/session-store.ts'
import { accountKeysTable } from '../../../sync-server/storage/account-keys-table.ts'
import { accountProofTables, accountTables } from '../../../sync-server/storage/account-tables.ts'
import { disabledAccounts } from '../../../sync-server/storage/administration-tables.ts'
import { openDatabase } from '../../../sync-server/storage/database.ts'
import { trustedDevicesTable } from '../../../sync-server/storage/trusted-devices-table.ts'
import { newFolder, removeFolders } from '../support/a-server.ts'

afterAll(removeFolders)

it('[AU31] accounts and sessions of the version before go on, confirmed of nothing and without a second factor', () => {
  const folder = newFolder()
  const before = openDatabase(folder, [accountTables])
  before.exec(
    `INSERT INTO accounts (username, password_hash, email, created_at) VALUES ('Ada', 'x', 'ada@example.org', 5)`,
  )
  before.exec(`INSERT INTO sessions VALUES ('s', 1, 5, 5, 1000, 'Firefox', '192.0.2.1', NULL)`)
  before.close()
  const db = openDatabase(folder, [
    accountTables,
    accountProofTables,
    accountKeysTable,
    disabledAccounts,
    trustedDevicesTable,
  ])
  const accounts = openAccountStore(db)
  expect(accounts.findByLogin('ADA@example.org')).toMatchObject({
    ...{ userId: 1, username: 'Ada', emailVerified: false, secondFactor: false, createdAtMs: 5, updatedAtMs: 5 },
  })
  const [session] = openSessionStore({ db, now: () => 6, randomBytes }).list(1 as UserId)
  expect(session).toMatchObject({ sessionId: 's', username: 'Ada', device: 'Firefox', address: '192.0.2.1' })
  expect(session).toMatchObject({ appVersion: null, lifetimeMs: SESSION_MS })
  db.close()
})
