/** What an unsent thing is called, and why it was not accepted: for its row in the list, and for who hears of it. */
import { t } from '../../app/text.ts'
import type { RoleOf, UnsentView } from '../../stores/unsent-view.ts'
import { titleOf } from '../shell/chat-row-label.ts'
import { refusalText } from './cairn-refusal.ts'
import { namedTitle } from './kind-icons.ts'

/** What it is called: for the list and for its buttons. */
export function nameOf(item: UnsentView): string {
  const parts = [t(`chat.outbox.kind.${item.kind}`), item.chat && titleOf(item.chat), wordsOf(item).slice(0, 80)]
  return parts.filter(Boolean).join(', ')
}

export function wordsOf({ member, text }: UnsentView): string {
  return member ? t('chat.outbox.role', { name: member.name, role: roleWord(member) }) : text
}

export function roleWord({ role }: RoleOf): string {
  return t(`members.role.${role}`)
}

export function stateOf({ state, behind, isNameTaken }: UnsentView): string {
  if (isNameTaken) return t('chat.state.held-name')
  return state === 'held' && behind !== '' ? t('chat.state.held', { behind }) : t(`chat.outbox.state.${state}`)
}

export function reasonOf({ founding, code, kind, reason, chat, member, stands, limit }: UnsentView): string {
  if (founding) return refusalText(founding, chat ? namedTitle(chat) : '')
  // Who changed it and to what, where that is told; else whom it is about.
  const values: Record<string, string | number> = limit === null ? {} : { limit }
  if (member) values.name = member.name
  if (stands && 'role' in stands) Object.assign(values, { name: stands.name, value: roleWord(stands) })
  return refusalText({ code: code ?? 'internal', kind, reason, values }, chat ? namedTitle(chat) : '')
}
