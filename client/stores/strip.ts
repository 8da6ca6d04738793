/** What the connection strip says and when (UI.md, sections 4 and 5): patient about short cuts, never claiming what is not so. Pure. */
import type { OutboxItem, SyncStatus } from '../sync/device.ts'
import type { OutboxView } from './outbox-store.ts'

/** The three-stone mark: 1 = this device alone, 2 = connecting or syncing, 3 = live. */
export type Stones = 1 | 2 | 3

export interface SyncView {
  readonly stones: Stones
  /** What the strip says; `quiet` = the mark alone. */
  readonly words: 'quiet' | 'offline' | 'connecting' | 'syncing' | 'sending' | 'back' | 'signed-out' | 'too-old'
  readonly done: number
  readonly total: number
  /** What waits to be sent. */
  readonly unsent: number
  readonly refused: number
  readonly unsentWord: OutboxView['unsentWord']
  readonly refusedWord: OutboxView['refusedWord']
  /** For `back`: how many new messages the server took since the cut. */
  readonly sent: number
  readonly canTry: boolean
  /** The header says "As of" this time; null while the server is in touch. */
  readonly asOfMs: number | null
  /** Changes that are told to a screen reader need the server's state, not the strip's patience. */
  readonly isLive: boolean
}

/** What the strip waits before it says so, in milliseconds. */
export const OFFLINE_AFTER_MS = 2_000
export const CONNECTING_AFTER_MS = 3_000
export const SYNCING_AFTER_MS = 1_000
export const BACK_FOR_MS = 4_000

/** What the strip remembers from one state to the next. */
export interface StripMemory {
  /** Since when the server has not been in touch; null = it is. */
  readonly cutSinceMs: number | null
  /** Since when it connects, whatever tries were given up for a new one; null = it does not. */
  readonly connectingSinceMs: number | null
  /** Messages that waited during the cut. */
  readonly waiting: ReadonlySet<string>
  /** How many the server had taken when the cut began; null = there was none. */
  readonly arrivedBefore: number | null
  /** Numbers never go backwards within one catching up. */
  readonly done: number
  readonly total: number
  readonly back: { readonly sent: number; readonly sinceMs: number } | null
}

export const FRESH: StripMemory = {
  cutSinceMs: null,
  connectingSinceMs: null,
  waiting: new Set(),
  arrivedBefore: null,
  done: 0,
  total: 0,
  back: null,
}

/** The memory after a state. @param arrived  new messages that the server took, ever */
export function remember(
  memory: StripMemory,
  status: SyncStatus,
  { outbox, arrived }: { readonly outbox: readonly OutboxItem[]; readonly arrived: number },
  nowMs: number,
): StripMemory {
  const { sync } = status
  const pending = outbox.filter(
    (item) => item.root === 'messages' && item.state !== 'refused' && item.state !== 'superseded',
  )
  if (sync.state !== 'live') {
    const waiting = new Set([...memory.waiting, ...pending.map(({ key }) => key)])
    const cutSinceMs = memory.cutSinceMs ?? ('sinceMs' in sync ? Math.min(sync.sinceMs, nowMs) : nowMs)
    const isSyncing = sync.state === 'syncing'
    return {
      cutSinceMs,
      connectingSinceMs: sync.state === 'connecting' ? (memory.connectingSinceMs ?? sync.sinceMs) : null,
      waiting,
      arrivedBefore: memory.arrivedBefore ?? arrived,
      done: isSyncing ? Math.max(memory.done, sync.done) : 0,
      total: isSyncing ? Math.max(memory.total, sync.total) : 0,
      back: null,
    }
  }
  const left = new Set(pending.map(({ key }) => key))
  const isDone = memory.waiting.size > 0 && [...memory.waiting].every((key) => !left.has(key))
  if (!isDone) {
    const arrivedBefore = memory.waiting.size > 0 ? memory.arrivedBefore : null
    return { ...memory, cutSinceMs: null, connectingSinceMs: null, arrivedBefore, done: 0, total: 0 }
  }
  // A device whose disk was read only now has counted more than it seems.
  const sent = Math.min(arrived - (memory.arrivedBefore ?? arrived), memory.waiting.size)
  return { ...FRESH, back: sent > 0 ? { sent, sinceMs: nowMs } : null }
}

/** What waits and what was refused, as a person counts them. */
export type Counts = Pick<OutboxView, 'unsent' | 'refused' | 'unsentWord' | 'refusedWord'>

/**
 * What the strip shows now, and when to look again by itself.
 *
 * @param isEnded  the server said that the session is over, whatever the socket still does
 */
export function stripOf(
  memory: StripMemory,
  status: SyncStatus,
  { unsent, refused, unsentWord, refusedWord }: Counts,
  isEnded: boolean,
  nowMs: number,
): { view: SyncView; againInMs: number | null } {
  const { sync } = status
  const isLive = sync.state === 'live'
  const cutForMs = memory.cutSinceMs === null ? 0 : nowMs - memory.cutSinceMs
  const isCut = !isLive && sync.state !== 'syncing' && cutForMs >= OFFLINE_AFTER_MS
  const common = {
    ...{ done: memory.done, total: memory.total, unsent, refused, sent: 0, canTry: false, isLive },
    ...{ unsentWord, refusedWord },
    asOfMs: isCut && status.lastContactMs > 0 ? status.lastContactMs : null,
  }
  const after = (ms: number, sinceMs: number) => Math.max(1, sinceMs + ms - nowMs)
  if (isEnded) return { view: { ...common, stones: 1, words: 'signed-out' }, againInMs: null }
  switch (sync.state) {
    case 'signed-out':
      return { view: { ...common, stones: 1, words: 'signed-out' }, againInMs: null }
    case 'too-old':
      return { view: { ...common, stones: 1, words: 'too-old' }, againInMs: null }
    case 'offline': {
      if (isCut) return { view: { ...common, stones: 1, words: 'offline', canTry: true }, againInMs: null }
      const againInMs = after(OFFLINE_AFTER_MS, memory.cutSinceMs ?? nowMs)
      return { view: { ...common, stones: 2, words: 'quiet' }, againInMs }
    }
    case 'connecting': {
      const sinceMs = memory.connectingSinceMs ?? sync.sinceMs
      const isLong = nowMs - sinceMs >= CONNECTING_AFTER_MS
      if (isLong) return { view: { ...common, stones: 2, words: 'connecting', canTry: true }, againInMs: null }
      const againInMs = after(CONNECTING_AFTER_MS, sinceMs)
      // A retry out of a long cut keeps saying offline until it lasts.
      const words = isCut && status.lastContactMs > 0 ? 'offline' : 'quiet'
      return { view: { ...common, stones: words === 'offline' ? 1 : 2, words, canTry: words === 'offline' }, againInMs }
    }
    case 'syncing': {
      const isLong = nowMs - sync.sinceMs >= SYNCING_AFTER_MS
      const againInMs = isLong ? null : after(SYNCING_AFTER_MS, sync.sinceMs)
      return { view: { ...common, stones: 2, words: isLong ? 'syncing' : 'quiet' }, againInMs }
    }
    case 'live': {
      if (memory.back && nowMs - memory.back.sinceMs < BACK_FOR_MS) {
        const againInMs = after(BACK_FOR_MS, memory.back.sinceMs)
        return { view: { ...common, stones: 3, words: 'back', sent: memory.back.sent }, againInMs }
      }
      const words = unsent > 0 && memory.waiting.size > 0 ? 'sending' : 'quiet'
      return { view: { ...common, stones: 3, words }, againInMs: null }
    }
  }
}
