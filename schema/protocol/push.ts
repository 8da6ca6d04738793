/** What the server sends to the web app's service worker while no page is open, as JSON (docs/protocol.md). */
import type { ChannelId, MessageId, UserId } from '../ids.ts'
import type { ChannelKind } from '../registers/meta.ts'
import type { Notice } from '../rules/notify.ts'

/** The person's unread direct messages and mentions (NF20). */
export interface BadgeCount {
  readonly count: number
  /** When it was counted, in milliseconds since 1970: pushes may come in another order. */
  readonly at: number
}

/** A message notifies, or a reaction to it. What the person chose not to show is not sent. */
export interface NoticePush {
  readonly t: 'notice'
  /** Whose: a browser may have been signed in as somebody else since. */
  readonly user: UserId
  readonly chat: ChannelId
  readonly kind: ChannelKind
  /** Of the chat; '' of a direct message, and where no name is to be shown. */
  readonly title: string
  readonly message: MessageId
  readonly seq: number
  /** When it came, in milliseconds since 1970. */
  readonly at: number
  /** Who wrote it, or reacted; '' where no name is to be shown. */
  readonly name: string
  /** Its beginning; '' where no words are to be shown. */
  readonly text: string
  readonly how: 'sound' | 'silent'
  readonly why: Notice['why']
  /** Of a reaction to one's own message its emoji, where words are to be shown; the browser puts it into words. */
  readonly reaction?: string
  /** By which it is told once, where that is not its message: of a reaction `messageId/name/userId`. */
  readonly key?: string
  /** Missing from what an older server sends. */
  readonly badge?: BadgeCount
}

/** All up to `seq` was read elsewhere: what was shown of the chat is closed. */
export interface ReadPush {
  readonly t: 'read'
  readonly user: UserId
  readonly chat: ChannelId
  readonly seq: number
  readonly badge?: BadgeCount
}

export type AppPush = NoticePush | ReadPush

/** @returns null for what is none of this version */
export function parseAppPush(given: unknown): AppPush | null {
  if (typeof given !== 'object' || given === null) return null
  const { t, user, chat, seq } = given as Record<string, unknown>
  const isOne = typeof user === 'number' && typeof chat === 'string' && typeof seq === 'number'
  return isOne && (t === 'notice' || t === 'read') ? (given as AppPush) : null
}
