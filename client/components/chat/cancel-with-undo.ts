/**
 * Takes something that waits out of the outbox, with ten seconds to put it back (docs/behaviour.md, UI94). It is really taken out: what
 * is only hidden would be sent when the network comes.
 */
import type { MessageValue } from '../../../schema/registers/messages.ts'
import { notices } from '../../app/notices.ts'
import { t } from '../../app/text.ts'
import type { Stores } from '../../stores/stores.ts'
import { uploadsOf } from '../../uploads/uploads-of.ts'
import { SENDING, type WaitingFile } from '../../uploads/waiting-file.ts'
import { DISCARD_UNDO_MS } from './discard-with-undo.ts'

type OutboxItem = ReturnType<Stores['device']['outbox']>[number]

/**
 * @param parts   numbers of outbox items; what refers to an unsent message goes and comes back with it
 * @param failed  the browser could not keep the change
 */
export function cancelWithUndo({ device }: Pick<Stores, 'device'>, parts: readonly number[], failed: () => void): void {
  const uploads = uploadsOf(device)
  const all = device.outbox()
  const meant = all.filter(({ n }) => parts.includes(n))
  if (meant.length === 0) return
  const taken = all.filter((item) => meant.includes(item) || meant.some((other) => refersTo(item, other)))
  const ids = new Set(taken.flatMap(filesOf))
  const files = uploads.files.filter(({ id }) => ids.has(id))
  const keep = async (draftOf: (file: WaitingFile) => string | null) => {
    for (const { key } of files) await uploads.change(key, (file) => ({ ...file, draft: draftOf(file) }))
  }

  async function take(): Promise<void> {
    // Named by no message, they would be let go of; a page that closes now finds them in the composer.
    await keep(({ chat }) => chat + SENDING)
    for (const { n } of meant) await device.discard(n)
  }

  async function putBack(): Promise<void> {
    await device.write(
      taken.map((item) => {
        const { doc, root, key, value } = item
        const awaits = filesOf(item).filter((id) => files.some((file) => file.id === id))
        return { doc, root, key, value, ...(awaits.length > 0 ? { awaits } : {}) }
      }),
    )
    await keep(() => null)
  }

  const done = take()
  done.catch(failed)
  notices.show({
    id: `cancel-${meant[0]!.n}`,
    text: t('chat.cancelled'),
    durationMs: DISCARD_UNDO_MS,
    actions: [{ id: 'undo', label: t('chat.undo') }],
    answered: (answer) => void done.then(answer === 'undo' ? putBack : () => uploads.remove(files)).catch(failed),
  })
}

function refersTo(item: OutboxItem, message: OutboxItem): boolean {
  if (message.root !== 'messages' || item.doc !== message.doc) return false
  return item.root === 'reactions'
    ? item.key.startsWith(`${message.key}/`)
    : item.root === 'pins' && item.key === message.key
}

function filesOf({ root, value }: OutboxItem): string[] {
  return root === 'messages' ? ((value as MessageValue | null)?.files ?? []).map(({ id }) => id) : []
}
