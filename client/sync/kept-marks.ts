/** How far others have read is kept on the device for a start without a connection (docs/behaviour.md, UI53). */
import type { Core } from './core.ts'
import type { Marks } from './device.ts'
import { withMarks } from './peers.ts'

/** In a busy chat they change many times a second. */
const KEPT_EVERY_MS = 5_000

/** @returns keeps what waits, and ends */
export function keepMarks(core: Core, known: Readonly<Record<string, Marks>>): () => Promise<void> {
  if (Object.keys(known).length > 0) core.share({ peers: withMarks(core.shared.peers, known) })
  let kept = core.shared.peers.marks
  let cancel: (() => void) | null = null

  async function keep(): Promise<void> {
    cancel?.()
    cancel = null
    const { marks } = core.shared.peers
    if (marks === kept || core.role?.isSender !== true) return
    kept = marks
    await core.env.store.keepMarks(marks).catch((cause: unknown) => core.report('keep marks', cause))
  }
  function changed(): void {
    if (core.shared.peers.marks !== kept) cancel ??= core.env.schedule(KEPT_EVERY_MS, () => void keep())
  }

  core.onPeers.add(changed)
  return async () => {
    core.onPeers.delete(changed)
    await keep()
  }
}
