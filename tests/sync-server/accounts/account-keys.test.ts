import { afterAll, beforeEach, expect, it } from 'vitest'
import type { UserId } from '../../../schema/ids.ts'
import { openAccountKeys, type AccountKeys } from '../../../sync-server/accounts/account-keys.ts'
import { openAccountStore, type AccountStore } from '../../../sync-server/accounts/account-store.ts'
import { openDatabase } from '../../../sync-server/storage/database.ts'
import { MIGRATIONS } from '../../../sync-server/storage/migrations.ts'
import { newFolder, removeFolders } from '../support/a-server.ts'

let accounts: AccountStore
let keys: AccountKeys
beforeEach(() => {
  const db = openDatabase(newFolder(), MIGRATIONS)
  accounts = openAccountStore(db)
  keys = openAccountKeys(db)
})
afterAll(removeFolders)

const insert = (username: string, login?: string) =>
  accounts.insert({ username, login, passwordHash: 'x', email: null, admin: false, createdAtMs: 1 })
const KEYS = { pkebymk: 'm', pkebyrk: 'r', pubk: 'p', salt: 's', identityKey: null, signature: null, signedAt: null }

it('[EN2] a name to sign in with is unique whatever the case, among usernames too', () => {
  const ada = insert('Ada', 'countess') as UserId
  insert('bo')
  expect(accounts.findByLoginName('COUNTESS')?.userId).toBe(ada)
  expect(accounts.findByLogin('countess')).toBeNull()
  expect(insert('cy', 'Countess')).toBe('username')
  expect(insert('COUNTESS')).toBe('username')
  expect(insert('cy', 'BO')).toBe('username')
  expect(accounts.setUsername(2 as UserId, 'Countess', 2)).toBe(false)
  expect(accounts.setUsername(ada, 'Countess', 2)).toBe(true)
})

it('[EN2] it is free again with the account', () => {
  const ada = insert('Ada', 'countess') as UserId
  accounts.remove(ada, 2)
  expect(accounts.findByLoginName('countess')).toBeNull()
  expect(insert('countess')).toBeTypeOf('number')
})

it('[EN3] keys are kept as they came, and their version grows when they are replaced', () => {
  const ada = insert('Ada') as UserId
  expect(keys.find(ada)).toBeNull()
  keys.put(ada, KEYS)
  expect(keys.find(ada)).toEqual({ ...KEYS, version: 1 })
  keys.put(ada, { ...KEYS, pubk: 'q', identityKey: 'i', signature: 'g', signedAt: '2026-03-08' })
  expect(keys.find(ada)).toMatchObject({ pubk: 'q', identityKey: 'i', signature: 'g', version: 2 })
  keys.remove(ada)
  expect(keys.find(ada)).toBeNull()
})
