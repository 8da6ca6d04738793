/** `meta` of a channel root: each property its own register, so that two people can change two things at once. */
import * as z from 'zod/mini'
import { MAX_NAME_CHARS, MAX_TOPIC_CHARS } from '../limits.ts'
import { isName } from '../ids.ts'
import { anyText, positiveUserId, someText, timeMs, type RegisterRoot } from './register.ts'

export const CHANNEL_KINDS = ['public', 'group', 'private', 'broadcast', 'direct', 'saved'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]
/** Kinds that a person founds by writing `meta`; the other two follow from the channel's id. */
export const FOUNDED_KINDS = ['public', 'group', 'private', 'broadcast'] as const
export const channelKind = z.enum(CHANNEL_KINDS)

/** Registers whose value is fixed at founding. */
export const FIXED_META = ['kind', 'createdBy'] as const
/** Registers that the server writes. */
export const SERVER_META = ['num', 'createdAt'] as const

const schemas: Record<string, z.ZodMiniType> = Object.assign(Object.create(null) as Record<string, z.ZodMiniType>, {
  kind: channelKind,
  title: someText(MAX_NAME_CHARS),
  topic: anyText(MAX_TOPIC_CHARS),
  handle: z.union([z.literal(''), z.string().check(z.refine(isName))]),
  avatar: anyText(512),
  createdBy: positiveUserId,
  num: z.int().check(z.positive()),
  createdAt: timeMs,
  /** Nobody reads the channel any more. */
  deletedAt: timeMs,
})

export type MetaKey = 'kind' | 'title' | 'topic' | 'handle' | 'avatar' | 'createdBy' | 'num' | 'createdAt' | 'deletedAt'

export const meta: RegisterRoot<MetaKey> = {
  root: 'meta',
  parseKey: (key) => (schemas[key] ? (key as MetaKey) : null),
  valueSchema: (key) => schemas[key] ?? null,
  writtenBy: 'client',
  removable: false,
}
