/** Bodies of `/auth` (seed 004). What a name and a password must be, the account commands decide. */
import { z } from 'zod'
import { MAX_NAME_CHARS } from '../../../../schema/limits.ts'
import { MAX_KEY_CHARS } from '../../../accounts/account-keys.ts'
import { time } from '../../../http/schemas.ts'
import { ownUser } from './users.ts'

/** Nothing that is typed is longer; hashing more would only cost time. */
export const typed = z.string().max(1024)
const key = z.string().min(1).max(MAX_KEY_CHARS)
const optionalKey = z.string().max(MAX_KEY_CHARS).nullish()

/** Opaque texts. */
export const keyFields = {
  pkebymk: key,
  pkebyrk: key,
  pubk: key,
  salt: key,
  identity_key: optionalKey,
  signature: optionalKey,
  signed_at: optionalKey,
}

export const registerRequest = z.object({
  login: z.string(),
  username: z.string(),
  nickname: z.string().trim().max(MAX_NAME_CHARS).nullish(),
  password: typed,
  ...keyFields,
})

export const loginRequest = z.object({
  /** A username or an e-mail too. */
  login: z.string().min(1).max(320),
  password: typed,
  remember_me: z.boolean().nullish(),
  otp_code: z.string().max(64).nullish(),
})

export const refreshRequest = z.object({ refresh_token: z.string().min(1).max(2048) })

const tokens = {
  token: z.string(),
  access_token: z.string(),
  refresh_token: z.string(),
  session_id: z.string(),
}

export const signedIn = z.object({ message: z.string(), user: ownUser, ...tokens })
export const refreshed = z.object(tokens)

/** A SHA-256: it names a session, and opens nothing. */
export const sessionId = z.string().regex(/^[0-9a-f]{64}$/)

export const sessionRead = z.object({
  id: z.string(),
  device_name: z.string(),
  ip_address: z.string(),
  app_version: z.string().nullable(),
  login_at: time,
  last_seen_at: time,
  is_current: z.boolean(),
})
