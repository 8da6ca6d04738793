/** The sentences of an open chat (client/components/chat), in English. */

export const chatEn = {
  'chat.message': 'Message {title}',
} as const
