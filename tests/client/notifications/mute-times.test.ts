import { expect, it } from 'vitest'
import { muteUntil } from '../../../client/components/notices/mute-times.ts'

const HOUR_MS = 60 * 60_000

it('[NF21] a chat is muted for 1 hour, 8 hours, until tomorrow morning, or for good', () => {
  const now = new Date(2026, 2, 3, 23, 30).getTime()
  expect(muteUntil('hour', now)).toBe(now + HOUR_MS)
  expect(muteUntil('eight', now)).toBe(now + 8 * HOUR_MS)
  expect(muteUntil('tomorrow', now)).toBe(new Date(2026, 2, 4, 8).getTime())
  expect(muteUntil('tomorrow', new Date(2026, 11, 31, 0, 5).getTime())).toBe(new Date(2027, 0, 1, 8).getTime())
  expect(muteUntil('always', now)).toBe(true)
})
