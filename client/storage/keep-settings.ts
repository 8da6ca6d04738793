/** What this device keeps for one account (docs/behaviour.md, OS10-OS14): chosen here, and not told to other devices. */
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { keepText, localBox, type TextBox } from '../stores/local-box.ts'
import { once } from '../stores/once.ts'
import { ValueStore } from '../stores/store.ts'
import type { Device } from '../sync/device.ts'

export const HISTORY_LIMITS = ['all', '1y', '90d', '30d'] as const
export type HistoryLimit = (typeof HISTORY_LIMITS)[number]

const DAY_MS = 24 * 60 * 60_000
const DAYS: Readonly<Record<HistoryLimit, number>> = { all: Infinity, '1y': 365, '90d': 90, '30d': 30 }

export interface KeepSettings {
  readonly history: HistoryLimit
  /** Chats that are kept otherwise. */
  readonly chats: Readonly<Record<ChannelId, HistoryLimit>>
  /** Nothing is fetched that nobody asked for. */
  readonly isSaving: boolean
}

export const USUAL: KeepSettings = { history: 'all', chats: {}, isSaving: false }

export class KeepSettingsStore extends ValueStore<KeepSettings> {
  constructor(
    private readonly userId: UserId,
    private readonly box: TextBox = localBox(),
  ) {
    super(read(box, userId))
  }

  change(part: Partial<KeepSettings>): void {
    const chosen = { ...this.view, ...part }
    keepText(this.box, keyOf(this.userId), JSON.stringify(chosen))
    this.set(chosen)
  }

  /** @param limit  null = as all others */
  changeChat(channelId: ChannelId, limit: HistoryLimit | null): void {
    const { [channelId]: _before, ...others } = this.view.chats
    this.change({ chats: limit === null ? others : { ...others, [channelId]: limit } })
  }

  /** Another tab chose. */
  readAgain(): void {
    this.set(read(this.box, this.userId))
  }
}

const made = new WeakMap<object, KeepSettingsStore>()

/** The same one every time. */
export function keepSettingsOf(device: Pick<Device, 'userId'>): KeepSettingsStore {
  return once(made, device, () => new KeepSettingsStore(device.userId))
}

export function keyOf(userId: UserId): string {
  return `cairn.keep.${userId}`
}

export function limitOf(
  { history, chats }: Pick<KeepSettings, 'history' | 'chats'>,
  channelId: ChannelId,
): HistoryLimit {
  return Object.hasOwn(chats, channelId) ? chats[channelId]! : history
}

/** What arrived before this time is older than the limit; -Infinity = nothing is. */
export function oldestKept(limit: HistoryLimit, nowMs: number): number {
  return nowMs - DAYS[limit] * DAY_MS
}

/** Whether to be sparing: chosen in Cairn, or asked of the browser. */
export function savesData(device: Pick<Device, 'userId'>): boolean {
  return keepSettingsOf(device).view.isSaving || connectionSavesData()
}

function connectionSavesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true
}

function read(box: TextBox, userId: UserId): KeepSettings {
  try {
    const kept = JSON.parse(box.getItem(keyOf(userId)) ?? '{}') as Record<string, unknown>
    const chats = Object.entries((kept.chats ?? {}) as Record<string, unknown>).filter(([, limit]) => isLimit(limit))
    return {
      history: isLimit(kept.history) ? kept.history : USUAL.history,
      chats: Object.fromEntries(chats) as KeepSettings['chats'],
      isSaving: kept.isSaving === true,
    }
  } catch {
    return USUAL
  }
}

function isLimit(value: unknown): value is HistoryLimit {
  return HISTORY_LIMITS.some((limit) => limit === value)
}
