/** Words in the person's language: `t('chats.unread', { n: 3 })`. Messages are ICU; a missing one falls back to English. */
import IntlMessageFormat from 'intl-messageformat'
import { en, type MessageKey, type Messages } from '../messages/en.ts'
import { pseudo } from './pseudo-locale.ts'

export type { MessageKey }
export type TextValues = Readonly<Record<string, string | number | Date>>

/** `en-XA` is English made longer and accented, to find words that are not in the message files. */
export const LOCALES = ['en', 'es', 'ar', 'en-XA'] as const
export type Locale = (typeof LOCALES)[number]

const RTL: ReadonlySet<string> = new Set(['ar'])

let current: Locale = 'en'
let messages: Partial<Messages> = en
let formats = new Map<string, IntlMessageFormat>()

export function t(key: MessageKey, values?: TextValues): string {
  const message = messages[key] ?? en[key]
  if (!message.includes('{')) return message
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new IntlMessageFormat(message, intlLocale())))
  return String(format.format(values))
}

export function locale(): Locale {
  return current
}

/**
 * For `Intl`: the language of the words with the region that the browser has for it, so that somebody in Dublin reads
 * 14:02 and somebody in Dallas 2:02 PM. The pseudo-locale formats as English.
 */
export function intlLocale(): string {
  const language = current === 'en-XA' ? 'en' : current
  const regions = globalThis.navigator?.languages ?? []
  return regions.find((tag) => tag.split('-')[0] === language) ?? language
}

export function direction(of: Locale = current): 'ltr' | 'rtl' {
  return RTL.has(of) ? 'rtl' : 'ltr'
}

/** The first language of the list that Cairn speaks. */
export function matchLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const found = LOCALES.find((one) => one === tag) ?? LOCALES.find((one) => one === tag.split('-')[0])
    if (found) return found
  }
  return 'en'
}

/** Loads a language; what is on the screen changes when it is rendered again. */
export async function setLocale(wanted: Locale): Promise<void> {
  messages = await load(wanted)
  current = wanted
  formats = new Map()
}

async function load(wanted: Locale): Promise<Partial<Messages>> {
  switch (wanted) {
    case 'es':
      return (await import('../messages/es.ts')).es
    case 'ar':
      return (await import('../messages/ar.ts')).ar
    case 'en-XA':
      return Object.fromEntries(Object.entries(en).map(([key, text]) => [key, pseudo(text)]))
    case 'en':
      return en
  }
}
