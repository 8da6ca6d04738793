/** What a person calls something that waits to be sent. */
export type UnsentKind =
  | 'message'
  | 'edit'
  | 'deletion'
  | 'reaction'
  | 'founding'
  | 'members'
  | 'about'
  | 'handle'
  | 'chat-deletion'
  | 'pin'
  | 'account'
