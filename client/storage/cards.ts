/** Which one card about this device stands under the chat list now (docs/behaviour.md, OS2, OS3, OS17-OS19, OS43). Pure. */
import type { Usage } from './measure-storage.ts'
import type { StorageView } from './storage-store.ts'

export type Card =
  /** The device's own database fails: nothing is kept. */
  | { readonly kind: 'broken' }
  | { readonly kind: 'full' | 'near'; readonly usage: Usage }
  /** Some documents' databases fail. */
  | { readonly kind: 'missing'; readonly count: number }
  | { readonly kind: 'getting'; readonly done: number; readonly total: number }
  /** `isFirst`: the second step of the first run; else the browser may clear what is kept. */
  | { readonly kind: 'keep'; readonly isFirst: boolean; readonly canInstall: boolean; readonly canPersist: boolean }
  /** All else is here. */
  | { readonly kind: 'app-coming' }
  /** `hasApp`: it opens without the server too. */
  | { readonly kind: 'ready'; readonly chats: number; readonly hasApp: boolean }

export interface CardSources {
  /** Databases that failed (`SyncStatus.missing`). */
  readonly missing: readonly string[]
  readonly storage: Pick<StorageView, 'app' | 'usage' | 'level' | 'isPersisted'>
  /** Chats whose newest part is here, of all; null = not known yet. */
  readonly chats: { readonly done: number; readonly total: number } | null
  /** The first run is over on this device. */
  readonly isBegun: boolean
  /** The server was reached since the start, and all it had is here. */
  readonly isLive: boolean
  readonly canInstall: boolean
  /** When it was asked to keep Cairn last; 0 = never. */
  readonly askedAtMs: number
  /** Until when the card about room is put away. */
  readonly roomAwayUntilMs: number
  readonly nowMs: number
}

export const AGAIN_AFTER_MS = 14 * 24 * 60 * 60_000

export function cardOf(of: CardSources): Card | null {
  const { missing, storage, chats, isBegun, nowMs } = of
  if (missing.includes('outbox')) return { kind: 'broken' }
  const { level, usage } = storage
  if (level !== 'fine' && usage && nowMs >= of.roomAwayUntilMs) return { kind: level, usage }
  if (missing.length > 0) return { kind: 'missing', count: missing.length }
  if (!isBegun && chats && !(of.isLive && chats.done >= chats.total)) {
    // All are here, and whether there are more is not known without the server: nothing is being got.
    return chats.done < chats.total ? { kind: 'getting', ...chats } : null
  }
  const canPersist = storage.isPersisted === false
  const isDue = nowMs - of.askedAtMs >= AGAIN_AFTER_MS || nowMs < of.askedAtMs
  const { canInstall } = of
  // Kept safely already, there is nothing to fear: installing is offered once.
  if (isDue && (canPersist || (canInstall && !isBegun)))
    return { kind: 'keep', isFirst: !isBegun, canInstall, canPersist }
  if (isBegun || !chats) return null
  return storage.app === 'coming'
    ? { kind: 'app-coming' }
    : { kind: 'ready', chats: chats.total, hasApp: storage.app === 'here' }
}
