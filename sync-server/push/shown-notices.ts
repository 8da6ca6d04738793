/**
 * How far each chat was told to a person's browsers, and read since, so that only what may be on a screen is closed
 * (docs/behaviour.md, PU11). In memory: after a restart an old notification stays until it is touched.
 */
import type { ChannelId, UserId } from '../../schema/ids.ts'

/** Those told longest ago are forgotten. */
const MAX_CHATS = 50_000

export class ShownNotices {
  /** `userId/channelId` -> the newest seq that was told and not read. */
  private readonly told = new Map<string, number>()

  noted(userId: UserId, channelId: ChannelId, seq: number): void {
    const key = `${userId}/${channelId}`
    this.told.delete(key)
    this.told.set(key, seq)
    for (const oldest of this.told.keys()) {
      if (this.told.size <= MAX_CHATS) break
      this.told.delete(oldest)
    }
  }

  /** @returns whether something of it was told, and all of that is read now */
  read(userId: UserId, channelId: ChannelId, seq: number): boolean {
    const key = `${userId}/${channelId}`
    const told = this.told.get(key)
    return told !== undefined && told <= seq && this.told.delete(key)
  }
}
