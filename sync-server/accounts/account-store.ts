/**
 * Rows of accounts. Names are unique and found whatever the case, and kept as registered (AU3, AU4). Usernames and names to
 * sign in with are one set of names: none of either kind is another account's of the other kind (EN2).
 */
import type { UserId } from '../../schema/ids.ts'
import type { Database } from '../storage/database.ts'

export interface Account {
  readonly userId: UserId
  readonly username: string
  /** What it signs in with where it chose another name for that; else null. */
  readonly login: string | null
  readonly passwordHash: string
  readonly email: string | null
  readonly emailVerified: boolean
  /** Whether sign-in asks for a code. */
  readonly secondFactor: boolean
  readonly admin: boolean
  /** An administrator switched it off: nobody signs in to it. */
  readonly disabled: boolean
  readonly createdAtMs: number
  /** Of this row; what one tells of oneself is in the documents. */
  readonly updatedAtMs: number
  /** Consecutive ones since the last success or lock. */
  readonly failedLogins: number
  readonly lockedUntilMs: number | null
}

export interface NewAccount {
  readonly username: string
  /** Left out where it is the username. */
  readonly login?: string
  readonly passwordHash: string
  readonly email: string | null
  readonly admin: boolean
  readonly createdAtMs: number
}

/** What another account has already; `username` also for its name to sign in with. */
export type Taken = 'username' | 'email'

/** Deleted accounts are nowhere to be found, but keep their row: documents go on naming its id. */
export interface AccountStore {
  /** Of all that were ever made. */
  count(): number
  find(userId: UserId): Account | null
  /** By username or e-mail; ASCII letters in any case. */
  findByLogin(login: string): Account | null
  /** By the name it chose to sign in with; what it is called is another. */
  findByLoginName(login: string): Account | null
  /** The new id, or what is taken. */
  insert(account: NewAccount): UserId | Taken
  setFailures(userId: UserId, failedLogins: number, lockedUntilMs: number | null): void
  setPassword(userId: UserId, passwordHash: string, nowMs: number): void
  /** @returns false when another account has that name */
  setUsername(userId: UserId, username: string, nowMs: number): boolean
  /** The address counts as verified. @returns false when another account has it */
  setEmail(userId: UserId, email: string, nowMs: number): boolean
  setAdmin(userId: UserId, admin: boolean, nowMs: number): void
  setDisabled(userId: UserId, disabled: boolean, nowMs: number): void
  /** Those with an id above, ascending. */
  list(afterId: number, limit: number): Account[]
  /** Frees the name and the e-mail, and forgets the password. */
  remove(userId: UserId, nowMs: number): void
}

interface Row {
  id: number
  username: string
  login: string | null
  password_hash: string
  email: string | null
  email_verified_at: number | null
  second_factor: number
  admin: number
  disabled_at: number | null
  created_at: number
  updated_at: number
  failed_logins: number
  locked_until: number | null
}

const SELECT = `SELECT accounts.*, f.enabled_at IS NOT NULL AS second_factor
  FROM accounts LEFT JOIN second_factors f ON f.user_id = id WHERE deleted_at IS NULL AND`

