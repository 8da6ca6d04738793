/** Bodies of profiles and the list of people (seed 002, "User Management", "User Discovery"). */
import { z } from 'zod'
import { MAX_BIO_CHARS, MAX_NAME_CHARS } from '../../../../schema/limits.ts'
import { idParam, limitQuery, time } from '../../../http/schemas.ts'
import { done, personBrief } from './common.ts'

export const THEMES = ['light', 'dark', 'auto', 'system'] as const

export const settings = z.object({
  notifications_enabled: z.boolean(),
  sound_enabled: z.boolean(),
  theme: z.enum(THEMES),
})
export type Settings = z.output<typeof settings>

export const profile = personBrief.extend({
  email: z.string().nullable(),
  bio: z.string(),
  last_seen: time.nullable(),
  is_online: z.boolean(),
  created_at: time,
  settings,
})

/** What is not named stays. */
export const profileUpdate = z.object({
  display_name: z.string().trim().min(1, 'must not be empty').max(MAX_NAME_CHARS).optional(),
  bio: z.string().max(MAX_BIO_CHARS).nullish(),
  settings: settings.partial().optional(),
})

export const profileUpdated = done.extend({ user: profile })

export const avatarForm = z.object({ file: z.string().meta({ format: 'binary' }) })
export const avatarUpdated = done.extend({ profile_pic_url: z.string() })

export const usersQuery = z.object({
  search: z.string().max(1_024).default(''),
  limit: limitQuery(50),
  offset: z.union([z.literal('0').transform(Number), idParam]).default(0),
})

export const usersRead = z.object({
  users: z.array(personBrief.extend({ is_online: z.boolean(), last_seen: time.nullable() })),
  total: z.int(),
  limit: z.int(),
  offset: z.int(),
})
