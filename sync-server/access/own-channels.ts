/** Which channels a person is in (docs/behaviour.md, CA5). */
import { accountDocument } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { listChannels } from '../../schema/projection/project-chats.ts'
import type { ChannelPrefs } from '../../schema/registers/account.ts'
import type { World } from '../../schema/views.ts'

/**
 * By the account and the directory alone: opening the roots of hundreds of channels would cost more than what is asked.
 *
 * @returns each channel's id -> the `seq` up to which the person cleared it
 */
export function ownChannels(world: World, userId: UserId): Map<ChannelId, number> {
  const account = world.registers(accountDocument(userId))
  return new Map(listChannels(world, userId).map((id) => [id, clearedSeq(account.get('channels', id))]))
}

function clearedSeq(prefs: unknown): number {
  return (prefs as ChannelPrefs | undefined)?.clearedSeq ?? 0
}
