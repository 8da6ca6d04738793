/**
 * What a person chose about notifications, in the `prefs` of their account (docs/behaviour.md, NF3, NF7-NF10). Pure and
 * total: what is no choice counts as none.
 */
import { parseUserId, type UserId } from '../ids.ts'
import type { ChannelKind } from '../registers/meta.ts'
import type { Registers } from '../views.ts'

export const NOTICE_LEVELS = ['all', 'mentions', 'nothing'] as const
export type NoticeLevel = (typeof NOTICE_LEVELS)[number]

/** Kinds of chats that have a level of their own where a chat has none. */
export const NOTICE_PLACES = ['direct', 'group', 'channel', 'broadcast'] as const
export type NoticePlace = (typeof NOTICE_PLACES)[number]

export const NOTICE_SOUNDS = ['mentions', 'all', 'off'] as const
export type NoticeSounds = (typeof NOTICE_SOUNDS)[number]

/** What a notification says: who and what, who alone, or that there is something. */
export const NOTICE_TEXTS = ['message', 'name', 'nothing'] as const
export type NoticeText = (typeof NOTICE_TEXTS)[number]

/** Minutes after midnight, 0-1439, in the clock of `zone`; from `from` on, up to `to`, over midnight where it is less. */
export interface QuietHours {
  readonly from: number
  readonly to: number
  /** An IANA name; '' = UTC. */
  readonly zone: string
}

export interface NoticeSettings {
  readonly isOn: boolean
  readonly levels: Readonly<Record<NoticePlace, NoticeLevel>>
  readonly sounds: NoticeSounds
  readonly text: NoticeText
  /** Reactions to one's own messages notify. */
  readonly reactions: boolean
  /** null = none. */
  readonly quiet: QuietHours | null
  /** They may sound in quiet hours. */
  readonly quietPeople: ReadonlySet<UserId>
}

/** Names in `prefs`. `notifications.enabled` and `.sound` are also what another program's profile keeps. */
export const NOTICE_PREFS = {
  isOn: 'notifications.enabled',
  sound: 'notifications.sound',
  sounds: 'notifications.sounds',
  text: 'notifications.text',
  reactions: 'notifications.reactions',
  /** `22:00-07:00` */
  quiet: 'notifications.quiet',
  quietZone: 'notifications.quietZone',
  /** User ids, with commas between. */
  quietPeople: 'notifications.quietPeople',
  level: (place: NoticePlace) => `notifications.level.${place}`,
} as const

const USUAL: NoticeSettings['levels'] = { direct: 'all', group: 'all', channel: 'mentions', broadcast: 'all' }

export function readNoticeSettings(account: Registers): NoticeSettings {
  const kept = (name: string) => account.get('prefs', name)
  const one = <T extends string>(name: string, of: readonly T[], usual: T): T =>
    of.find((choice) => choice === kept(name)) ?? usual
  const levels = NOTICE_PLACES.map((place) => [place, one(NOTICE_PREFS.level(place), NOTICE_LEVELS, USUAL[place])])
  const people = kept(NOTICE_PREFS.quietPeople)
  const ids = typeof people === 'string' ? people.split(',').map(parseUserId) : []
  return {
    isOn: kept(NOTICE_PREFS.isOn) !== false,
    levels: Object.fromEntries(levels) as NoticeSettings['levels'],
    sounds: one(NOTICE_PREFS.sounds, NOTICE_SOUNDS, kept(NOTICE_PREFS.sound) === false ? 'off' : 'mentions'),
    text: one(NOTICE_PREFS.text, NOTICE_TEXTS, 'message'),
    reactions: kept(NOTICE_PREFS.reactions) === true,
    quiet: parseQuietHours(kept(NOTICE_PREFS.quiet), kept(NOTICE_PREFS.quietZone)),
    quietPeople: new Set(ids.filter((id) => id !== null)),
  }
}

export function placeOfKind(kind: ChannelKind): NoticePlace {
  switch (kind) {
    case 'public':
    case 'private':
      return 'channel'
    case 'broadcast':
      return 'broadcast'
    case 'group':
      return 'group'
    case 'direct':
    case 'saved':
      return 'direct'
  }
}

/** `HH:MM-HH:MM`, as `parseQuietHours` reads it. */
export function quietText({ from, to }: Pick<QuietHours, 'from' | 'to'>): string {
  return `${clockText(from)}-${clockText(to)}`
}

/** `22:00` */
export function clockText(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** @returns null for anything but two different times of a day */
export function parseQuietHours(value: unknown, zone: unknown): QuietHours | null {
  const [, ...parts] = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(String(value)) ?? []
  const [h = 0, m = 0, toH = 0, toM = 0] = parts.map(Number)
  const [from, to] = [h * 60 + m, toH * 60 + toM]
  return parts.length === 0 || from === to ? null : { from, to, zone: typeof zone === 'string' ? zone : '' }
}

/** Whether it is quiet now. A zone that this machine does not know counts as UTC. */
export function isQuietAt({ from, to, zone }: QuietHours, nowMs: number): boolean {
  const now = minuteOfDay(nowMs, zone)
  return from < to ? now >= from && now < to : now >= from || now < to
}

function minuteOfDay(nowMs: number, zone: string): number {
  const parts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  let text: string
  try {
    text = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: zone || 'UTC' }).format(nowMs)
  } catch {
    text = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'UTC' }).format(nowMs)
  }
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return hours * 60 + minutes
}
