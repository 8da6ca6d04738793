/** What minimost answers (seed 000). */
import { z } from 'zod'

export const errorBody = z.object({ error: z.string() })
export const names = z.array(z.string())
export const countByName = z.record(z.string(), z.number())
export const namesByKey = z.record(z.string(), names)

/** Seconds since 1970. */
const seconds = z.number()
const flag = z.union([z.literal(0), z.literal(1)])

export const messageObject = z.object({
  id: z.number(),
  channel: z.string(),
  sender: z.string(),
  content: z.string().nullable(),
  filename: z.string().nullable(),
  ts: seconds,
  edited: flag,
  edited_ts: seconds.nullable(),
  deleted: flag,
  deleted_ts: seconds.nullable(),
  reply_to_id: z.number().nullable(),
  /** JSON text: name -> usernames. */
  reactions: z.string().nullable(),
  reactions_ts: seconds.nullable(),
  /** JSON text: usernames, or `["@everyone"]`. */
  mentions: z.string().nullable(),
})
export type MessageObject = z.infer<typeof messageObject>

export const oneMessage = messageObject.pick({ id: true, sender: true, content: true, filename: true, deleted: true })
export const foundMessage = messageObject.pick({ id: true, channel: true, sender: true, content: true, ts: true })

export const conversation = z.object({ channel: z.string(), users: names, unread: z.number() })

export const newPrivateChannel = z.object({ id: z.number(), channel: z.string(), name: z.string() })
export const privateChannel = newPrivateChannel.extend({ unread: z.number(), members: names })
