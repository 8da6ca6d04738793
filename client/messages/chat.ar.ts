/** The sentences of an open chat, in Arabic. */
import type { chatEn } from './chat.en.ts'

export const chatAr: Readonly<Record<keyof typeof chatEn, string>> = {
  'chat.message': 'رسالة إلى {title}',
}
