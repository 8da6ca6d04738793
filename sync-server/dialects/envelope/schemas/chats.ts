/** Bodies of `/chats` (seed 004). */
import { z } from 'zod'
import { MAX_AVATAR_CHARS, MAX_FOUNDING_MEMBERS, MAX_NAME_CHARS } from '../../../../schema/limits.ts'
import { id, time } from '../../../http/schemas.ts'
import { messageRead } from './messages.ts'

export const memberRole = z.enum(['owner', 'admin', 'member'])

export const chatRead = z.object({
  id: z.int(),
  kind: z.enum(['private', 'group', 'channel']),
  /** null: a private chat, which is called by its other person. */
  title: z.string().nullable(),
  avatar: z.string().nullable(),
  created_at: time,
  /** Of the last thing that happened in it. */
  updated_at: time,
  is_archived: z.boolean(),
  is_favorite: z.boolean(),
  peer_id: z.int().nullable(),
  peer_username: z.string().nullable(),
  peer_nickname: z.string().nullable(),
  peer_avatar: z.string().nullable(),
  unread_count: z.int(),
  my_role: memberRole,
  last_message: messageRead.nullable(),
})
export type ChatRead = z.input<typeof chatRead>

const title = z.string().trim().min(1, 'must not be empty').max(MAX_NAME_CHARS)

export const chatCreate = z
  .object({
    kind: z.enum(['private', 'group', 'channel']),
    /** A private chat has no use for it. */
    title: z.string().trim().max(MAX_NAME_CHARS).nullish(),
    /** The others; the caller may be among them. */
    user_ids: z.array(id).max(MAX_FOUNDING_MEMBERS).default([]),
  })
  .refine(({ kind, title }) => kind === 'private' || title, { path: ['title'], message: 'is needed' })
export type ChatCreate = z.output<typeof chatCreate>

export const chatChange = z.object({
  title: title.optional(),
  /** null or '' takes it away. */
  avatar: z.string().max(MAX_AVATAR_CHARS).nullish(),
})

export const memberRead = z.object({
  user_id: z.int(),
  username: z.string(),
  nickname: z.string(),
  avatar: z.string().nullable(),
  role: memberRole,
  joined_at: time,
})

export const memberAdd = z.object({ user_id: id, role: memberRole.nullish() })
export const roleChange = z.object({ role: memberRole })
