/** Unread direct messages and mentions of a person, over all their chats, as the web app counts them (docs/behaviour.md, NF20, NF45). */
import { accountDocument } from '../../schema/documents.ts'
import type { UserId } from '../../schema/ids.ts'
import { soundWorld } from '../../schema/projection/sound-world.ts'
import type { ChannelPrefs } from '../../schema/registers/account.ts'
import { badgeCount } from '../../schema/rules/badge.ts'
import { channelOf } from '../../schema/rules/channel.ts'
import { isMutedNow } from '../../schema/rules/is-muted-now.ts'
import { ownChannels } from '../access/own-channels.ts'
import { countUnread } from './count-unread.ts'
import type { QueryDeps } from './deps.ts'

export function countBadge(deps: QueryDeps, userId: UserId): number {
  const world = soundWorld(deps.world())
  const account = world.registers(accountDocument(userId))
  let badge = 0
  for (const channelId of ownChannels(world, userId).keys()) {
    const counts = countUnread(deps, world, userId, channelId)
    // Most have nothing unread, and need not be opened.
    const channel = counts.unread > 0 ? channelOf(world, channelId) : null
    if (!channel || channel.isDeleted || channel.role(userId) === 'none') continue
    const prefs = (account.get('channels', channelId) as ChannelPrefs | undefined) ?? {}
    const isMuted = isMutedNow(prefs, world.nowMs)
    badge += badgeCount({ kind: channel.kind, isMuted, isArchived: prefs.archived === true, ...counts })
  }
  return badge
}