export function openAccountStore(db: Database): AccountStore {
  const count = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM accounts')
  const byId = db.prepare<[number], Row>(`${SELECT} id = ?`)
  const byName = db.prepare<[string], Row>(`${SELECT} username = ?`)
  const byEmail = db.prepare<[string], Row>(`${SELECT} email = ?`)
  const byLogin = db.prepare<[string], Row>(`${SELECT} login = ?`)
  const above = db.prepare<[number, number], Row>(`${SELECT} id > ? ORDER BY id LIMIT ?`)
  const insert = db.prepare(
    `INSERT INTO accounts (username, login, password_hash, email, admin, created_at, updated_at)
     VALUES (@username, @login, @passwordHash, @email, @admin, @createdAtMs, @createdAtMs)`,
  )
  const setFailures = db.prepare('UPDATE accounts SET failed_logins = ?, locked_until = ? WHERE id = ?')
  const setPassword = db.prepare('UPDATE accounts SET password_hash = ?, updated_at = ? WHERE id = ?')
  const setUsername = db.prepare('UPDATE accounts SET username = ?, updated_at = ? WHERE id = ?')
  const setEmail = db.prepare(
    'UPDATE accounts SET email = @email, email_verified_at = @nowMs, updated_at = @nowMs WHERE id = @userId',
  )
  const setAdmin = db.prepare('UPDATE accounts SET admin = ?, updated_at = ? WHERE id = ?')
  const setDisabled = db.prepare('UPDATE accounts SET disabled_at = ?, updated_at = ? WHERE id = ?')
  // No name has a colon, so nobody can register or type this one.
  const remove = db.prepare(
    `UPDATE accounts SET username = 'deleted:' || id, login = NULL, password_hash = '', email = NULL, email_verified_at = NULL,
     admin = 0, deleted_at = @nowMs, updated_at = @nowMs WHERE id = @userId`,
  )
  const isFree = (change: () => unknown) => takenBy(change) === null
  /** Asked in the commit that writes the name, so nobody comes between. */
  const isAnothers = (name: string, userId: UserId | null) =>
    [byName.get(name), byLogin.get(name)].some((row) => row !== undefined && row.id !== userId)

  return {
    count: () => count.get()?.n ?? 0,
    find: (userId) => account(byId.get(userId)),
    // A username has no @ and an e-mail always has one, so no one can register a name that catches another's sign-in.
    findByLogin: (login) => account(login.includes('@') ? byEmail.get(login) : byName.get(login)),
    findByLoginName: (login) => account(byLogin.get(login)),
    insert: ({ login = null, ...given }) => {
      let userId = 0
      if (isAnothers(given.username, null) || (login !== null && isAnothers(login, null))) return 'username'
      const row = { ...given, login, admin: given.admin ? 1 : 0 }
      const taken = takenBy(() => (userId = Number(insert.run(row).lastInsertRowid)))
      return taken ?? (userId as UserId)
    },
    setFailures: (userId, failedLogins, lockedUntilMs) => void setFailures.run(failedLogins, lockedUntilMs, userId),
    setPassword: (userId, passwordHash, nowMs) => void setPassword.run(passwordHash, nowMs, userId),
    setUsername: (userId, username, nowMs) =>
      !isAnothers(username, userId) && isFree(() => setUsername.run(username, nowMs, userId)),
    setEmail: (userId, email, nowMs) => isFree(() => setEmail.run({ email, nowMs, userId })),
    setAdmin: (userId, admin, nowMs) => void setAdmin.run(admin ? 1 : 0, nowMs, userId),
    setDisabled: (userId, disabled, nowMs) => void setDisabled.run(disabled ? nowMs : null, nowMs, userId),
    list: (afterId, limit) => above.all(afterId, limit).map((row) => account(row) as Account),
    remove: (userId, nowMs) => void remove.run({ nowMs, userId }),
  }
}

/** Null when the change was made. */
function takenBy(change: () => unknown): Taken | null {
  try {
    change()
    return null
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code !== 'SQLITE_CONSTRAINT_UNIQUE') throw error
    return message.includes('accounts.email') ? 'email' : 'username'
  }
}

function account(row: Row | undefined): Account | null {
  if (!row) return null
  return {
    userId: row.id as UserId,
    username: row.username,
    login: row.login,
    passwordHash: row.password_hash,
    email: row.email,
    emailVerified: row.email_verified_at !== null,
    secondFactor: row.second_factor === 1,
    admin: row.admin === 1,
    disabled: row.disabled_at !== null,
    createdAtMs: row.created_at,
    updatedAtMs: row.updated_at,
    failedLogins: row.failed_logins,
    lockedUntilMs: row.locked_until,
  }
}
