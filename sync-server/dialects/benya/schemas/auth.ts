/** Bodies of `/api/v1/auth` (seed 001, 3.1 and 5). What a name and a password must be, the account commands decide. */
import { z } from 'zod'
import { emailAddress } from '../../../accounts/names.ts'
import { time } from '../../../http/schemas.ts'

/** Nothing that is typed is longer; hashing more would only cost time. */
const typed = z.string().max(1024)
const token = z.string().min(1).max(2048)

export const registerRequest = z.object({
  email: emailAddress,
  name: z.string().trim().min(1).max(128),
  username: z.string(),
  password: typed,
})

export const loginRequest = z.object({
  /** A username is taken too. */
  email: z.string().min(1).max(320),
  password: typed,
  otp_code: z.string().max(64).nullish(),
})

export const refreshRequest = z.object({ refresh_token: token })

export const tokenResponse = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal('bearer'),
  /** Seconds. */
  expires_in: z.int(),
})

export const tokenRequest = z.object({ token })

export const emailRequest = z.object({ email: emailAddress })

export const resetPasswordRequest = z.object({ token, new_password: typed })

export const changePasswordRequest = z.object({ current_password: typed, new_password: typed })

export const changeEmailRequest = z.object({ email: emailAddress, password: typed })

export const passwordRequest = z.object({ password: typed })

export const codeRequest = z.object({ code: z.string().min(1).max(64) })

export const twoFactorSetup = z.object({ secret: z.string(), otpauth_url: z.string() })

export const twoFactorEnabled = z.object({
  message: z.string(),
  /** Each signs in once in place of a code; never shown again. */
  recovery_codes: z.array(z.string()),
})

export const authUserResponse = z.object({
  id: z.int(),
  email: z.string().nullable(),
  name: z.string(),
  username: z.string(),
  bio: z.string().nullable(),
  avatar_url: z.string().nullable(),
  email_verified: z.boolean(),
  twofa_enabled: z.boolean(),
  created_at: time,
  updated_at: time,
})

export const sessionRead = z.object({
  jti: z.string(),
  device_name: z.string(),
  ip_address: z.string(),
  created_at: time,
  last_seen_at: time,
  is_current: z.boolean(),
})
