/** What a person may do with one message. */

export type MessageAction =
  | 'react'
  | 'reply'
  | 'thread'
  | 'edit'
  | 'forward'
  | 'pin'
  | 'save'
  | 'unread'
  | 'copy-link'
  | 'copy'
  | 'delete'
  | 'hide'
  | 'menu'
  /** Of something unsent. */
  | 'cancel'
  | 'retry'
  | 'discard'
