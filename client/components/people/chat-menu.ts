/** The menu of a chat's row: what it offers, by what the chat is and how it is kept, and what choosing does. */
import type { ChannelId } from '../../../schema/ids.ts'
import { navigate, redirect } from '../../app/navigate.ts'
import { notices } from '../../app/notices.ts'
import { chatRoute, HOME, parseRoute } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import type { ChatRowView } from '../../stores/chats-view.ts'
import { closeChat, movePinned } from '../../stores/run-chat.ts'
import type { Stores } from '../../stores/stores.ts'
import type { MenuItem } from '../base/cairn-menu.ts'
import { titleOf } from '../shell/chat-row-label.ts'
import { askAboutChat, type ChatQuestion } from './ask-about-chat.ts'

export function chatMenuName(row: ChatRowView): string {
  return t('chats.actions', { title: titleOf(row) })
}

export function chatMenu(stores: Stores, row: ChatRowView): MenuItem[] {
  const pinned = stores.chats.view.sections.find(({ id }) => id === 'pinned')?.rows ?? []
  const at = pinned.findIndex(({ id }) => id === row.id)
  const isIn = row.role !== 'none'
  const items: (MenuItem | false)[] = [
    row.unread > 0 && { id: 'read', label: t('chats.markRead'), icon: 'check-check' },
    isIn && { id: 'pin', label: row.isPinned ? t('chats.unpin') : t('chats.pin'), icon: 'pin' },
    at > 0 && { id: 'up', label: t('list.up'), icon: 'arrow-up' },
    at >= 0 && at < pinned.length - 1 && { id: 'down', label: t('list.down'), icon: 'arrow-down' },
    isIn && {
      id: 'favorite',
      label: row.isFavorite ? t('list.unfavorite') : t('list.favorite'),
      icon: 'star',
    },
    isIn &&
      row.kind !== 'saved' && {
        id: 'mute',
        label: row.isMuted ? t('chats.unmute') : t('chats.mute'),
        icon: 'bell-off',
      },
    isIn && { id: 'archive', label: row.isArchived ? t('chats.unarchive') : t('chats.archive'), icon: 'archive' },
    row.kind === 'direct' && { id: 'close', label: t('list.close'), icon: 'eye-off' },
    { id: 'info', label: t('list.about'), icon: 'info', apart: true },
    isIn && { id: 'clear', label: t('manage.clear'), icon: 'rotate-ccw' },
    stores.chat(row.id).view.channel.canLeave && {
      id: 'leave',
      label: t('members.leave'),
      icon: 'log-out',
      danger: true,
    },
  ]
  return items.filter((item) => item !== false)
}

/** Muting is asked of another menu: for how long, and what notifies all the same. */
export function isMuteWanted(stores: Stores, channelId: ChannelId, chosen: string): boolean {
  return chosen === 'mute' && stores.chats.view.byId.get(channelId)?.isMuted === false
}

export function chooseInChatMenu(from: HTMLElement, stores: Stores, channelId: ChannelId, chosen: string): void {
  const row = stores.chats.view.byId.get(channelId)
  if (!row) return
  const { actions } = stores
  switch (chosen) {
    case 'read': {
      const latest = stores.latest(channelId)
      return void (latest && actions.markRead(channelId, latest.seq, latest.id))
    }
    case 'pin':
      return void actions.setChat(channelId, { pinned: !row.isPinned })
    case 'up':
    case 'down':
      return void movePinned(stores, channelId, chosen === 'up' ? -1 : 1)
    case 'favorite':
      return void actions.setChat(channelId, { favorite: !row.isFavorite })
    case 'mute':
      return void actions.setChat(channelId, { muted: null })
    case 'archive':
      return void actions.setChat(channelId, { archived: !row.isArchived })
    case 'close':
      return void closeForNow(stores, row)
    case 'info':
      return navigate(chatRoute(channelId, { name: 'info' }))
    default:
      return askAboutChat(from, { what: chosen as ChatQuestion['what'], channelId })
  }
}

async function closeForNow(stores: Stores, { id }: ChatRowView): Promise<void> {
  // A chat on the screen is kept in the list.
  const shown = parseRoute(location.hash)
  if (shown.page === 'chat' && shown.chat === id) redirect(HOME)
  await closeChat(stores, id)
  notices.show({
    id: 'closed',
    text: t('list.closed'),
    actions: [{ id: 'undo', label: t('action.undo') }],
    answered: (answer) => answer === 'undo' && void stores.actions.setChat(id, { hiddenAt: null }),
  })
}
