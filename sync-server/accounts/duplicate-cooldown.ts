/** Refuses the same text twice in a row within seconds (docs/behaviour.md, AU62; DIALECTS.md, 12): asked by one door only. */
import { createHash } from 'node:crypto'

export interface DuplicateCooldown {
  /**
   * Notes that this person writes this text there now.
   *
   * @returns null when they may, else the whole seconds to wait; a refused try is not noted
   */
  take(userId: number, channelId: string, text: string): number | null
  /** Takes back what was noted, since the text was refused for another reason. */
  release(userId: number, channelId: string, text: string): void
}

/** @param seconds  0 switches it off */
export function openDuplicateCooldown(seconds: number, now: () => number): DuplicateCooldown {
  /** Oldest first, since all wait equally long. Hashes: texts must not stay in memory for this. */
  const until = new Map<string, number>()
  const dropOver = () => {
    for (const [key, untilMs] of until) {
      if (untilMs > now()) return
      until.delete(key)
    }
  }
  const keyOf = (userId: number, channelId: string, text: string) =>
    createHash('sha256').update(`${userId}\n${channelId}\n${text}`).digest('base64url')
  return {
    take: (userId, channelId, text) => {
      if (seconds === 0 || text === '') return null
      dropOver()
      const key = keyOf(userId, channelId, text)
      const untilMs = until.get(key)
      if (untilMs !== undefined) return Math.max(1, Math.ceil((untilMs - now()) / 1000))
      until.set(key, now() + seconds * 1000)
      return null
    },
    release: (userId, channelId, text) => void until.delete(keyOf(userId, channelId, text)),
  }
}
