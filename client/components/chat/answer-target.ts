/** "Reply" on a notification, where the system takes no text (docs/behaviour.md, NF47): the composer of the chat does. */
import { redirect } from '../../app/navigate.ts'
import { parseRoute } from '../../app/routes.ts'
import type { MessageView } from '../../stores/message-view.ts'

interface Asked {
  /** Of a thread: the message that it answers. */
  readonly root?: string
  readonly target: string | null
  readonly isReply: boolean
  messageOf(messageId: string): MessageView | undefined
}

/** Once the message and the composer stand; then the address asks for it no more. */
export function answerTarget(asked: Asked, view: { answer(message: MessageView): boolean } | null): void {
  const message = asked.isReply && asked.target !== null ? asked.messageOf(asked.target) : undefined
  const route = parseRoute(location.hash)
  if (!message || route.page !== 'chat' || !route.isReply || route.message !== message.id) return
  // An answer opens with its thread, which has a composer of its own.
  if (message.replyTo && !route.panel) return
  // The address may lead to the thread already while the chat still stands as it was asked.
  const thread = route.panel?.name === 'thread' ? route.panel.root : undefined
  if (asked.root !== thread) return
  if (view?.answer(message)) redirect({ page: 'chat', chat: route.chat, panel: route.panel, message: message.id })
}
