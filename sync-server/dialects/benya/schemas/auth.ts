/** Bodies of `/api/v1/auth` (seed 001, 3.1 and 5). */
import { z } from 'zod'
import { time } from './common.ts'

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
