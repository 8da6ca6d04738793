/** A command's work in the commit of its turn: refused, it leaves nothing, and concerns nobody else (docs/behaviour.md, AD11). */
import type { Database } from 'better-sqlite3'
import { CairnError } from '../../schema/errors.ts'
import { openCommit } from './commit-transaction.ts'
import type { MessageQuota } from './message-quota.ts'
import type { CommitTransaction, RunInCommit } from './sync-server-port.ts'
import type { Writer } from './writer.ts'

export function createRunInCommit(db: Database, writer: Writer, quota: MessageQuota): RunInCommit {
  const savepoint = {
    begin: db.prepare('SAVEPOINT command'),
    undo: db.prepare('ROLLBACK TO command'),
    end: db.prepare('RELEASE command'),
  }
  return <T>(work: (tx: CommitTransaction) => T, doc?: string): Promise<T> => {
    return new Promise<T>((resolve, reject) => {
      let outcome: { result: T } | { refusal: CairnError }
      writer.enqueue({
        ...(doc !== undefined && { doc }),
        run(tx) {
          const commit = openCommit(tx, quota)
          savepoint.begin.run()
          try {
            outcome = { result: work(commit) }
            commit.finish()
          } catch (error) {
            // A refusal before the first change of a document concerns nobody else in this commit.
            if (commit.hasWritten || !(error instanceof CairnError)) throw error
            savepoint.undo.run()
            outcome = { refusal: error }
          }
          savepoint.end.run()
        },
        committed: () => ('refusal' in outcome ? reject(outcome.refusal) : resolve(outcome.result)),
        failed: (error) => reject(error instanceof Error ? error : new Error('the commit failed')),
      })
    })
  }
}
