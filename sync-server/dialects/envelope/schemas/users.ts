/** Bodies of `/users` (seed 004). */
import { z } from 'zod'
import { MAX_NAME_CHARS } from '../../../../schema/limits.ts'
import { time } from '../../../http/schemas.ts'

export const foundUser = z.object({
  id: z.int(),
  username: z.string(),
  nickname: z.string(),
  /** A path under `/avatars/`, or an address elsewhere. */
  avatar: z.string().nullable(),
})

/** Keys are null for an account that was made elsewhere, until it brings some. */
export const ownUser = foundUser.extend({
  login: z.string(),
  pkebymk: z.string().nullable(),
  pkebyrk: z.string().nullable(),
  pubk: z.string().nullable(),
  salt: z.string().nullable(),
  identity_key: z.string().nullable(),
  signature: z.string().nullable(),
  signed_at: z.string().nullable(),
  key_version: z.int().nullable(),
  email: z.string().nullable(),
  created_at: time,
})

export const usernameChange = z.object({ username: z.string() })
export const nicknameChange = z.object({ nickname: z.string().trim().max(MAX_NAME_CHARS) })

export const publicKey = z.object({
  user_id: z.int(),
  public_key: z.string(),
  signature: z.string().nullable(),
  key_version: z.int(),
  signed_at: z.string().nullable(),
  identity_key: z.string().nullable(),
})

/** `remove`: `true`, `1`, `yes` or `on`. */
export const avatarForm = z.object({ avatar: z.file().optional(), remove: z.string().optional() })
