/** Branded ids and their grammar (docs/behaviour.md, ID1-ID5). */
import { decodeTime, monotonicFactory } from 'ulid'

declare const brand: unique symbol
/** A positive integer given at sign-up; in keys its decimal text. 0 is the server, author of system messages. */
export type UserId = number & { readonly [brand]: 'UserId' }
/** A ULID made by the founder, a default channel's name, `dm-a-b` (a < b) or `saved-a`. */
export type ChannelId = string & { readonly [brand]: 'ChannelId' }
/** A ULID; its time is when the message was written. */
export type MessageId = string & { readonly [brand]: 'MessageId' }

/** Author of system messages. */
export const SERVER_USER = 0 as UserId

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/
const NAME = /^[A-Za-z0-9_-]{1,32}$/
const USER_KEY = /^[1-9][0-9]{0,14}$/
const DIRECT = /^dm-([1-9][0-9]{0,14})-([1-9][0-9]{0,14})$/
const SAVED = /^saved-([1-9][0-9]{0,14})$/

export function isUlid(text: string): boolean {
  return ULID.test(text)
}

/** Names of people, public channels and handles: 1-32 letters, digits, `-`, `_`. */
export function isName(text: string): boolean {
  return NAME.test(text)
}

export function parseUserId(key: string): UserId | null {
  return USER_KEY.test(key) ? (Number(key) as UserId) : null
}

export function parseMessageId(key: string): MessageId | null {
  return ULID.test(key) ? (key as MessageId) : null
}

/** What a channel id says of itself, or null when it is not one. */
export type ChannelIdForm =
  | { readonly form: 'founded' }
  | { readonly form: 'default' }
  | { readonly form: 'direct'; readonly users: readonly [UserId, UserId] }
  | { readonly form: 'saved'; readonly user: UserId }

export function channelIdForm(id: string): ChannelIdForm | null {
  if (ULID.test(id)) return { form: 'founded' }
  const direct = DIRECT.exec(id)
  if (direct) {
    const [a, b] = [Number(direct[1]) as UserId, Number(direct[2]) as UserId]
    return a < b ? { form: 'direct', users: [a, b] } : null
  }
  const saved = SAVED.exec(id)
  if (saved) return { form: 'saved', user: Number(saved[1]) as UserId }
  if (id.startsWith('dm-') || id.startsWith('saved-')) return null
  return NAME.test(id) ? { form: 'default' } : null
}

export function parseChannelId(text: string): ChannelId | null {
  return channelIdForm(text) ? (text as ChannelId) : null
}

/** Whether `name` may be a default channel: a name that is no other form of channel id. */
export function isDefaultChannelName(name: string): boolean {
  return channelIdForm(name)?.form === 'default'
}

export function directChannelId(a: UserId, b: UserId): ChannelId {
  return (a < b ? `dm-${a}-${b}` : `dm-${b}-${a}`) as ChannelId
}

export function savedChannelId(user: UserId): ChannelId {
  return `saved-${user}` as ChannelId
}

/** When the message was written, in milliseconds: the time part of its ULID. */
export function writtenAt(messageId: string): number {
  return decodeTime(messageId)
}

/**
 * A monotonic maker of ULIDs on a given clock.
 *
 * @param nowMs   the corrected clock, integer milliseconds
 * @param random  uniform in [0, 1)
 */
export function ulidFactory(nowMs: () => number, random: () => number): () => string {
  const next = monotonicFactory(random)
  return () => next(nowMs())
}
