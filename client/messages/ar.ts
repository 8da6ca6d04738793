/** Arabic. */
import { chatAr } from './chat.ar.ts'
import type { Messages } from './en.ts'

export const ar: Partial<Messages> = { ...chatAr }
