/** Spanish. */
import { chatEs } from './chat.es.ts'
import type { Messages } from './en.ts'

export const es: Partial<Messages> = { ...chatEs }
