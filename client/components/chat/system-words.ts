/** What happened to a chat as a sentence in the reader's language: somebody joined, a new name, a new role. */
import { t } from '../../app/text.ts'
import type { MessageView } from '../../stores/message-view.ts'
import type { SystemEventView } from '../../stores/system-event.ts'

export function systemWords({ kind, actor, user, value }: SystemEventView): string {
  const named = (name: string) => name || t('system.someone')
  return t(`system.${kind}`, {
    actor: named(actor),
    user: named(user),
    title: value,
    role: value,
  })
}

/** Of the server's messages; one without an event is as old as the text that it has. */
export function systemText({ event, text }: Pick<MessageView, 'event' | 'text'>): string {
  return event ? systemWords(event) : text
}
