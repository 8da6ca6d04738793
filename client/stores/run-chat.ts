/** What owners and members do to a chat as a whole, beyond what the first list needs: deleting, clearing, handing over. */
import { channelDocument } from '../../schema/documents.ts'
import { deleteChannel } from '../../schema/edits/delete-channel.ts'
import { setPreference } from '../../schema/edits/set-preference.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { projectMembers, type MemberView } from '../../schema/projection/project-members.ts'
import type { MemberValue } from '../../schema/registers/members.ts'
import { PINNED_ORDER } from './chats-view.ts'
import { judgeWrites } from './judge-writes.ts'
import type { Stores } from './stores.ts'

/** Whether the rules let this person delete the chat for everyone. */
export function mayDelete({ device }: Stores, channelId: ChannelId): boolean {
  const writes = deleteChannel(device.world(), device.userId, { channelId })
  return writes.length > 0 && judgeWrites(device, writes).allowed
}

export async function deleteForAll({ device }: Stores, channelId: ChannelId): Promise<void> {
  await device.write(deleteChannel(device.world(), device.userId, { channelId }))
}

/** All that is stamped so far is out of this person's sight, on all their devices. */
export async function clearForMe(stores: Stores, channelId: ChannelId): Promise<void> {
  const clearedSeq = stores.latest(channelId)?.seq
  if (clearedSeq) await stores.actions.setChat(channelId, { clearedSeq })
}

/** Out of the list until something arrives that is newer than what is there. */
export async function closeChat(stores: Stores, channelId: ChannelId): Promise<void> {
  const hiddenAt = stores.chats.view.byId.get(channelId)?.activityAt || stores.device.now()
  await stores.actions.setChat(channelId, { hiddenAt })
  stores.chats.release(channelId)
}

/** Who could own the chat after its last owner, in the order in which the server would choose; null = others own it too. */
export function heirsOf({ device }: Stores, channelId: ChannelId): readonly MemberView[] | null {
  const members = projectMembers(device.world(), channelId)
  const isOther = ({ userId }: MemberView) => userId !== device.userId
  const own = device.world().registers(channelDocument(channelId)).get('members', String(device.userId))
  if ((own as MemberValue | undefined)?.role !== 'owner') return null
  if (members.some((member) => isOther(member) && member.role === 'owner')) return null
  return members.filter(isOther)
}

/** @param heir  becomes owner first; null = nobody has to */
export async function leaveChat(stores: Stores, channelId: ChannelId, heir: UserId | null): Promise<void> {
  if (heir !== null) await stores.actions.changeRole(channelId, heir, 'owner')
  await stores.actions.leave(channelId)
}

/** Moves a pinned chat among the pinned ones; the order follows the person. */
export async function movePinned({ device, chats }: Stores, channelId: ChannelId, step: 1 | -1): Promise<void> {
  const pinned = chats.view.sections.find(({ id }) => id === 'pinned')?.rows.map(({ id }) => id) ?? []
  const at = pinned.indexOf(channelId)
  const to = at + step
  if (at < 0 || to < 0 || to >= pinned.length) return
  pinned.splice(to, 0, ...pinned.splice(at, 1))
  await device.write(
    setPreference(device.world(), device.userId, {
      name: PINNED_ORDER,
      value: pinned.slice(0, MOST_ORDERED).join(' '),
    }),
  )
}

/** A preference holds so many characters. */
const MOST_ORDERED = 30
