/** Binds client ids first seen in awareness, durably, before anything said under them is passed on (docs/behaviour.md, AW2). */
import type { UserId } from '../../schema/ids.ts'
import type { Job } from './writer.ts'

export function bindJob(doc: string, userId: UserId, clients: readonly number[], bound: () => void): Job {
  let own = false
  return {
    run(tx) {
      const room = tx.room(doc)
      own = clients.every((client) => (room.ownerOf(client) ?? userId) === userId)
      if (own) for (const client of clients) tx.bind(room, client, userId)
    },
    committed: () => own && bound(),
    failed: () => undefined,
  }
}
