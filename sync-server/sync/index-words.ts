/** When the index of part words takes in what was said: behind the commits that store it, never in them (docs/behaviour.md, PT3). */
import type { LiveEvent } from '../live/live-events.ts'
import type { WordIndex } from '../storage/word-index.ts'
import type { CoreDeps } from './deps.ts'
import type { Job } from './writer.ts'

/** So many are taken in at once, at the latest after so long: whoever searches before takes them in first. */
const AT_ONCE = 512
const AFTER_MS = 1_000

/** @returns to be told what each commit made true */
export function createWordIndexing(
  { clock, logger, writer }: Pick<CoreDeps, 'clock' | 'logger' | 'writer'>,
  words: WordIndex,
): (happened: readonly LiveEvent[]) => void {
  let behind = 0
  let cancel: (() => void) | null = null
  let isQueued = false
  let taken = 0
  const job: Job = {
    run: () => (taken = words.catchUp(AT_ONCE)),
    committed() {
      isQueued = false
      // Fewer than there might have been: a search was faster.
      behind = taken < AT_ONCE ? 0 : Math.max(0, behind - taken)
      plan()
    },
    failed(cause) {
      isQueued = false
      logger.error({ cause: cause instanceof Error ? cause.message : 'unknown' }, 'the word index is behind')
    },
  }

  return (happened) => {
    for (const { kind } of happened) if (kind === 'message-posted') behind++
    plan()
  }

  function plan(): void {
    if (behind === 0 || isQueued) return
    if (behind >= AT_ONCE) {
      cancel?.()
      return enqueue()
    }
    cancel ??= clock.schedule(AFTER_MS, enqueue)
  }

  function enqueue(): void {
    cancel = null
    isQueued = true
    writer.enqueue(job)
  }
}
