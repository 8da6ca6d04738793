/** What a composer tells whoever holds it. */

declare global {
  interface HTMLElementEventMap {
    'message-submitted': CustomEvent<{
      readonly text: string
      readonly replyTo: string | null
      /** Keys of those in the tray. */
      readonly files?: readonly string[]
    }>
    'edit-submitted': CustomEvent<{ readonly messageId: string; readonly text: string }>
    'draft-changed': CustomEvent<{ readonly draftKey: string; readonly text: string }>
    'typing-changed': CustomEvent<{ readonly typing: boolean }>
    'edit-last-wanted': CustomEvent<null>
    'reply-last-wanted': CustomEvent<null>
    /** The reply or edit banner was closed. */
    'context-left': CustomEvent<null>
  }
}

export {}
