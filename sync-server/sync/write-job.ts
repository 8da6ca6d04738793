/** The writer's job for an update that a socket brought. */
import { CairnError } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import { admit, type Outcome } from './admission.ts'
import type { CoreDeps } from './deps.ts'
import type { Job } from './writer.ts'

export interface WriteReply {
  decided(outcome: Outcome): void
  /** Nothing was stored; the update may be brought again. */
  failed(): void
}

export function writeJob(deps: CoreDeps, userId: UserId, doc: string, update: Uint8Array, reply: WriteReply): Job {
  let outcome: Outcome | null = null
  return {
    doc,
    run(tx) {
      outcome = null
      outcome = admit(tx, tx.room(doc), { userId }, update, deps.quota)
    },
    committed: () => reply.decided(outcome as Outcome),
    failed(error) {
      const cause =
        error instanceof CairnError ? error.code : error instanceof Error ? (error.stack ?? error.message) : 'unknown'
      deps.logger.error({ doc, cause }, 'an update could not be stored')
      reply.failed()
    },
  }
}
