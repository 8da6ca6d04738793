import { expect, it } from 'vitest'
import { tickMs } from '../../../client/components/chat/tick.ts'

it('[UI56] seconds are counted while something is sent again by itself', () => {
  const sent = { delivery: { state: 'sent' } } as const
  const limited = { delivery: { state: 'rate-limited', againAt: 12_000 } } as const
  expect(tickMs([{ delivery: null }, sent])).toBe(10_000)
  expect(tickMs([sent, limited])).toBe(1_000)
})
