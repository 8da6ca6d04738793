/** What the person is told of the connection (docs/behaviour.md, RS1-RS9): the link's state and how far catching up is, as one. */
import type { CatchUp } from './catch-up.ts'
import type { Connection } from './connection.ts'
import type { SyncState } from './device.ts'

/** Times of the link are this device's; what is told is on the corrected clock. */
export interface ClockFacts {
  readonly offsetMs: number
  /** Corrected clock. */
  readonly offlineSinceMs: number
}

export function syncStateOf(
  link: Connection,
  catchUp: Pick<CatchUp, 'isResumed' | 'isRestored' | 'answered' | 'total'>,
  { offsetMs, offlineSinceMs }: ClockFacts,
): SyncState {
  if (link.state === 'refused') return { state: link.why }
  if (link.state === 'offline') {
    const nextTryAtMs = link.retryAtMs === null ? null : link.retryAtMs + offsetMs
    return { state: 'offline', sinceMs: offlineSinceMs, nextTryAtMs }
  }
  const sinceMs = link.sinceMs + offsetMs
  if (link.state !== 'live') return { state: 'connecting', sinceMs }
  if (catchUp.isResumed && !catchUp.isRestored) return { state: 'live', sinceMs }
  return { state: 'syncing', done: Math.min(catchUp.answered, catchUp.total), total: catchUp.total, sinceMs }
}
