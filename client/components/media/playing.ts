/** What plays: one sound or film at a time, and how long it is. */
import { intlLocale } from '../../app/text.ts'

let now: HTMLMediaElement | null = null

/** From now on this one plays: the one before it stops. */
export function playsNow(element: HTMLMediaElement): void {
  if (now !== element) now?.pause()
  now = element
}

/** `1:05`, `1:00:00`, in the digits of the reader's language. @param ms  milliseconds */
export function formatLength(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  const digits = (value: number, least: number) =>
    new Intl.NumberFormat(intlLocale(), { minimumIntegerDigits: least, useGrouping: false }).format(value)
  return shown.map((part, index) => digits(part, index === 0 ? 1 : 2)).join(':')
}

/**
 * Recordings of browsers do not say how long they are until they were read to their end: this looks there once, and comes
 * back to the beginning.
 */
export function learnLength(element: HTMLMediaElement): void {
  if (Number.isFinite(element.duration)) return
  const back = (): void => {
    if (!Number.isFinite(element.duration)) return
    element.removeEventListener('durationchange', back)
    element.currentTime = 0
  }
  element.addEventListener('durationchange', back)
  element.currentTime = Number.MAX_SAFE_INTEGER
}
