/** Times and sizes that only a chat shows, in the reader's language. What everybody shows is in app/format.ts. */
import { intlLocale } from '../../app/text.ts'
import type { MessageView } from '../../stores/message-view.ts'

/** Written this much before it arrived, a message tells both times. */
export const LATE_MS = 5 * 60_000

export function isLate({ at, writtenAt, seq }: Pick<MessageView, 'at' | 'writtenAt' | 'seq'>): boolean {
  return seq > 0 && at - writtenAt > LATE_MS
}

/** `3 – 9 May` */
export function formatDays(from: number, to: number): string {
  return new Intl.DateTimeFormat(intlLocale(), { day: 'numeric', month: 'long' }).formatRange(from, to)
}

/** For `datetime` of a time element. */
export function isoTime(at: number): string {
  return new Date(at).toISOString()
}

/** `2.4 MB` */
export function formatBytes(bytes: number): string {
  const step = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : bytes < 1_000_000_000 ? 2 : 3
  const unit = (['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const)[step]
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: step < 2 ? 0 : 1 } as const
  return new Intl.NumberFormat(intlLocale(), options).format(bytes / 1_000 ** step)
}
