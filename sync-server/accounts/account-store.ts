/** Rows of accounts. Names are unique and found whatever the case, and kept as registered (AU3, AU4). */
import type { UserId } from '../../schema/ids.ts'
import type { Database } from '../storage/database.ts'

export interface Account {
  readonly userId: UserId
  readonly username: string
  readonly passwordHash: string
  readonly email: string | null
  readonly admin: boolean
  readonly createdAtMs: number
  /** Consecutive ones since the last success or lock. */
  readonly failedLogins: number
  readonly lockedUntilMs: number | null
}

export interface NewAccount {
  readonly username: string
  readonly passwordHash: string
  readonly email: string | null
  readonly admin: boolean
  readonly createdAtMs: number
}

export interface AccountStore {
  count(): number
  find(userId: UserId): Account | null
  /** By username or e-mail; ASCII letters in any case. */
  findByLogin(login: string): Account | null
  /** The new id, or null when the name or the e-mail is taken. */
  insert(account: NewAccount): UserId | null
  setFailures(userId: UserId, failedLogins: number, lockedUntilMs: number | null): void
}

interface Row {
  id: number
  username: string
  password_hash: string
  email: string | null
  admin: number
  created_at: number
  failed_logins: number
  locked_until: number | null
}

export function openAccountStore(db: Database): AccountStore {
  const count = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM accounts')
  const byId = db.prepare<[number], Row>('SELECT * FROM accounts WHERE id = ?')
  const byName = db.prepare<[string], Row>('SELECT * FROM accounts WHERE username = ?')
  const byEmail = db.prepare<[string], Row>('SELECT * FROM accounts WHERE email = ?')
  const insert = db.prepare<[string, string, string | null, number, number]>(
    'INSERT INTO accounts (username, password_hash, email, admin, created_at) VALUES (?, ?, ?, ?, ?)',
  )
  const setFailures = db.prepare<[number, number | null, number]>(
    'UPDATE accounts SET failed_logins = ?, locked_until = ? WHERE id = ?',
  )
  return {
    count: () => count.get()?.n ?? 0,
    find: (userId) => account(byId.get(userId)),
    // A username has no @ and an e-mail always has one, so no one can register a name that catches another's sign-in.
    findByLogin: (login) => account(login.includes('@') ? byEmail.get(login) : byName.get(login)),
    insert: (a) => {
      try {
        const row = insert.run(a.username, a.passwordHash, a.email, a.admin ? 1 : 0, a.createdAtMs)
        return Number(row.lastInsertRowid) as UserId
      } catch (error) {
        if ((error as { code?: string }).code === 'SQLITE_CONSTRAINT_UNIQUE') return null
        throw error
      }
    },
    setFailures: (userId, failedLogins, lockedUntilMs) => void setFailures.run(failedLogins, lockedUntilMs, userId),
  }
}

function account(row: Row | undefined): Account | null {
  if (!row) return null
  return {
    userId: row.id as UserId,
    username: row.username,
    passwordHash: row.password_hash,
    email: row.email,
    admin: row.admin === 1,
    createdAtMs: row.created_at,
    failedLogins: row.failed_logins,
    lockedUntilMs: row.locked_until,
  }
}
