/** What notifications say, in English: the service worker has these until a page left it those of the person's language. */

export const workerEn = {
  'notices.newMessage': 'New message',
  'notices.reply': 'Reply',
  'notices.replyHint': 'Write an answer',
  'notices.markRead': 'Mark read',
  'notices.more': '{n, plural, one {# new message} other {# new messages}}',
  'notices.inChats': '{n, plural, one {# message} other {# messages}} in {chats, plural, one {# chat} other {# chats}}',
  'notices.reacted': 'reacted {emoji} to your message',
  'notices.reactedOnly': 'reacted to your message',
} as const
