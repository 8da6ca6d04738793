/** How long a chat is muted, as the menu offers it (docs/behaviour.md, NF21). Pure. */

export const MUTE_CHOICES = ['hour', 'eight', 'tomorrow', 'always'] as const
export type MuteChoice = (typeof MUTE_CHOICES)[number]

const HOUR_MS = 60 * 60_000
/** When "tomorrow" begins. */
const MORNING_HOUR = 8

/** @returns true, or the time at which muting ends */
export function muteUntil(choice: MuteChoice, nowMs: number): number | true {
  switch (choice) {
    case 'hour':
      return nowMs + HOUR_MS
    case 'eight':
      return nowMs + 8 * HOUR_MS
    case 'tomorrow': {
      const now = new Date(nowMs)
      // By the calendar of this place: a day may have 23 hours.
      return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING_HOUR).getTime()
    }
    case 'always':
      return true
  }
}
