/** The one chat of two people, founded where nobody wrote in it yet (docs/behaviour.md, CH11). */
import { setChannelPreference } from '../../schema/edits/set-channel-preference.ts'
import { channelDocument } from '../../schema/documents.ts'
import { directChannelId, type UserId } from '../../schema/ids.ts'
import { channelOf, type Channel } from '../../schema/rules/channel.ts'
import { judgePrivacy } from '../../schema/rules/messages.ts'
import { demand } from '../access/demand.ts'
import { findOtherPerson } from '../access/find-person.ts'
import type { ChatView } from '../queries/chat-view.ts'
import { viewChat } from '../queries/view-chat.ts'
import type { CommandDeps } from './deps.ts'

/** @throws CairnError not_found, invalid for oneself; privacy: the other does not want it. One that is there is returned whatever they want now */
export async function openDirect(deps: CommandDeps, userId: UserId, other: number): Promise<ChatView> {
  const channelId = directChannelId(userId, other as UserId)
  await deps.runInCommit((tx) => {
    if (tx.world.registers(channelDocument(channelId)).get('meta', 'num') === undefined) {
      findOtherPerson(tx.world, userId, other)
      demand(judgePrivacy(userId, channelOf(tx.world, channelId) as Channel, tx.world))
      tx.foundFixed({ userId }, channelId)
    }
    // Who asks for it wants to see it again, though they closed it.
    const shown = setChannelPreference(tx.world, userId, { channelId, change: { hiddenAt: null } })
    if (shown.length > 0) tx.write({ userId }, shown)
  })
  return viewChat(deps, userId, channelId)
}
