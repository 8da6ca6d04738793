/** Bodies and answers of seed 003. Ids are text of the integer ids. */
import { z } from 'zod'
import { MAX_FILES_PER_MESSAGE } from '../../../schema/limits.ts'
import { emailAddress } from '../../accounts/names.ts'
import { idParam, time } from '../../http/schemas.ts'

/** Of a body or a query; one that names nothing is unknown, one that is none does not fit. */
export const idText = idParam

/** Nothing that is typed is longer; hashing more would only cost time. */
const typed = z.string().max(1024)

export const registerRequest = z.object({ username: z.string(), email: emailAddress, password: typed })
export const loginRequest = z.object({
  /** A username is taken too. */
  email: z.string().min(1).max(320),
  password: typed,
  otp_code: z.string().max(64).nullish(),
})
export const refreshRequest = z.object({ refresh_token: z.string().min(1).max(2048) })
export const logoutRequest = z.object({ user_id: z.string().min(1).max(64) })
export const tokenPair = z.object({ access_token: z.string(), refresh_token: z.string() })

export const userStatus = z.enum(['ONLINE', 'OFFLINE'])
export const userRead = z.object({
  id: z.string(),
  username: z.string(),
  email: z.string().nullable(),
  status: userStatus,
  last_seen_at: time.nullable(),
  created_at: time,
})

export const memberRole = z.enum(['ADMIN', 'MEMBER'])
/** As many as a chat is founded with. */
const MAX_MEMBERS = 101
export const roomCreate = z.object({
  name: z.string().trim().max(128).nullish(),
  is_group: z.boolean().nullish(),
  member_ids: z.array(idText).max(MAX_MEMBERS).nullish(),
  members: z
    .array(z.object({ user_id: idText, role: memberRole.nullish() }))
    .max(MAX_MEMBERS)
    .nullish(),
  creator_id: z.string().max(64).nullish(),
})
export type RoomCreate = z.output<typeof roomCreate>
export const roomRead = z.object({
  id: z.string(),
  name: z.string(),
  is_group: z.boolean(),
  created_by: z.string().nullable(),
  created_at: time,
})
export const memberAdd = z.object({ user_id: idText, role: memberRole.nullish() })
export const memberRead = z.object({ id: z.string(), room_id: z.string(), user_id: z.string(), role: memberRole })

const attachment = z.object({
  url: z.string().min(1).max(8_192),
  mime_type: z.string().trim().min(1).max(128).nullish(),
  size_bytes: z.int().nonnegative().nullish(),
})
export const messageCreate = z.object({
  content: z.string().nullish(),
  attachments: z.array(attachment).max(MAX_FILES_PER_MESSAGE).nullish(),
})
export type MessageCreate = z.output<typeof messageCreate>
export const messageRead = z.object({
  id: z.string(),
  room_id: z.string(),
  sender_id: z.string(),
  content: z.string(),
  attachments: z.array(z.object({ url: z.string(), mime_type: z.string(), size_bytes: z.int() })),
  status: z.enum(['SENT', 'DELIVERED', 'READ']),
  created_at: time,
  edited_at: time.nullable(),
})
export type MessageRead = z.input<typeof messageRead>

export const inRoom = z.object({ room_id: idText })
export const sendMessage = messageCreate.extend({ room_id: idText })
