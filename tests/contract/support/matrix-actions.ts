/**
 * Every action on a chat or a message, as each role tries it, and how it has to be answered; where a document has the
 * same action, the registers that a device would write for it.
 */
import type { Action } from './matrix-action.ts'
import { ADMIN_ACTIONS } from './matrix-admin-actions.ts'
import { CHAT_ACTIONS } from './matrix-chat-actions.ts'
import { MESSAGE_ACTIONS } from './matrix-message-actions.ts'

export const ACTIONS: readonly Action[] = [...CHAT_ACTIONS, ...MESSAGE_ACTIONS, ...ADMIN_ACTIONS]

/** Of a route that is about no chat and no message: only who is nobody is told apart. */
export const WITHOUT_OBJECT = [
  /^\w+ \/auth\//,
  /^\w+ \/users\//,
  /^get \/chats$/,
  /^post \/chats$/,
  /^get \/chats\/(saved|discover)$/,
  /^get \/(search|notifications)$/,
  /^post \/media\/upload-url$/,
]
