/** Bodies of `/api/v1/admin`, an extension of our own (docs/api/benya.md). */
import { z } from 'zod'
import { CHANNEL_KINDS } from '../../../../schema/registers/meta.ts'
import { administeredSettings } from '../../../settings.ts'
import { time } from '../../../http/schemas.ts'

export const adminPerson = z.object({
  id: z.int(),
  username: z.string(),
  is_admin: z.boolean(),
  is_disabled: z.boolean(),
  has_email: z.boolean(),
  twofa_enabled: z.boolean(),
  sessions: z.int(),
  is_online: z.boolean(),
  last_seen_at: time.nullable(),
  created_at: time,
})

/** What is left out stays. */
export const adminPersonChange = z.object({ is_admin: z.boolean(), is_disabled: z.boolean() }).partial()

export const adminChannel = z.object({
  id: z.int(),
  channel_id: z.string(),
  kind: z.enum(CHANNEL_KINDS),
  title: z.string(),
  topic: z.string().nullable(),
  handle: z.string().nullable(),
  members_count: z.int(),
  messages_count: z.int(),
  last_message_at: time.nullable(),
  created_at: time,
  is_default: z.boolean(),
})

/** What is left out stays. */
export const adminSettingsChange = administeredSettings

export const adminSettings = z.object({
  ...administeredSettings.required().shape,
  /** The operator's, from the environment: to be read here only. */
  limits: z.object({
    max_upload_bytes: z.int(),
    logins_per_minute: z.int(),
    registrations_per_minute: z.int(),
    messages_per_minute: z.int(),
  }),
})
