/**
 * Replicas that were replaced (docs/behaviour.md, RS26, RS32): one that the disk refused to open at that time is
 * compared when it opens, and each goes when all that was recovered from it is acknowledged.
 */
import * as Y from 'yjs'
import type { RetiredReplica } from '../persistence/device-store.ts'
import type { Core } from './core.ts'
import { registersOf } from './held-document.ts'
import type { Progress } from './progress.ts'
import type { Recovery } from './recovery.ts'

export interface Retired {
  /** @returns whether one still waits for the disk: call again later */
  tidy(): Promise<boolean>
}

export function createRetired(core: Core, progress: Progress, recovery: Recovery): Retired {
  const { env, replicas, report } = core

  async function tidy(): Promise<boolean> {
    const unread = progress.retired.filter((one) => one.unread !== undefined)
    let isWaiting = false
    for (const one of unread) isWaiting = !(await compareLate(one)) || isWaiting
    if (unread.length > 0) await recovery.finish()
    const waiting = new Set(core.outbox.queue().intents.map((intent) => intent.n))
    for (const one of progress.retired) {
      const isCurrent = replicas.records.get(one.doc)?.generation === one.generation
      if (isCurrent || one.unread || one.until.some((n) => waiting.has(n))) continue
      try {
        await env.store.deleteReplica(one.doc, one.generation)
        progress.retired = progress.retired.filter((other) => other !== one)
      } catch (cause) {
        report('delete replica', cause)
        isWaiting = true
      }
    }
    return isWaiting
  }

  /** @returns false when the disk failed */
  async function compareLate({ doc, generation, unread }: RetiredReplica): Promise<boolean> {
    try {
      const old = new Y.Doc()
      for (const update of await env.store.readReplica(doc, generation)) Y.applyUpdate(old, update)
      await replicas.use(doc, async (held) => {
        // A replica that is not whole itself would make everything look lost.
        if (!held?.isVerified) return
        const registers = { name: doc, ...registersOf(old) }
        const until = await recovery.compare(registers, held.replica.doc, unread?.isRestored === true)
        progress.retire({ doc, generation, until })
      })
      return true
    } catch (cause) {
      report(`read replaced ${doc}`, cause)
      return false
    }
  }

  return { tidy }
}
