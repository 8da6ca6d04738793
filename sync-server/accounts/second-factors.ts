/**
 * TOTP secrets and recovery codes (docs/behaviour.md, AU54-AU57; RFC 6238): SHA-1, 6 digits, 30 s, one step either way, a
 * step once. Secrets are sealed, recovery codes are kept as SHA-256.
 */
import { Secret, TOTP } from 'otpauth'
import type { UserId } from '../../schema/ids.ts'
import type { Seal } from '../seal.ts'
import type { Database } from '../storage/database.ts'
import { hashToken } from './session-store.ts'

const PERIOD_S = 30
const SECRET_BYTES = 20
const RECOVERY_CODES = 10
/** 80 bits, so that the plain hash cannot be searched. */
const RECOVERY_BYTES = 10
const ISSUER = 'Cairn'

export interface SecondFactors {
  /** A new secret in place of one that was never switched on. */
  prepare(userId: UserId, username: string): { readonly secret: string; readonly otpauthUrl: string }
  isPrepared(userId: UserId): boolean
  /** Uses a code up: six digits whose step is newer than the last one used, or a recovery code. */
  use(userId: UserId, code: string): boolean
  /** @returns new recovery codes, which are shown once */
  switchOn(userId: UserId): string[]
  remove(userId: UserId): void
}

interface Row {
  secret: string
  last_step: number
}

export function openSecondFactors(deps: {
  db: Database
  seal: Seal
  now: () => number
  randomBytes: (size: number) => Buffer
}): SecondFactors {
  const { db, seal, now } = deps
  const put = db.prepare('INSERT OR REPLACE INTO second_factors (user_id, secret) VALUES (?, ?)')
  const get = db.prepare<[number], Row>('SELECT secret, last_step FROM second_factors WHERE user_id = ?')
  const setStep = db.prepare('UPDATE second_factors SET last_step = ? WHERE user_id = ?')
  const setOn = db.prepare('UPDATE second_factors SET enabled_at = ? WHERE user_id = ?')
  const remove = db.prepare('DELETE FROM second_factors WHERE user_id = ?')
  const addCode = db.prepare('INSERT INTO recovery_codes (user_id, hash) VALUES (?, ?)')
  const useCode = db.prepare('DELETE FROM recovery_codes WHERE user_id = ? AND hash = ?')
  const removeCodes = db.prepare('DELETE FROM recovery_codes WHERE user_id = ?')

  const useStep = (userId: UserId, token: string): boolean => {
    const row = get.get(userId)
    const secret = row && seal.open(row.secret, `totp/${userId}`)
    if (!row || !secret) return false
    const timestamp = now()
    const options = { period: PERIOD_S, timestamp, window: 1, token, secret: Secret.fromBase32(secret) }
    const delta = TOTP.validate(options)
    if (delta === null) return false
    const step = TOTP.counter({ period: PERIOD_S, timestamp }) + delta
    if (step <= row.last_step) return false
    setStep.run(step, userId)
    return true
  }

  return {
    prepare: (userId, username) => {
      const secret = new Secret({ buffer: Uint8Array.from(deps.randomBytes(SECRET_BYTES)).buffer })
      put.run(userId, seal.close(secret.base32, `totp/${userId}`))
      const totp = new TOTP({ issuer: ISSUER, label: username, secret, period: PERIOD_S })
      return { secret: secret.base32, otpauthUrl: totp.toString() }
    },
    isPrepared: (userId) => get.get(userId) !== undefined,
    use: (userId, code) => {
      const plain = code.replace(/[\s-]/g, '')
      if (/^\d{6}$/.test(plain)) return useStep(userId, plain)
      return useCode.run(userId, hashToken(plain.toUpperCase())).changes > 0
    },
    switchOn: (userId) => {
      setOn.run(now(), userId)
      removeCodes.run(userId)
      return Array.from({ length: RECOVERY_CODES }, () => {
        const code = new Secret({ buffer: Uint8Array.from(deps.randomBytes(RECOVERY_BYTES)).buffer }).base32
        addCode.run(userId, hashToken(code))
        return (code.match(/.{4}/g) ?? []).join('-').toLowerCase()
      })
    },
    remove: (userId) => {
      remove.run(userId)
      removeCodes.run(userId)
    },
  }
}
