/**
 * The queue of files (docs/behaviour.md, UQ11, UQ14-UQ20): from files and outbox to what is uploaded next and what of the
 * rest has to be done. Pure; the shell that does it is `uploader.ts`.
 */
import type { FileValue, MessageValue } from '../../schema/registers/messages.ts'
import { isActive, isDeletion, type Intent } from '../sync/intent.ts'
import { inSendingOrder } from '../sync/send-first.ts'
import { BIG_BYTES, measuresOf, type UploadState, type WaitingFile } from './waiting-file.ts'

export interface Wishes {
  /** Large files wait until they are asked for. */
  readonly holdsBig: boolean
}

/** What is known of the one that is on its way. */
export interface Active {
  readonly key: string
  readonly sentBytes: number
  readonly isChecking: boolean
}

export interface Plan {
  /** Files to upload, the first first. */
  readonly order: readonly WaitingFile[]
  /** There already, and their messages do not know it yet. */
  readonly arrived: readonly WaitingFile[]
  /** In no composer, and no message names them: sent, or given up. */
  readonly unneeded: readonly WaitingFile[]
  /** Messages that were refused because the server had let go of files that are still here. */
  readonly lost: readonly Intent[]
}

export function planUploads(files: readonly WaitingFile[], intents: readonly Intent[], wishes: Wishes): Plan {
  const byId = new Map(files.map((file) => [file.id, file]))
  const order: WaitingFile[] = []
  const arrived = new Set<WaitingFile>()
  const named = new Set<string>()
  const lost: Intent[] = []
  for (const intent of inSendingOrder(intents)) {
    const ids = namedBy(intent)
    ids.forEach((id) => named.add(id))
    if (isLost(intent) && ids.length > 0 && ids.every((id) => byId.get(id)?.isAgain === false)) lost.push(intent)
    if (!isActive(intent)) continue
    for (const id of intent.awaits ?? []) {
      const file = byId.get(id)
      if (file?.ready) arrived.add(file)
      else if (file && goes(file, wishes)) order.push(file)
    }
  }
  const inComposers = files.filter((file) => file.draft !== null && !named.has(file.id)).sort(byPlace)
  order.push(...inComposers.filter((file) => !file.ready && !file.refusal && goes(file, wishes)))
  const unneeded = files.filter(({ draft, id }) => draft === null && !named.has(id))
  return { order: [...new Set(order)], arrived: [...arrived], unneeded, lost }
}

/** What a person sees of one. */
export function stateOf(file: WaitingFile, active: Active | null, wishes: Wishes): UploadState {
  if (file.ready) return 'ready'
  if (file.refusal) return 'refused'
  if (active?.key === file.key) return active.isChecking ? 'checking' : 'uploading'
  if (file.isPaused) return 'paused'
  return isHeld(file, wishes) ? 'held' : 'waiting'
}

export function byPlace(a: WaitingFile, b: WaitingFile): number {
  return a.place - b.place
}

/** Ids of the files that a message names, sent or refused. */
export function namedBy({ root, value }: Pick<Intent, 'root' | 'value'>): readonly string[] {
  if (root !== 'messages' || value === null || isDeletion(root, value)) return []
  return ((value as unknown as MessageValue).files ?? []).map(({ id }: FileValue) => id)
}

function goes(file: WaitingFile, wishes: Wishes): boolean {
  return !file.isPaused && !isHeld(file, wishes)
}

function isHeld(file: WaitingFile, { holdsBig }: Wishes): boolean {
  return holdsBig && !file.goesAnyway && measuresOf(file).bytes > BIG_BYTES
}

/** The only way in which a device names a file that the server does not know as its own. */
function isLost({ parked, reason }: Intent): boolean {
  return parked === 'refused' && reason?.startsWith('MS4') === true
}
