/** Roots of `directory`: everyone and every channel that anyone may find. Written by the server alone. */
import * as z from 'zod/mini'
import { MAX_AVATAR_CHARS, MAX_BIO_CHARS, MAX_NAME_CHARS, MAX_TOPIC_CHARS } from '../limits.ts'
import { channelIdForm, parseUserId, type ChannelId, type UserId } from '../ids.ts'
import { always, anyText, timeMs, type RegisterRoot } from './register.ts'
import { channelKind } from './meta.ts'

const parseChannelKey = (key: string) => (channelIdForm(key) ? (key as ChannelId) : null)

const userEntry = z.strictObject({
  username: anyText(64),
  admin: z.optional(z.boolean()),
  deletedAt: z.optional(timeMs),
})
/** What the entry of a deleted account is called; nobody can register it. */
export const DELETED_USERNAME = 'deleteduser'
export type DirectoryUser = z.infer<typeof userEntry>

const profileEntry = z.strictObject({
  name: z.optional(anyText(MAX_NAME_CHARS)),
  color: z.optional(anyText(16)),
  bio: z.optional(anyText(MAX_BIO_CHARS)),
  status: z.optional(anyText(MAX_NAME_CHARS)),
  avatar: z.optional(anyText(MAX_AVATAR_CHARS)),
})
export type DirectoryProfile = z.infer<typeof profileEntry>

const channelEntry = z.strictObject({
  kind: channelKind,
  title: anyText(MAX_NAME_CHARS),
  topic: z.optional(anyText(MAX_TOPIC_CHARS)),
  handle: z.optional(anyText(32)),
})
export type DirectoryChannel = z.infer<typeof channelEntry>

/** What everyone may know of the public key of a person who encrypts; one that was replaced leaves nothing. */
const keyEntry = z.strictObject({
  /** SHA-256 of its text in UTF-8: 64 hexadecimal digits. */
  print: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** 1, and one more each time the keys are replaced. */
  version: z.int().check(z.positive()),
})
export type DirectoryKey = z.infer<typeof keyEntry>

export const users: RegisterRoot<UserId> = {
  root: 'users',
  parseKey: parseUserId,
  valueSchema: always(userEntry),
  writtenBy: 'server',
  removable: false,
}
export const profiles: RegisterRoot<UserId> = {
  root: 'profiles',
  parseKey: parseUserId,
  valueSchema: always(profileEntry),
  writtenBy: 'server',
  removable: true,
}
export const channels: RegisterRoot<ChannelId> = {
  root: 'channels',
  parseKey: parseChannelKey,
  valueSchema: always(channelEntry),
  writtenBy: 'server',
  removable: true,
}
/** Of their own, not in `users`: an app from before them goes on knowing everyone (docs/decisions/0017-keys-in-the-directory.md). */
export const keys: RegisterRoot<UserId> = {
  root: 'keys',
  parseKey: parseUserId,
  valueSchema: always(keyEntry),
  writtenBy: 'server',
  removable: true,
}
