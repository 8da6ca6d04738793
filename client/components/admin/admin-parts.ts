/** What there is to run, of the workspace and of one chat, as the list beside it tells. */
import type { ChannelId } from '../../../schema/ids.ts'
import type { MessageKey } from '../../app/text.ts'
import { mayDelete } from '../../stores/run-chat.ts'
import type { Stores } from '../../stores/stores.ts'
import type { IconName } from '../base/icons.ts'

export interface AdminPart {
  /** The last word of its address. */
  readonly id: string
  readonly title: MessageKey
  readonly icon: IconName
}

export const WORKSPACE_PARTS: readonly AdminPart[] = [
  { id: 'people', title: 'admin.people', icon: 'users' },
  { id: 'channels', title: 'admin.channels', icon: 'hash' },
  { id: 'limits', title: 'admin.limits', icon: 'shield' },
  { id: 'sign-up', title: 'admin.signUp', icon: 'user-plus' },
]
const CHAT: readonly AdminPart[] = [
  { id: 'members', title: 'admin.members', icon: 'users' },
  { id: 'invites', title: 'admin.invites', icon: 'link' },
  { id: 'rights', title: 'admin.rights', icon: 'lock' },
  { id: 'log', title: 'admin.log', icon: 'list' },
  { id: 'delete', title: 'admin.delete', icon: 'trash-2' },
]

/** Only what there is to do: nobody invites into a public channel. */
export function chatParts(stores: Stores | null, channelId: ChannelId, isPublic: boolean): readonly AdminPart[] {
  const canDelete = stores !== null && mayDelete(stores, channelId)
  return CHAT.filter(({ id }) => (id !== 'invites' || !isPublic) && (id !== 'delete' || canDelete))
}
