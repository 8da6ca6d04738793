/** What a person may do with one message. Pure: which actions are offered, in the order of toolbar and menu. */
import type { Box } from '../base/place.ts'
import type { ChatRights, Delivery, MessageView } from '../../stores/message-view.ts'

export type MessageAction =
  | 'react'
  /** Who reacted, and with what. */
  | 'reactions'
  | 'reply'
  | 'thread'
  | 'edit'
  | 'forward'
  | 'pin'
  | 'unpin'
  | 'save'
  | 'unread'
  | 'copy'
  | 'copy-link'
  | 'select'
  | 'hide'
  | 'delete'
  /** Of something unsent or refused. */
  | 'cancel'
  | 'retry'
  | 'discard'
  | 'copy-version'
  | 'discard-version'

/** `canSelect`: somebody keeps which messages are chosen. */
export type Rights = ChatRights & { readonly canSelect?: boolean }

export const NO_RIGHTS: ChatRights = { canPost: false, canReact: false, canPin: false, canDeleteOthers: false }

export interface MessageActionDetail {
  readonly action: MessageAction
  readonly message: MessageView
}

/** The actions that make sense on this message now; every key, button and menu row asks here. */
export function actionsOf(message: MessageView, rights: Rights): MessageAction[] {
  if (message.isSystem || message.isDeleted) return message.seq > 0 ? ['unread', 'copy-link', 'hide'] : []
  const isSent = message.seq > 0
  // Answers and reactions to what still waits go after it.
  const isOnItsWay = !isSent && message.delivery !== null && message.delivery.state !== 'refused'
  const takes = isSent || isOnItsWay
  const isRefused = message.delivery?.state === 'refused'
  const mayEdit = rights.canPost && isEditable(message)
  const actions: (MessageAction | false)[] = [
    takes && rights.canReact && 'react',
    message.reactions.length > 0 && 'reactions',
    takes && rights.canPost && 'reply',
    takes && rights.canPost && 'thread',
    mayEdit && 'edit',
    // What waits for a chat that could not be created was not refused itself: the chat is tried again.
    isRefused && !isOfFounding(message) && 'retry',
    isSent && !message.isEncrypted && 'forward',
    takes && rights.canPin && (message.isPinned ? 'unpin' : 'pin'),
    isSent && !message.isEncrypted && 'save',
    isSent && 'unread',
    message.text !== '' && 'copy',
    isSent && 'copy-link',
    isSent && rights.canSelect === true && 'select',
    isSent && 'hide',
    !isSent && !isRefused && 'cancel',
    isRefused && 'discard',
    isSent && (message.isMine || rights.canDeleteOthers) && 'delete',
  ]
  return actions.filter((action) => action !== false)
}

/** A refused one would be written anew: what another wrote, or what lies elsewhere, goes into no composer. */
export function isEditable(message: MessageView): boolean {
  const { isMine, isEncrypted, waiting, delivery, forwardedFrom, links } = message
  if (isOfFounding(message)) return false
  if (delivery?.state === 'refused' && (forwardedFrom !== null || links.length > 0)) return false
  return isMine && !isEncrypted && waiting !== 'delete'
}

/** Whether it waits for a chat that could not be created. */
export function isOfFounding({ delivery }: Pick<MessageView, 'delivery'>): boolean {
  return delivery?.state === 'refused' && delivery.refusal.isOfFounding === true
}

/** Those that have a button on the message itself. */
export const TOOLBAR = [
  'react',
  'reply',
  'thread',
  'edit',
  'cancel',
  'delete',
] as const satisfies readonly MessageAction[]

declare global {
  interface HTMLElementEventMap {
    'message-action': CustomEvent<MessageActionDetail>
    'reaction-toggled': CustomEvent<{ readonly messageId: string; readonly name: string }>
    /** The menu of a message is wanted beside a box of the window. */
    'menu-wanted': CustomEvent<{ readonly message: MessageView; readonly anchor: Box }>
    /** Who has read a message is wanted beside a box of the window; `from` gets the focus back. */
    'receipts-wanted': CustomEvent<{ readonly delivery: Delivery; readonly anchor: Box; readonly from: HTMLElement }>
    'delete-undone': CustomEvent<{ readonly messageId: string }>
    /** Show this message where it stands. */
    'message-opened': CustomEvent<{ readonly messageId: string }>
  }
}
