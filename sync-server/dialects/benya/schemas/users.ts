/** Bodies of `/api/v1/users` (seed 001, 3.2 and 6). Beside the reference's fields: whether a person is here, and privacy. */
import { z } from 'zod'
import { MAX_BIO_CHARS, MAX_NAME_CHARS } from '../../../../schema/limits.ts'
import { time } from '../../../http/schemas.ts'

export const userSearchRead = z.object({
  id: z.int(),
  name: z.string(),
  username: z.string(),
  email: z.string().nullable(),
  avatar_url: z.string().nullable(),
})

export const userRead = userSearchRead.extend({
  bio: z.string().nullable(),
  email_verified: z.boolean(),
  allow_private_messages: z.boolean(),
  twofa_enabled: z.boolean(),
  is_online: z.boolean(),
  last_seen_at: time.nullable(),
  created_at: time,
  updated_at: time,
})

const audience = z.enum(['everyone', 'contacts', 'nobody'])

/** Of oneself. */
export const ownUserRead = userRead.extend({
  privacy_avatar: audience,
  privacy_last_seen: audience,
  privacy_group_invites: audience,
})

/** Of a picture elsewhere, or of an upload or avatar here. */
export const avatarUrl = z
  .string()
  .max(2_048)
  .refine((text) => text === '' || /^(https?:\/\/|\/avatars\/)\S+$/i.test(text), {
    error: 'must be the http or https address of a picture',
  })

/** `UserProfileUpdate`: what is not named stays; null takes back. */
export const userProfileUpdate = z.object({
  name: z.string().trim().min(1).max(MAX_NAME_CHARS).optional(),
  username: z.string().optional(),
  bio: z.string().max(MAX_BIO_CHARS).nullable().optional(),
  avatar_url: avatarUrl.nullable().optional(),
  allow_private_messages: z.boolean().optional(),
  privacy_avatar: audience.optional(),
  privacy_last_seen: audience.optional(),
  privacy_group_invites: audience.optional(),
})
export type UserProfileUpdate = z.output<typeof userProfileUpdate>

export const contactByEmail = z.object({ email: z.string().trim().pipe(z.email().max(254)) })
