/** `members`, `joined`, `pins` and `volumes` of a channel root. */
import * as z from 'zod/mini'
import { MAX_EXCERPT_CHARS } from '../limits.ts'
import { parseMessageId, parseUserId, type MessageId, type UserId } from '../ids.ts'
import { always, anyText, positiveUserId, timeMs, userIdValue, type RegisterRoot } from './register.ts'

export const ROLES = ['owner', 'admin', 'member', 'none'] as const
export type Role = (typeof ROLES)[number]

const member = z.strictObject({ role: z.enum(ROLES), by: userIdValue })
export type MemberValue = z.infer<typeof member>

const joinedValue = z.strictObject({ id: z.int().check(z.positive()), at: timeMs })
export type JoinedValue = z.infer<typeof joinedValue>

const pin = z.strictObject({ by: positiveUserId, at: timeMs, excerpt: z.optional(anyText(MAX_EXCERPT_CHARS)) })
export type PinValue = z.infer<typeof pin>

const volume = z.strictObject({ from: z.int().check(z.positive()) })
export type VolumeValue = z.infer<typeof volume>

export const members: RegisterRoot<UserId> = {
  root: 'members',
  parseKey: parseUserId,
  valueSchema: always(member),
  writtenBy: 'client',
  removable: false,
}
export const joined: RegisterRoot<UserId> = {
  root: 'joined',
  parseKey: parseUserId,
  valueSchema: always(joinedValue),
  writtenBy: 'server',
  removable: true,
}
export const pins: RegisterRoot<MessageId> = {
  root: 'pins',
  parseKey: parseMessageId,
  valueSchema: always(pin),
  writtenBy: 'client',
  removable: true,
}
export const volumes: RegisterRoot<number> = {
  root: 'volumes',
  parseKey: (key) => (/^(0|[1-9][0-9]{0,6})$/.test(key) ? Number(key) : null),
  valueSchema: always(volume),
  writtenBy: 'server',
  removable: false,
}
