/**
 * Before the session ends (docs/behaviour.md, OS41): what is on its way, the last words of a draft too, gets a moment to reach the
 * server, which takes nothing of this device afterwards.
 */
import { isInTouch } from '../stores/is-in-touch.ts'
import { isUnsent } from '../stores/outbox-store.ts'
import { TIMERS, type Timers } from '../stores/store.ts'
import type { Device } from '../sync/device.ts'

export const GO_WITHIN_MS = 3_000

/** Resolves once nothing waits that goes by itself, or there is no connection, or it takes too long. */
export function letUnsentGo(
  device: Pick<Device, 'outbox' | 'onOutbox' | 'status' | 'onStatus'>,
  timers: Timers = TIMERS,
): Promise<void> {
  const isOver = () => !isInTouch(device) || !device.outbox().some(isUnsent)
  if (isOver()) return Promise.resolve()
  return new Promise((resolve) => {
    const end = () => {
      for (const stop of stops) stop()
      resolve()
    }
    const look = () => {
      if (isOver()) end()
    }
    const stops = [device.onOutbox(look), device.onStatus(look), timers.after(GO_WITHIN_MS, end)]
  })
}
