/** When the sender writes down how far it is (docs/behaviour.md, RS7-RS10): at most one write waits, and a disk that fails is tried again. */
import type { Upstream } from '../../schema/protocol/upstream.ts'
import { DISK_RETRY_MS, type Core } from './core.ts'
import type { Delivered } from './delivered.ts'
import type { OtherTabs } from './other-tabs.ts'
import type { Progress } from './progress.ts'
import type { Retired } from './retired.ts'
import type { Serial } from './serial.ts'
import type { Timers } from './timers.ts'

export interface CommitDeps {
  readonly core: Core
  readonly serial: Serial
  readonly timers: Timers
  readonly progress: Progress
  readonly delivered: Delivered
  readonly retired: Retired
  readonly tabs: Pick<OtherTabs, 'post'>
  /** Before that nothing is told as delivered. */
  isResumed(): boolean
  control(message: Upstream): void
  /** It is on disk. */
  committed(): void
}

export interface Commits {
  soon(): void
  /** Tries the databases again that failed, and then saves. */
  reopen(): Promise<void>
}

export function createCommits(deps: CommitDeps): Commits {
  const { core, serial, progress } = deps
  let isDue = false

  async function commit(): Promise<void> {
    try {
      const extra = { clockOffsetMs: core.clock.offsetMs, lastContactMs: core.shared.lastContactMs }
      deps.tabs.post({ t: 'records', ...(await progress.commit(extra)) })
    } catch (cause) {
      core.report('save progress', cause)
      return later()
    }
    if (deps.isResumed()) for (const one of deps.delivered.take()) deps.control({ t: 'delivered', ...one })
    if (await deps.retired.tidy()) later()
    deps.committed()
  }

  function soon(): void {
    serial.once('commit', commit)
  }

  function later(): void {
    if (isDue) return
    isDue = true
    deps.timers.later(DISK_RETRY_MS, () => {
      isDue = false
      soon()
    })
  }

  return {
    soon,
    async reopen() {
      await core.replicas.retryFailed()
      await commit()
    },
  }
}
