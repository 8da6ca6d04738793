/** Whose coming and going one socket is told of: those it named in `init` (docs/behaviour.md, EN16). */
import type { UserId } from '../../../schema/ids.ts'
import type { Presence } from '../../../schema/protocol/downstream.ts'

export type OnlineStatus = 'online' | 'offline'

export class WatchedPeople {
  private people = new Map<UserId, OnlineStatus>()

  /** From now on these, and no others. @returns those of them who are online */
  watch(userIds: readonly UserId[], presenceOf: (userId: UserId) => Presence): UserId[] {
    this.people = new Map(userIds.map((userId) => [userId, statusOf(presenceOf(userId))]))
    return [...this.people].flatMap(([userId, status]) => (status === 'online' ? [userId] : []))
  }

  /** @returns what to tell; null where nothing changed, or nobody asked */
  changed(userId: UserId, presence: Presence): OnlineStatus | null {
    const before = this.people.get(userId)
    const status = statusOf(presence)
    if (before === undefined || before === status) return null
    this.people.set(userId, status)
    return status
  }
}

/** Who is idle is there. */
function statusOf(presence: Presence): OnlineStatus {
  return presence === 'offline' ? 'offline' : 'online'
}
