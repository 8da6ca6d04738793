/**
 * Words in the person's language: `t('chats.unread', { n: 3 })`. Messages are ICU; a missing one falls back to English. The
 * words of the first list are here from the start, all others with the parts that say them (`all-words.ts`).
 */
import { isSelectElement } from '@formatjs/icu-messageformat-parser'
import type IntlMessageFormat from 'intl-messageformat'
import type { MessageKey, Messages } from '../messages/en.ts'
import { firstEn } from '../messages/first.en.ts'
import { isolate } from './isolate.ts'
import { formatOf, isPlain, type Sentence } from './sentence.ts'

export type { MessageKey }
export type TextValues = Readonly<Record<string, string | number | Date>>
type Words = Readonly<Partial<Record<MessageKey, Sentence>>>

/** `en-XA` is English made longer and accented, to find words that are not in the message files. */
export const LOCALES = ['en', 'es', 'ar', 'en-XA'] as const
export type Locale = (typeof LOCALES)[number]

const RTL: ReadonlySet<string> = new Set(['ar'])

let current: Locale = 'en'
/** The last one asked for: it may still be on its way. */
let chosen: Locale = 'en'
let english: Words = firstEn
let messages: Words = firstEn
let formats = new Map<string, IntlMessageFormat>()

export function t(key: MessageKey, values?: TextValues): string {
  const message = messageOf(key)
  if (isPlain(message)) return message
  let format = formats.get(key)
  if (!format) formats.set(key, (format = formatOf(message, intlLocale())))
  return String(format.format(values && isolated(format, values)))
}

/** What people typed, in a sentence of another direction; by what a message chooses its words, nobody reads. */
function isolated(format: IntlMessageFormat, values: TextValues): TextValues {
  const within = direction()
  const tree = format.getAst()
  const isRead = (name: string) => !tree.some((part) => isSelectElement(part) && part.value === name)
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      return [name, typeof value === 'string' && isRead(name) ? isolate(value, within) : value]
    }),
  )
}

/** The ICU message itself, for who fills it in elsewhere. */
export function messageOf(key: MessageKey): Sentence {
  return messages[key] ?? english[key] ?? key
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
  chosen = wanted
  const loaded = await load(wanted)
  // Another was chosen while this one came.
  if (chosen !== wanted) return
  messages = loaded
  current = wanted
  formats = new Map()
}

/** From now on all words are here, and with another language all of that. @param all  in English */
export async function addAllWords(all: Messages): Promise<void> {
  english = all
  await setLocale(chosen)
}

async function load(wanted: Locale): Promise<Words> {
  const isAll = english !== firstEn
  switch (wanted) {
    case 'es':
      return isAll ? (await import('../messages/es.ts')).es : (await import('../messages/first.es.ts')).firstEs
    case 'ar':
      return isAll ? (await import('../messages/ar.ts')).ar : (await import('../messages/first.ar.ts')).firstAr
    case 'en-XA': {
      const { pseudo } = await import('./pseudo-locale.ts')
      return Object.fromEntries(Object.entries(english).map(([key, sentence]) => [key, pseudo(sentence)]))
    }
    case 'en':
      return english
  }
}
