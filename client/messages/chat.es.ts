/** The sentences of an open chat, in Spanish. */
import type { chatEn } from './chat.en.ts'

export const chatEs: Readonly<Record<keyof typeof chatEn, string>> = {
  'chat.message': 'Mensaje a {title}',
}
