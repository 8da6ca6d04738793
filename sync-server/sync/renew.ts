/** After a restore: every document in a new generation, and numbers above all that were given since (docs/behaviour.md, BK4). */
import { ErrorCode, CairnError } from '../../schema/errors.ts'
import { refound } from './maintenance.ts'
import type { SyncCore } from './sync-core.ts'

/** Ids that may have been given in a second after the backup. */
const IDS_PER_SECOND = 1_000
const COUNTERS = ['message', 'channel', 'member'] as const

/**
 * A server that went on under its old client ids would make stamps that clients never see, since they hold other
 * content at the same clocks.
 *
 * @param backupAtMs when the backup was taken
 */
export function renewAfterRestore(core: SyncCore, backupAtMs: number, nowMs: number): void {
  const seconds = Math.max(1, Math.ceil((nowMs - backupAtMs) / 1_000))
  const { log, writer } = core.deps
  const names = log.documentNames()
  let failure: unknown = null
  writer.enqueue({
    run(tx) {
      for (const counter of COUNTERS) tx.log.counters.count(counter, seconds * IDS_PER_SECOND)
      for (const name of names) refound(tx, tx.room(name))
    },
    committed: () => undefined,
    failed: (cause) => (failure = cause),
  })
  writer.flush()
  if (failure !== null)
    throw new CairnError(ErrorCode.StorageFailed, 'the restored database could not be renewed', { cause: failure })
}
