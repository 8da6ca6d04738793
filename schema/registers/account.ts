/** Roots of `account/<userId>`: what one person alone reads. All but `memberships` are written by that person. */
import * as z from 'zod/mini'
import { MAX_BIO_CHARS, MAX_NAME_CHARS, MAX_PREF_CHARS, MAX_TEXT_CHARS } from '../limits.ts'
import { channelIdForm, isUlid, parseMessageId, parseUserId, type ChannelId } from '../ids.ts'
import { always, anyText, flag, timeMs, wholeNumber, type RegisterRoot } from './register.ts'
import { channelKind } from './meta.ts'
import { ROLES } from './members.ts'

const parseChannelKey = (key: string) => (channelIdForm(key) ? (key as ChannelId) : null)

const membership = z.strictObject({
  kind: channelKind,
  role: z.enum(ROLES),
  title: z.optional(anyText(MAX_NAME_CHARS)),
})
export type MembershipValue = z.infer<typeof membership>

const readMark = z.strictObject({
  seq: wholeNumber,
  /** The message at `seq`; absent at 0, where nothing is read. */
  messageId: z.optional(z.string().check(z.refine(isUlid))),
})
export type ReadValue = z.infer<typeof readMark>

const channelPrefs = z.strictObject({
  /** true, or until this time. */
  muted: z.optional(z.union([z.boolean(), timeMs])),
  archived: z.optional(z.boolean()),
  pinned: z.optional(z.boolean()),
  favorite: z.optional(z.boolean()),
  hiddenAt: z.optional(timeMs),
  /** Messages up to this seq are cleared for this person. */
  clearedSeq: z.optional(wholeNumber),
  notify: z.optional(z.enum(['all', 'mentions', 'nothing'])),
})
export type ChannelPrefs = z.infer<typeof channelPrefs>

const audience = z.enum(['everyone', 'contacts', 'nobody'])
const privacy = z.strictObject({
  avatar: z.optional(audience),
  lastSeen: z.optional(audience),
  groupInvites: z.optional(audience),
  /** Whether people outside the contacts may write direct messages. */
  allowPrivateMessages: z.optional(z.boolean()),
})
export type PrivacyValue = z.infer<typeof privacy>

const profileSchemas: Record<string, z.ZodMiniType> = Object.assign(
  Object.create(null) as Record<string, z.ZodMiniType>,
  {
    name: anyText(MAX_NAME_CHARS),
    color: z.string().check(z.regex(/^#[0-9a-f]{6}$/i)),
    bio: anyText(MAX_BIO_CHARS),
    status: anyText(MAX_NAME_CHARS),
    privacy,
  },
)

const prefValue = z.union([z.boolean(), z.number(), anyText(MAX_PREF_CHARS), z.null()])

function own(root: string, parseKey: (key: string) => unknown, value: z.ZodMiniType): RegisterRoot {
  return { root, parseKey, valueSchema: always(value), writtenBy: 'client', removable: true }
}

export const memberships: RegisterRoot<ChannelId> = {
  root: 'memberships',
  parseKey: parseChannelKey,
  valueSchema: always(membership),
  writtenBy: 'server',
  removable: true,
}
export const read = own('read', parseChannelKey, readMark)
export const drafts = own('drafts', parseChannelKey, anyText(MAX_TEXT_CHARS))
export const channelSettings = own('channels', parseChannelKey, channelPrefs)
export const hidden = own('hidden', parseMessageId, flag)
export const contacts = own('contacts', parseUserId, flag)
export const blocks = own('blocks', parseUserId, flag)
export const prefs = own('prefs', (key) => (/^[a-zA-Z0-9_.-]{1,64}$/.test(key) ? key : null), prefValue)
export const profile: RegisterRoot<string> = {
  root: 'profile',
  parseKey: (key) => (profileSchemas[key] ? key : null),
  valueSchema: (key) => profileSchemas[key] ?? null,
  writtenBy: 'client',
  removable: true,
}
