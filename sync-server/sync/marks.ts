/**
 * How far others have read and been reached, told to the screens that show the channel (docs/behaviour.md, MK1-MK4): of
 * those whose privacy allows it, to those who may post.
 */
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { canPost, channelOf } from '../../schema/rules/channel.ts'
import { mayKnow } from '../../schema/rules/privacy.ts'
import type { CoreDeps } from './deps.ts'
import type { Hub } from './hub.ts'
import type { DeviceSession } from './session.ts'

const MARKS_EVERY_MS = 5_000

export class Marks {
  private readonly due = new Set<ChannelId>()
  private isPlanned = false

  constructor(
    private readonly deps: CoreDeps,
    private readonly hub: () => Hub,
    private readonly watchers: ReadonlyMap<ChannelId, ReadonlySet<DeviceSession>>,
  ) {}

  /** MK2: told to the watchers at most every 5 s. */
  moved(channelId: ChannelId): void {
    this.due.add(channelId)
    if (this.isPlanned) return
    this.isPlanned = true
    this.deps.clock.schedule(MARKS_EVERY_MS, () => {
      this.isPlanned = false
      for (const moved of this.due) for (const session of this.watchers.get(moved) ?? []) this.tell(session, moved)
      this.due.clear()
      this.hub().flush()
    })
  }

  tell(session: DeviceSession, channelId: ChannelId): void {
    const channel = channelOf(this.deps.world(), channelId)
    if (!channel || !canPost(channel, session.userId)) return
    const world = this.deps.world()
    const visible = (rows: readonly { user_id: number; seq: number }[]) =>
      Object.fromEntries(
        rows
          .filter(({ user_id }) => user_id !== session.userId && channel.role(user_id as UserId) !== 'none')
          .filter(({ user_id }) => mayKnow(world, session.userId, user_id as UserId, 'lastSeen'))
          .map(({ user_id, seq }) => [user_id, seq]),
      )
    const read = visible(this.deps.tables.positions.reads(channelId))
    const delivered = visible(this.deps.tables.positions.delivered(channelId))
    session.tell({ t: 'marks', channel: channelId, read, delivered })
  }
}
