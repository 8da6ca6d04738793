/** What may be done to a member of a channel, as a menu: only what the rules allow this person. */
import { directChannelId, type ChannelId, type UserId } from '../../../schema/ids.ts'
import type { MemberView } from '../../../schema/projection/project-members.ts'
import { navigate } from '../../app/navigate.ts'
import { chatRoute } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import type { ChatView } from '../../stores/chat-store.ts'
import type { Stores } from '../../stores/stores.ts'
import type { MenuItem } from '../base/cairn-menu.ts'

const ROLES = { 'make-owner': 'owner', 'make-admin': 'admin', 'make-member': 'member' } as const

/** Nothing is done to oneself here. */
export function memberMenu(member: MemberView, { channel }: ChatView, stores: Stores): MenuItem[] {
  if (member.userId === stores.device.userId) return []
  const may = (role: 'owner' | 'admin' | 'member' | 'none') =>
    role !== member.role && stores.actions.judgeRole(channel.id, member.userId, role).allowed
  const isManaged = channel.canManage && channel.kind !== 'public'
  const items: (MenuItem | false)[] = [
    { id: 'message', label: t('members.message'), icon: 'message-square' },
    isManaged && may('owner') && { id: 'make-owner', label: t('members.makeOwner'), icon: 'crown', apart: true },
    isManaged && may('admin') && { id: 'make-admin', label: t('members.makeAdmin'), icon: 'shield' },
    isManaged && may('member') && { id: 'make-member', label: t('members.makeMember'), icon: 'user' },
    isManaged && may('none') && { id: 'remove', label: t('members.remove'), icon: 'x', danger: true, apart: true },
  ]
  return items.filter((item) => item !== false)
}

/** @returns false for what is asked first: removing somebody */
export function runMemberMenu(id: string, channelId: ChannelId, userId: UserId, stores: Stores): boolean {
  if (id === 'remove') return false
  if (id === 'message') navigate(chatRoute(directChannelId(stores.device.userId, userId)))
  else if (id in ROLES) void stores.actions.changeRole(channelId, userId, ROLES[id as keyof typeof ROLES])
  return true
}
