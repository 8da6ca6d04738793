/** Dates and numbers as the person's language writes them. Times are the device's, integer milliseconds. */
import { isolate } from './isolate.ts'
import { direction, intlLocale } from './text.ts'

const cache = new Map<string, Intl.DateTimeFormat>()

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = intlLocale() + JSON.stringify(options)
  let format = cache.get(key)
  if (!format) cache.set(key, (format = new Intl.DateTimeFormat(intlLocale(), options)))
  return format
}

/** `14:02`, or as the language has it. */
export function formatTime(atMs: number): string {
  return dateFormat({ hour: '2-digit', minute: '2-digit' }).format(atMs)
}

/** For `<time datetime>` titles: day and time in full. */
export function formatFull(atMs: number): string {
  return dateFormat({ dateStyle: 'full', timeStyle: 'short' }).format(atMs)
}

/** A day divider: `Tuesday, 3 March`; with the year when it is another. */
export function formatDay(atMs: number, nowMs: number): string {
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear()
  return dateFormat({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(atMs)
}

/** As short as a list needs: the time today, the weekday this week, else the date. */
export function formatBrief(atMs: number, nowMs: number): string {
  const days = dayNumber(nowMs) - dayNumber(atMs)
  if (days === 0) return formatTime(atMs)
  if (days > 0 && days < 7) return dateFormat({ weekday: 'short' }).format(atMs)
  return dateFormat({ day: 'numeric', month: 'short' }).format(atMs)
}

/** `5 min. ago`. */
export function formatAge(atMs: number, nowMs: number): string {
  const minutes = Math.max(0, Math.round((nowMs - atMs) / 60_000))
  const relative = new Intl.RelativeTimeFormat(intlLocale(), { numeric: 'auto', style: 'short' })
  if (minutes < 60) return relative.format(-minutes, 'minute')
  if (minutes < 1_440) return relative.format(-Math.round(minutes / 60), 'hour')
  return relative.format(-Math.round(minutes / 1_440), 'day')
}

/** The time; of another day with it: `Tue 14:02`, `3 Mar, 14:02`. What says when, beside something else's time. */
export function formatMoment(atMs: number, nowMs: number): string {
  const days = Math.abs(dayNumber(nowMs) - dayNumber(atMs))
  if (days === 0) return formatTime(atMs)
  const day = days < 7 ? ({ weekday: 'short' } as const) : ({ day: 'numeric', month: 'short' } as const)
  return dateFormat({ ...day, hour: '2-digit', minute: '2-digit' }).format(atMs)
}

function dayNumber(atMs: number): number {
  const date = new Date(atMs)
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000)
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(intlLocale()).format(value)
}

/** @param part  1 = 100 % */
export function formatPercent(part: number): string {
  return new Intl.NumberFormat(intlLocale(), { style: 'percent' }).format(part)
}

/** Each keeps its own direction: the first of them must not turn the list. */
export function formatList(items: readonly string[]): string {
  const within = direction()
  return new Intl.ListFormat(intlLocale(), { type: 'conjunction' }).format(items.map((item) => isolate(item, within)))
}
