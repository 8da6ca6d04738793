/** Bodies of signing up and in (seed 002, "Authentication Endpoints"). */
import { z } from 'zod'
import { done } from './common.ts'
import { personBrief } from './common.ts'
import { time } from '../../../http/schemas.ts'

const text = z.string().max(1_024)

export const registerRequest = z.object({
  username: text,
  email: text,
  password: text,
  display_name: z.string().trim().max(1_024).nullish(),
})

export const loginRequest = z.object({
  username: text,
  password: text,
  remember_me: z.boolean().nullish(),
  otp_code: text.nullish(),
})

export const registered = done.extend({
  user: personBrief.extend({ email: z.string().nullable(), created_at: time }),
})

export const loggedIn = done.extend({ user: personBrief, redirect_url: z.literal('/chat') })
