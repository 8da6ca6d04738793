/** Waits of one owner, which all end with it. */
import type { Environment } from './environment.ts'

export interface Timers {
  /** Runs `run` once after `ms`. */
  later(ms: number, run: () => void): void
  /** Nothing that waits is run any more. */
  stop(): void
}

export function createTimers(env: Pick<Environment, 'schedule'>): Timers {
  const cancels = new Set<() => void>()
  return {
    later(ms, run) {
      const cancel = env.schedule(ms, () => {
        cancels.delete(cancel)
        run()
      })
      cancels.add(cancel)
    },
    stop() {
      for (const cancel of cancels) cancel()
    },
  }
}
