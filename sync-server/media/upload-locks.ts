/** One request at a time writes an upload. Who comes later asks the earlier to end: its connection may be long dead (UQ5). */
import type { Lock, Locker } from '@tus/server'
import { CairnError, ErrorCode } from '../../schema/errors.ts'

interface Held {
  readonly askToEnd: () => Promise<void> | void
  readonly ended: Promise<void>
  readonly end: () => void
}

export function uploadLocks(): Locker {
  const held = new Map<string, Held>()

  function lockOf(id: string): Lock {
    return {
      async lock(signal, askToEnd) {
        for (let before = held.get(id); before; before = held.get(id)) {
          await before.askToEnd()
          await Promise.race([before.ended, aborted(signal)])
          if (signal.aborted) throw new CairnError(ErrorCode.Unavailable, 'UQ5: the request ended')
        }
        let end = () => {}
        const ended = new Promise<void>((resolve) => (end = resolve))
        held.set(id, { askToEnd, ended, end })
      },
      async unlock() {
        const mine = held.get(id)
        held.delete(id)
        mine?.end()
      },
    }
  }
  return { newLock: lockOf }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
