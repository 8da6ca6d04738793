/** What a command works with. It reads, decides what to write, and hands register writes to the one admission. */
import type { DuplicateCooldown } from '../accounts/duplicate-cooldown.ts'
import type { QueryDeps } from '../queries/deps.ts'
import type { ClientMessageIds } from '../storage/client-message-ids.ts'
import type { InviteLinks } from '../storage/invite-links.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { LiveListener } from '../live/live-events.ts'
import type { RunInCommit } from '../sync/sync-server-port.ts'

export interface CommandDeps extends QueryDeps {
  readonly runInCommit: RunInCommit
  /** What became true for others, whatever the door of the change. @returns ends it */
  readonly onLive: (listener: LiveListener) => () => void
  /** `setTyping` asks whether the person may. */
  readonly sayTyping: (userId: UserId, channelId: ChannelId, isTyping: boolean) => void
  readonly clientMessageIds: ClientMessageIds
  readonly inviteLinks: InviteLinks
  /** 256 random bits as text, for what is kept hashed. */
  readonly newToken: () => string
  /** Asked by the doors that refuse the same text twice within seconds. */
  readonly cooldown: DuplicateCooldown
}
