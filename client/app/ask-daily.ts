/** Whether the session still lasts is asked at the start and once a day: it may have been ended on another device. */
import { TIMERS, type Timers, type Unsubscribe } from '../stores/store.ts'

export const ASK_EVERY_MS = 24 * 60 * 60_000
/** Timers stand still while a machine sleeps, so the clock is looked at more often. */
const LOOK_EVERY_MS = 60 * 60_000

/** @param ask  asks the server; no answer changes nothing (`SessionStore.open`) */
export function askDaily(
  ask: () => Promise<void>,
  now: () => number = Date.now,
  timers: Timers = TIMERS,
  page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'> = document,
): Unsubscribe {
  let askedAtMs = now()
  let stopTimer: Unsubscribe = () => undefined
  void ask()

  const look = () => {
    // A clock that was set back must not make it wait for days.
    if (now() >= askedAtMs && now() - askedAtMs < ASK_EVERY_MS) return
    askedAtMs = now()
    void ask()
  }
  const seen = () => {
    if (page.visibilityState === 'visible') look()
  }
  const wait = () => {
    stopTimer = timers.after(LOOK_EVERY_MS, () => {
      look()
      wait()
    })
  }
  wait()
  page.addEventListener('visibilitychange', seen)
  return () => {
    stopTimer()
    page.removeEventListener('visibilitychange', seen)
  }
}
