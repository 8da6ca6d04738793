/**
 * Takes volumes off this device (docs/behaviour.md, OS10, OS12). Runs in the sender, in its turn, so that nothing is received,
 * written or saved of them meanwhile: the record goes first, in one strict transaction, then the content.
 */
import { channelDocument, parseDocumentName } from '../../schema/documents.ts'
import type { DocumentRecord } from '../persistence/device-store.ts'
import type { Core } from '../sync/core.ts'
import { isInVolume, messageOf } from '../sync/intent.ts'
import { contentOf } from './held-volumes.ts'

/** @returns how many went; 0 where this tab is not the sender */
export function forgetVolumes(core: Core, documents: readonly string[]): Promise<number> {
  const leads = core.role?.leads
  if (!leads || documents.length === 0) return Promise.resolve(0)
  return new Promise((resolve, reject) => {
    leads.serial.run('forget', async () => {
      try {
        resolve(await forget(core, documents))
      } catch (cause) {
        reject(cause instanceof Error ? cause : new Error(String(cause)))
      }
    })
  })
}

async function forget(core: Core, documents: readonly string[]): Promise<number> {
  const { replicas, env, tabs } = core
  const records: DocumentRecord[] = []
  for (const doc of documents) {
    const record = replicas.records.get(doc)
    if (record && !(await holdsNeeded(core, record)) && !isInUse(core, doc)) records.push(record)
  }
  if (records.length === 0) return 0
  const forgotten = records.map(({ doc }) => doc)
  await env.store.saveProgress({ forgotten })
  for (const { doc, generation } of records) {
    replicas.records.delete(doc)
    // Without a record it is let go of, and told to be gone.
    await replicas.reload(doc)
    await env.store.deleteReplica(doc, generation).catch((cause: unknown) => core.report(`delete ${doc}`, cause))
  }
  tabs.post({ t: 'records', documents: [], replaced: [], forgotten })
  for (const doc of forgotten) for (const listener of core.onReplicas) listener(doc, 'all')
  return records.length
}

/** On a screen, being read or answered, or not safely on the disk. */
function isInUse(core: Core, doc: string): boolean {
  const { replicas, role } = core
  const leads = role?.leads
  if (!leads || leads.progress.isUnsaved(doc) || leads.catchUp.isAsked(doc)) return true
  return replicas.isLoading(doc) || (replicas.loaded(doc)?.users ?? 0) > 0 || new Set(leads.wanted()).has(doc)
}

/** Whether something of the volume waits in the outbox, also what was refused, or one of its messages is pinned. */
async function holdsNeeded(core: Core, { doc, generation }: DocumentRecord): Promise<boolean> {
  const ref = parseDocumentName(doc)
  if (ref?.kind !== 'volume') return true
  const root = channelDocument(ref.channelId)
  const wanted = new Set(
    await core.replicas.use(root, () => [...core.views.view(root).entries('pins')].map(([id]) => id)),
  )
  for (const intent of core.outbox.queue().intents) {
    if (intent.doc === root && isInVolume(intent.root)) wanted.add(messageOf(intent))
  }
  if (wanted.size === 0) return false
  const content = contentOf(await core.env.store.readReplica(doc, generation))
  const messages = content.getMap('messages')
  const isNeeded = [...wanted].some((id) => messages.has(id))
  content.destroy()
  return isNeeded
}
