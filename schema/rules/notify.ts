/**
 * Whether something in a channel notifies a person, and how (docs/behaviour.md, NF1-NF10). Pure: the server asks it before
 * it wakes a browser, a device before it tells the service worker, and a list of notifications for each message.
 */
import { accountDocument } from '../documents.ts'
import type { ChannelId, UserId } from '../ids.ts'
import type { ChannelPrefs } from '../registers/account.ts'
import type { ChannelKind } from '../registers/meta.ts'
import type { World } from '../views.ts'
import { channelOf } from './channel.ts'
import { isMutedNow } from './is-muted-now.ts'
import type { Mention } from './mentions.ts'
import { isQuietAt, placeOfKind, readNoticeSettings, type NoticeLevel, type NoticeSettings } from './notice-settings.ts'

/** What happened. Of a reaction `by` is who reacted, and `author` whose message it is on. */
export type NoticeEvent =
  | {
      readonly kind: 'posted' | 'edited'
      readonly by: UserId
      /** Of the server, or deleted meanwhile: nobody said anything. */
      readonly isEmpty: boolean
      readonly mentions: readonly Mention[]
      /** Whose message it answers; null = none. */
      readonly answers: UserId | null
    }
  | { readonly kind: 'reacted'; readonly by: UserId; readonly author: UserId }

export interface Notice {
  /** `sound`: it may be heard. `silent`: it is shown only. */
  readonly how: 'sound' | 'silent' | 'not'
  readonly why: 'mention' | 'reply' | 'message' | 'reaction'
}

/** What of a chat may notify: `direct` is a muted chat, where only what names the person alone does. */
export type HeardLevel = NoticeLevel | 'direct'

const NOT: Notice = { how: 'not', why: 'message' }

/** NF3-NF5: as the person chose for the chat, else for chats of its kind. */
export function heardLevel(world: World, me: UserId, channelId: ChannelId, kind: ChannelKind): HeardLevel {
  return levelOf(
    world,
    me,
    channelId,
    readNoticeSettings(world.registers(accountDocument(me))).levels[placeOfKind(kind)],
  )
}

/** The same for a list, which tells of what nobody chose to leave out (NT3). */
export function listedLevel(world: World, me: UserId, channelId: ChannelId): HeardLevel {
  return levelOf(world, me, channelId, 'all')
}

export function judgeNotice(world: World, me: UserId, channelId: ChannelId, event: NoticeEvent): Notice {
  const channel = channelOf(world, channelId)
  if (!channel || channel.role(me) === 'none' || event.by === me) return NOT
  const account = world.registers(accountDocument(me))
  if (account.get('blocks', String(event.by)) !== undefined) return NOT
  const settings = readNoticeSettings(account)
  if (!settings.isOn) return NOT
  const level = heardLevel(world, me, channelId, channel.kind)
  if (event.kind === 'reacted') {
    const isHeard = settings.reactions && event.author === me && level !== 'nothing' && level !== 'direct'
    return isHeard ? { how: 'silent', why: 'reaction' } : NOT
  }
  const why = whyHeard(event, me, level)
  if (why === null || event.kind === 'edited') return NOT
  const mayBeHeard = soundsFor(settings, why) && !(channel.kind === 'broadcast' && why === 'message')
  return { how: mayBeHeard && !isHushed(settings, event.by, world.nowMs) ? 'sound' : 'silent', why }
}

/** Whether a message reaches a person in a chat of that level. @returns null: it does not */
export function whyHeard(
  { isEmpty, mentions, answers }: Pick<Extract<NoticeEvent, { mentions: unknown }>, 'isEmpty' | 'mentions' | 'answers'>,
  me: UserId,
  level: HeardLevel,
): 'mention' | 'reply' | 'message' | null {
  if (isEmpty || level === 'nothing') return null
  if (mentions.includes(me)) return 'mention'
  if (level === 'direct') return null
  if (mentions.includes('everyone')) return 'mention'
  if (answers === me) return 'reply'
  return level === 'all' ? 'message' : null
}

function levelOf(world: World, me: UserId, channelId: ChannelId, unset: NoticeLevel): HeardLevel {
  const prefs = world.registers(accountDocument(me)).get('channels', channelId) as ChannelPrefs | undefined
  const level = prefs?.notify ?? unset
  return level !== 'nothing' && isMutedNow(prefs ?? {}, world.nowMs) ? 'direct' : level
}

function soundsFor({ sounds }: NoticeSettings, why: Notice['why']): boolean {
  return sounds === 'all' || (sounds === 'mentions' && why === 'mention')
}

/** NF9: quiet hours, but for chosen people. */
function isHushed({ quiet, quietPeople }: NoticeSettings, by: UserId, nowMs: number): boolean {
  return quiet !== null && isQuietAt(quiet, nowMs) && !quietPeople.has(by)
}
