/** What becomes of messages in the outbox when a file of theirs is up, or refused (docs/behaviour.md, UQ14-UQ16). Pure. */
import type { Json } from '../../schema/json.ts'
import type { FileValue, MessageValue } from '../../schema/registers/messages.ts'
import { isActive, type Intent, type Queue } from '../sync/intent.ts'
import { refused } from '../sync/queue.ts'
import type { FileRefusal } from './waiting-file.ts'

/** A message that waited for nothing else goes now, and names the file as the server does. */
export function fileArrived(queue: Queue, file: FileValue): Queue {
  return change(queue, file.id, (intent) => waitsFor(intent, without(intent, file.id), (one) => ({ ...one, ...file })))
}

/** The message of a refused file waits for a person. If it is tried again, so is the file. */
export function fileRefused(queue: Queue, id: string, { code, reason, limit }: FileRefusal): Queue {
  const detail = limit === undefined ? undefined : { limit }
  return change(queue, id, (intent) => refused(intent, { code, reason, detail }))
}

/** The server let go of its files before it came: they are sent again, and it after them. */
export function filesLost(queue: Queue, n: number): Queue {
  const again = (intent: Intent): Intent => {
    const { parked: _parked, code: _code, reason: _reason, detail: _detail, ...kept } = intent
    const ids = (intent.value as unknown as MessageValue).files?.map(({ id }) => id) ?? []
    return { ...kept, awaits: ids, rev: intent.rev + 1, sent: false }
  }
  return { ...queue, intents: queue.intents.map((intent) => (intent.n === n ? again(intent) : intent)) }
}

/** Another variant of it is sent, under another id. */
export function fileReplaced(queue: Queue, id: string, by: FileValue): Queue {
  const swap = (awaits: readonly string[] = []) => [...awaits.filter((one) => one !== id), by.id]
  const names = (intent: Intent) =>
    intent.root === 'messages' && (intent.value as MessageValue | null)?.files?.some((one) => one.id === id) === true
  const replaced = (intent: Intent) => rewritten(intent, swap(intent.awaits), (one) => (one.id === id ? by : one))
  return { ...queue, intents: queue.intents.map((intent) => (names(intent) ? replaced(intent) : intent)) }
}

function change(queue: Queue, id: string, step: (intent: Intent) => Intent): Queue {
  const isAwaited = (intent: Intent) => isActive(intent) && intent.awaits?.includes(id) === true
  return { ...queue, intents: queue.intents.map((intent) => (isAwaited(intent) ? step(intent) : intent)) }
}

function waitsFor(intent: Intent, awaits: readonly string[], file: (one: FileValue) => FileValue): Intent {
  const gone = intent.awaits?.filter((id) => !awaits.includes(id)) ?? []
  return rewritten(intent, awaits, (one) => (gone.includes(one.id) ? file(one) : one))
}

function without({ awaits = [] }: Intent, id: string): readonly string[] {
  return awaits.filter((one) => one !== id)
}

function rewritten(intent: Intent, awaits: readonly string[], file: (one: FileValue) => FileValue): Intent {
  const { awaits: _before, ...kept } = intent
  const value = intent.value as unknown as MessageValue
  const files = value.files?.map(file)
  const waits = awaits.length > 0 ? { awaits } : {}
  return { ...kept, ...waits, value: { ...value, files } as unknown as Json, rev: intent.rev + 1 }
}
