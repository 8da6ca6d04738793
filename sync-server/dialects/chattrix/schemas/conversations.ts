/** Bodies of `/api/conversations` (seed 002, "Conversations"). */
import { z } from 'zod'
import { MAX_FOUNDING_MEMBERS, MAX_NAME_CHARS } from '../../../../schema/limits.ts'
import { id, time } from '../../../http/schemas.ts'
import { done, personBrief } from './common.ts'

export const conversationType = z.enum(['private', 'group'])

export const conversationRead = z.object({
  id: z.int(),
  type: conversationType,
  /** Of a private one the other's name. */
  name: z.string(),
  avatar: z.string().nullable(),
  /** The first 100. */
  participants: z.array(personBrief),
  participants_count: z.int(),
  last_message: z
    .object({
      id: z.int(),
      content: z.string(),
      sender_id: z.int(),
      sender_name: z.string(),
      timestamp: time,
      type: z.enum(['text', 'file']),
    })
    .nullable(),
  unread_count: z.int(),
  created_at: time,
  updated_at: time,
})
export type ConversationRead = z.input<typeof conversationRead>

export const conversationList = z.object({ conversations: z.array(conversationRead) })

export const conversationCreate = z.object({
  type: conversationType,
  participant_ids: z.array(id).min(1, 'must name somebody').max(MAX_FOUNDING_MEMBERS),
  /** Of a group; made of its people's names when left out. */
  name: z.string().trim().min(1, 'must not be empty').max(MAX_NAME_CHARS).nullish(),
})

export const conversationCreated = done.extend({ conversation: conversationRead })
