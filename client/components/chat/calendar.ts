/** Days of a month in weeks, and where keys go among them. Pure; days are local midnights in milliseconds. */

/** A local midnight, of whatever day `date` falls on: 32 March is 1 April. */
export function dayOf(year: number, month: number, date: number): number {
  return new Date(year, month, date).getTime()
}

export function midnight(atMs: number): number {
  const day = new Date(atMs)
  return dayOf(day.getFullYear(), day.getMonth(), day.getDate())
}

/** @param firstDay of a week: 1 = Monday … 7 = Sunday @returns weeks of seven days; null = of another month */
export function weeksOf(atMs: number, firstDay: number): (number | null)[][] {
  const at = new Date(atMs)
  const [year, month] = [at.getFullYear(), at.getMonth()]
  const count = new Date(year, month + 1, 0).getDate()
  const lead = (new Date(year, month, 1).getDay() - (firstDay % 7) + 7) % 7
  const cells = Array.from({ length: Math.ceil((lead + count) / 7) * 7 }, (_, i) =>
    i < lead || i >= lead + count ? null : dayOf(year, month, i - lead + 1),
  )
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

/** A month on or back: the 31st becomes the last day of a shorter one. */
export function monthAfter(atMs: number, by: 1 | -1): number {
  const at = new Date(atMs)
  const last = new Date(at.getFullYear(), at.getMonth() + by + 1, 0).getDate()
  return dayOf(at.getFullYear(), at.getMonth() + by, Math.min(at.getDate(), last))
}

/** @returns the day a key goes to, or null when it is none of these keys */
export function dayAfterKey(atMs: number, key: string, firstDay: number, isRtl: boolean): number | null {
  const at = new Date(atMs)
  const by = (days: number) => dayOf(at.getFullYear(), at.getMonth(), at.getDate() + days)
  const inWeek = (at.getDay() - (firstDay % 7) + 7) % 7
  const on = isRtl ? -1 : 1
  switch (key) {
    case 'ArrowRight':
      return by(on)
    case 'ArrowLeft':
      return by(-on)
    case 'ArrowDown':
      return by(7)
    case 'ArrowUp':
      return by(-7)
    case 'Home':
      return by(-inWeek)
    case 'End':
      return by(6 - inWeek)
    case 'PageUp':
      return monthAfter(atMs, -1)
    case 'PageDown':
      return monthAfter(atMs, 1)
    default:
      return null
  }
}
