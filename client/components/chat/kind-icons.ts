/** The mark of each kind of chat (UI.md, section 2). */
import type { ChannelKind } from '../../../schema/registers/meta.ts'
import type { IconName } from '../base/icons.ts'
import { titleOf } from '../shell/chat-row-label.ts'

export const KIND_ICONS: Readonly<Record<ChannelKind, IconName>> = {
  public: 'hash',
  private: 'lock',
  group: 'users',
  direct: 'user',
  broadcast: 'megaphone',
  saved: 'bookmark',
}

/** A chat as a sentence names it: `#general`. */
export function namedTitle(chat: { readonly kind: ChannelKind; readonly title: string }): string {
  return chat.kind === 'public' ? `#${titleOf(chat)}` : titleOf(chat)
}
