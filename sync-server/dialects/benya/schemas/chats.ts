/** Bodies of `/api/v1/chats` (seed 001, 3.3 and 7). */
import { z } from 'zod'
import { isDefaultChannelName } from '../../../../schema/ids.ts'
import { MAX_FOUNDING_MEMBERS, MAX_NAME_CHARS, MAX_TOPIC_CHARS } from '../../../../schema/limits.ts'
import { MESSAGE_TYPES } from '../../../../schema/registers/messages.ts'
import { id, time } from '../../../http/schemas.ts'
import { avatarUrl } from './users.ts'

export const CHAT_TYPES = ['private', 'group', 'channel'] as const
export const memberRole = z.enum(['owner', 'admin', 'member'])

export const chatRead = z.object({
  id: z.int(),
  public_id: z.string().regex(/^[A-Z0-9]{24}$/),
  /** Of the documents, for programs that sync. */
  channel_id: z.string(),
  type: z.enum(CHAT_TYPES),
  title: z.string().nullable(),
  avatar_url: z.string().nullable(),
  display_title: z.string(),
  handle: z.string().nullable(),
  description: z.string().nullable(),
  is_public: z.boolean(),
  is_saved: z.boolean(),
  archived: z.boolean(),
  pinned: z.boolean(),
  unread_count: z.int(),
  unread_mentions_count: z.int(),
  pinned_message_id: z.int().nullable(),
  members_count: z.int(),
  online_count: z.int(),
  /** Of a channel alone. */
  subscribers_count: z.int().nullable(),
  counterpart_user_id: z.int().nullable(),
  counterpart_name: z.string().nullable(),
  counterpart_username: z.string().nullable(),
  counterpart_avatar_url: z.string().nullable(),
  counterpart_is_online: z.boolean().nullable(),
  counterpart_last_seen_at: time.nullable(),
  last_message_text: z.string().nullable(),
  last_message_type: z.enum(MESSAGE_TYPES).nullable(),
  last_message_created_at: time.nullable(),
  /** null: not a member. */
  my_role: memberRole.nullable(),
  created_at: time,
})
export type ChatRead = z.input<typeof chatRead>

export const chatDiscoverRead = chatRead.extend({ is_member: z.boolean() })

export const chatMemberRead = z.object({ id: z.int(), user_id: z.int(), role: memberRole, joined_at: time })

export const chatDetailRead = chatRead.extend({ members: z.array(chatMemberRead) })

export const chatTitle = z.string().trim().min(1, 'must not be empty').max(MAX_NAME_CHARS)
const description = z.string().max(MAX_TOPIC_CHARS)
const handle = z
  .string()
  .trim()
  .refine((text) => text === '' || isDefaultChannelName(text), 'must have 1 to 32 letters, digits, - or _')

/** `ChatCreateRequest`. What a private chat has no use for is left aside. */
export const chatCreate = z
  .object({
    type: z.enum(CHAT_TYPES),
    title: chatTitle.nullish(),
    handle: handle.nullish(),
    description: description.nullish(),
    is_public: z.boolean().default(false),
    member_ids: z.array(id).max(MAX_FOUNDING_MEMBERS).default([]),
  })
  .superRefine((chat, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    if (chat.type === 'private') {
      if (chat.is_public) refuse('is_public', 'a private chat cannot be public')
      return
    }
    if (!chat.title) refuse('title', `a ${chat.type} needs a title`)
    if (chat.is_public && !chat.handle) refuse('handle', 'a public chat needs a handle')
  })
export type ChatCreate = z.output<typeof chatCreate>

/** What is not named stays; null or '' takes back. */
export const chatProfile = z.object({
  title: chatTitle.optional(),
  description: description.nullish(),
  avatar_url: avatarUrl.nullish(),
})

export const notificationSettings = z.object({ chat_id: z.int(), user_id: z.int(), muted: z.boolean() })

const YEAR_SECONDS = 31_536_000

/** Both may be left out: a week, any number of people. */
export const inviteOptions = z.object({
  /** Seconds. */
  expires_in: z.int().min(1).max(YEAR_SECONDS).nullish(),
  max_uses: z.int().min(1).max(1_000_000).nullish(),
  /** It ends in the year 9999, whatever `expires_in` says. */
  never_expires: z.boolean().default(false),
})

export const inviteRead = z.object({
  chat_id: z.int(),
  token: z.string(),
  invite_url: z.string(),
  expires_at: time,
  max_uses: z.int().nullable(),
  /** Names it, and opens nothing. */
  invite_id: z.string(),
})

export const inviteLinkRead = z.object({
  invite_id: z.string(),
  created_by: z.int(),
  expires_at: time,
  max_uses: z.int().nullable(),
  uses: z.int(),
})
