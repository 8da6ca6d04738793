/**
 * Read-only tokens for /export (docs/behaviour.md, EX10-EX14): 256 random bits shown once, kept as SHA-256. They open
 * nothing else, since no other door looks for them. What they may read is asked at each request.
 */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import type { ExportTokenRow, ExportTokensTable } from '../storage/export-tokens-table.ts'
import { hashToken } from './session-store.ts'

/** What every token begins with, so that a leaked one is recognised. */
export const EXPORT_TOKEN_PREFIX = 'cairn_ro_'
export const MAX_EXPORT_TOKENS = 20
const DAY_MS = 24 * 60 * 60_000
/** Use is written down at most this often: each write is a disk flush. */
const TOUCH_MS = 60_000

export type ExportToken = ExportTokenRow

export interface NewExportToken {
  readonly name: string
  /** null = all that the person may read. */
  readonly channels: readonly string[] | null
  readonly days: number
}

export interface ExportTokens {
  /** @throws CairnError conflict above {@link MAX_EXPORT_TOKENS} */
  make(userId: UserId, given: NewExportToken): { readonly token: string; readonly kept: ExportToken }
  /** Newest first. */
  list(userId: UserId): ExportToken[]
  /** Whom the token speaks for, and notes its use; null: unknown, over or revoked. */
  find(token: string): ExportToken | null
  isLive(id: number): boolean
  /** @throws CairnError not_found */
  revoke(userId: UserId, id: number): void
  /** All of an account; inside of a commit too. */
  revokeAll(userId: UserId): void
  /** Forgets those that are over. */
  purge(): void
}

/** @param deps.randomBytes  cryptographically strong */
export function openExportTokens(deps: {
  table: ExportTokensTable
  now: () => number
  randomBytes: (size: number) => Buffer
}): ExportTokens {
  const { table, now } = deps
  return {
    make(userId, { name, channels, days }) {
      if (table.list(userId, now()).length >= MAX_EXPORT_TOKENS)
        throw new CairnError(ErrorCode.Conflict, `at most ${MAX_EXPORT_TOKENS} tokens at a time`)
      const token = EXPORT_TOKEN_PREFIX + deps.randomBytes(32).toString('base64url')
      const row = { userId, name, channels, createdAtMs: now(), expiresAtMs: now() + days * DAY_MS }
      const id = table.add({ ...row, hash: hashToken(token) })
      return { token, kept: { ...row, id, lastUsedAtMs: null } }
    },
    list: (userId) => table.list(userId, now()),
    find(token) {
      if (!token.startsWith(EXPORT_TOKEN_PREFIX)) return null
      const found = table.findByHash(hashToken(token), now())
      if (found && now() - (found.lastUsedAtMs ?? 0) >= TOUCH_MS) table.markUsed(found.id, now())
      return found
    },
    isLive: (id) => table.find(id, now()) !== null,
    revoke(userId, id) {
      if (!table.remove(userId, id)) throw new CairnError(ErrorCode.NotFound, 'no such token')
    },
    revokeAll: (userId) => table.removeAll(userId),
    purge: () => table.purge(now()),
  }
}
