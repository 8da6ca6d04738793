/** What is done with several messages at once: copied with their authors, saved, hidden with an undo. */
import { savedChannelId, type ChannelId, type MessageId } from '../../../schema/ids.ts'
import { copyText } from '../../app/copy-text.ts'
import { formatFull } from '../../app/format.ts'
import { notices } from '../../app/notices.ts'
import { t } from '../../app/text.ts'
import { forwardMessages } from '../../stores/forward-messages.ts'
import type { MessageView } from '../../stores/message-view.ts'
import type { Stores } from '../../stores/stores.ts'

type Use = (
  stores: Stores,
  chatId: ChannelId,
  ids: readonly MessageId[],
  messages: readonly MessageView[],
) => Promise<void>

const copy: Use = (_stores, _chatId, _ids, messages) => copyText(textOfMessages(messages))

const save: Use = async ({ device }, from, ids) => {
  await forwardMessages(device, { from, messages: ids, targets: [savedChannelId(device.userId)], note: '' })
  notices.show({ id: 'saved', text: t('talk.select.saved', { count: ids.length }) })
}

const hide: Use = async ({ actions }, _chatId, ids) => {
  await actions.hide(ids)
  notices.show({
    id: `hide-${ids[0]}`,
    text: t('talk.select.hidden', { count: ids.length }),
    actions: [{ id: 'undo', label: t('chat.undo') }],
    answered: (answer) => answer === 'undo' && void actions.hide(ids, false),
  })
}

export const useSelection = { copy, save, hide } as const

/** One alone is its text; several are told apart by who and when. */
export function textOfMessages(messages: readonly MessageView[]): string {
  const said = messages.map((message) => message.text || message.files.map(({ name }) => name).join(', '))
  if (messages.length === 1) return said[0] ?? ''
  return messages.map(({ author, at }, i) => `${author.name}, ${formatFull(at)}\n${said[i]}`).join('\n\n')
}
