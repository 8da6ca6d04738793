/** What is asked of /export, and the shapes of its JSON (docs/api/export.md). */
import { z } from 'zod'
import { flagQuery } from '../../http/schemas.ts'
import { FORMATS } from '../../export/writer.ts'

const MAX_LIMIT = 10_000

export const errorBody = z.object({ error: z.string(), field: z.string().optional() })

export const exportQuery = z.object({
  format: z.enum(FORMATS).optional(),
  since: z.string().min(1).max(512).optional(),
  follow: z.literal('sse').optional(),
  download: flagQuery,
})

export const channelQuery = exportQuery.extend({
  limit: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'must be a whole number from 1')
    .transform((text) => Math.min(Number(text), MAX_LIMIT))
    .optional(),
})

export const channelParams = z.object({ id: z.string().max(128) })
export const fileParams = z.object({ id: z.string().max(128) })

const isoTime = z.iso.datetime()
const person = z.object({ id: z.int(), username: z.string(), name: z.string() })

export const channelRecord = z.object({
  record: z.literal('channel'),
  id: z.string(),
  num: z.int(),
  kind: z.string(),
  title: z.string(),
  topic: z.string().nullable(),
  handle: z.string().nullable(),
  createdBy: person.nullable(),
  createdAt: isoTime.nullable(),
  role: z.string().nullable(),
  members: z.array(person.extend({ role: z.string() })).nullable(),
  seq: z.int(),
  lastAt: isoTime.nullable(),
})

const goneRecord = z.object({ record: z.literal('gone'), id: z.string() })

const place = { id: z.string(), num: z.int(), channel: z.string(), seq: z.int(), at: isoTime }

const file = z.object({
  ...{ id: z.string(), name: z.string(), type: z.string(), bytes: z.int(), alt: z.string().nullable() },
  ...{ width: z.int().nullable(), height: z.int().nullable(), durationMs: z.int().nullable(), url: z.string() },
})

export const messageRecord = z.object({
  record: z.literal('message'),
  ...place,
  type: z.string(),
  by: person,
  writtenAt: isoTime,
  editedAt: isoTime.nullable(),
  text: z.string().nullable(),
  encrypted: z.boolean(),
  replyTo: z.string().nullable(),
  forwardedFrom: z.object({ id: z.string(), channel: z.string().nullable(), by: person.nullable() }).nullable(),
  files: z.array(file),
  links: z.array(z.object({ url: z.string(), type: z.string(), bytes: z.int() })),
  mentions: z.array(z.string()),
  reactions: z.array(z.object({ name: z.string(), by: z.array(person) })),
  metadata: z.string().nullable(),
})

export const deletedRecord = z.object({ record: z.literal('deleted'), ...place, deletedAt: isoTime })

export const listBody = z.object({
  reset: z.boolean(),
  channels: z.array(z.union([channelRecord, goneRecord])),
  cursor: z.string(),
})

export const channelBody = z.object({
  channel: channelRecord,
  reset: z.boolean(),
  messages: z.array(z.union([messageRecord, deletedRecord])),
  cursor: z.string(),
  more: z.boolean(),
})

export const tokenRead = z.object({
  id: z.int(),
  name: z.string(),
  /** null = all that the person may read. */
  channels: z.array(z.string()).nullable(),
  createdAt: isoTime,
  expiresAt: isoTime,
  lastUsedAt: isoTime.nullable(),
})

export const tokenParams = z.object({
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number),
})

export const tokenRequest = z.object({
  name: z.string().trim().min(1).max(64),
  channels: z.array(z.string().min(1).max(128)).min(1).max(100).nullable().default(null),
  days: z.int().min(1).max(365).default(90),
})

export const tokenMade = tokenRead.extend({ token: z.string() })
