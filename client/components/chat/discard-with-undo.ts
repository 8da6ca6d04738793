/** Lets something unsent go, with ten seconds to take it back (UI.md, section 4). */
import { notices } from '../../app/notices.ts'
import { t } from '../../app/text.ts'
import type { ShownOutbox } from '../../stores/shown-outbox.ts'

export const DISCARD_UNDO_MS = 10_000

/** @param failed  the browser could not keep the change: the items are shown again */
export function discardWithUndo(outbox: ShownOutbox, items: readonly number[], failed: () => void): void {
  for (const n of items) outbox.discard(n)
  notices.show({
    id: `discard-${items[0]}`,
    text: t('chat.discarding'),
    durationMs: DISCARD_UNDO_MS,
    actions: [{ id: 'undo', label: t('chat.undo') }],
    answered(answer) {
      if (answer === 'undo') return items.forEach((n) => outbox.undo(n))
      Promise.all(items.map((n) => outbox.commit(n))).catch(failed)
    },
  })
}
