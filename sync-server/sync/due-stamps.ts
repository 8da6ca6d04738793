/** SM5: the last reaction change of a message is stamped, a second later at most. */
import { parseDocumentName } from '../../schema/documents.ts'
import type { VolumeRef } from '../../schema/rules/judge.ts'
import type { ChannelTables } from '../storage/channel-tables.ts'
import type { SyncClock } from './deps.ts'
import { RESTAMP_MS, stampReactions } from './follow-volume.ts'
import type { Transaction } from './transaction.ts'

export interface DueStamps {
  /** Something waits. */
  plan(): void
  /** Stamps all that waits. */
  stamp(tx: Transaction): void
}

/** @param enqueue  a job of the writer */
export function dueStamps(
  tables: ChannelTables,
  clock: SyncClock,
  enqueue: (run: (tx: Transaction) => void) => void,
): DueStamps {
  let isPlanned = false
  const stamp = (tx: Transaction) => {
    for (const { doc, message_id } of tables.dueStamps()) {
      const { channelId } = parseDocumentName(doc) as VolumeRef
      const room = tx.room(doc)
      room.transact(() => stampReactions(tx, room, channelId, message_id))
    }
  }
  return {
    stamp,
    plan() {
      if (isPlanned) return
      isPlanned = true
      clock.schedule(RESTAMP_MS, () => {
        isPlanned = false
        enqueue(stamp)
      })
    },
  }
}
