/** Puts a whole document in place of a replica (docs/behaviour.md, RS12, RS17, RS32): what the old one has alone is not lost. */
import * as Y from 'yjs'
import type { HeldDocument } from './held-document.ts'
import type { Progress } from './progress.ts'
import type { OldReplica } from './recovery.ts'
import type { Replicas } from './replicas.ts'

export interface TakeOverDeps {
  readonly replicas: Replicas
  readonly progress: Progress
  /**
   * What the old replica has alone becomes intents. Durable when it resolves.
   * @returns the numbers of those intents
   */
  compare(old: OldReplica, server: Y.Doc, isRestored: boolean): Promise<readonly number[]>
}

export interface WholeDocument {
  readonly doc: string
  readonly generation: string
  /** null = empty */
  readonly update: Uint8Array | null
}

/**
 * @param isRestored  whether the server lost what it had
 * @param compares    also when neither that nor another generation asks for it
 */
export async function takeOver(
  deps: TakeOverDeps,
  { doc, generation, update }: WholeDocument,
  isRestored: boolean,
  compares: boolean,
): Promise<HeldDocument> {
  const { replicas, progress } = deps
  const server = new Y.Doc()
  if (update !== null) Y.applyUpdate(server, update)
  await replicas.use(doc, async (held) => {
    const record = replicas.records.get(doc)
    const old = held?.generation ?? record?.generation
    if (old === undefined) return
    // A replica may be ahead of the position that is saved: then a restore is not seen by the position. And what was
    // kept aside may hold what a restored server lost meanwhile. After a mere refounding there is nothing to find.
    const isOther = old !== generation
    const isCompared = compares || isRestored || isOther || record?.aside === true
    const until = held && isCompared ? await deps.compare(held, server, isRestored) : []
    // One that the disk refuses to open is read later.
    if (isOther) progress.retire({ doc, generation: old, until, ...(held ? {} : { unread: { isRestored } }) })
  })
  const held = await replicas.replace(doc, generation, update)
  progress.replaced(doc)
  return held
}
