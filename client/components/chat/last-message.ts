/** The last message of a chat or thread that can be meant: somebody wrote it, and it is still there. */
import type { MessageView } from '../../stores/message-view.ts'
import { isEditable } from './message-actions.ts'

/** One's own, to edit. */
export function lastEditable(messages: readonly MessageView[]): MessageView | undefined {
  return lastOf(messages, isEditable)
}

/** To answer, or to react to: the server has it. */
export function lastStamped(messages: readonly MessageView[]): MessageView | undefined {
  return lastOf(messages, ({ seq }) => seq > 0)
}

function lastOf(messages: readonly MessageView[], fits: (message: MessageView) => boolean): MessageView | undefined {
  return [...messages].reverse().find((message) => !message.isDeleted && !message.isSystem && fits(message))
}
