/** Which volumes leave this device, and which are to come (docs/behaviour.md, OS10-OS13). Pure. */
import type { ChannelId } from '../../schema/ids.ts'
import { limitOf, oldestKept, type KeepSettings } from './keep-settings.ts'

/** One volume on this device. */
export interface KeptVolume {
  readonly doc: string
  readonly channelId: ChannelId
  readonly volume: number
  /** When its first and last message arrived; null = it has none. */
  readonly fromMs: number | null
  readonly toMs: number | null
}

/**
 * Sealed volumes whose last message is older than what their chat keeps. What is unsent, pinned or in view stays all the
 * same: that is asked when they go (`forget-volumes.ts`).
 *
 * @param newest  the highest volume of a channel, which never leaves
 * @returns documents
 */
export function leavingVolumes(
  held: readonly KeptVolume[],
  settings: Pick<KeepSettings, 'history' | 'chats'>,
  newest: (channelId: ChannelId) => number,
  nowMs: number,
): string[] {
  const isLeaving = (one: KeptVolume) => {
    const before = oldestKept(limitOf(settings, one.channelId), nowMs)
    const isOld = one.toMs !== null && one.toMs < before
    return isOld && one.volume < newest(one.channelId)
  }
  return held.filter(isLeaving).map(({ doc }) => doc)
}

/**
 * The next older volume of a chat that is kept and not here, newest first; null = all that is kept is here.
 *
 * @param held      of this chat
 * @param oldestMs  what arrived before is not kept
 */
export function missingVolume(held: readonly KeptVolume[], newest: number, oldestMs: number): number | null {
  const byNumber = new Map(held.map((one) => [one.volume, one]))
  for (let volume = newest; volume >= 0; volume--) {
    const one = byNumber.get(volume)
    if (!one) return volume
    // It begins before the limit: so does everything below it.
    if (one.fromMs !== null && one.fromMs < oldestMs) return null
  }
  return null
}
