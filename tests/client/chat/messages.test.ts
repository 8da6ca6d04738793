import IntlMessageFormat from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { chatAr } from '../../../client/messages/chat.ar.ts'
import { chatEn } from '../../../client/messages/chat.en.ts'
import { chatEs } from '../../../client/messages/chat.es.ts'

const VALUES = {
  title: 'T',
  time: '9',
  names: 'A',
  name: 'A',
  count: 3,
  seconds: 2,
  behind: 'b',
  days: 'd',
  limit: 'l',
}
const MORE = { field: 'f', value: 'v', reason: 'r', code: 'c', role: 'm' }

/** Arguments that a message uses. */
function argumentsOf(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name]) => name!))].sort()
}

describe.each(Object.entries({ en: chatEn, es: chatEs, ar: chatAr }))('%s', (locale, messages) => {
  it('every sentence is a message that can be formatted', () => {
    for (const [key, message] of Object.entries(messages)) {
      expect(new IntlMessageFormat(message, locale).format({ ...VALUES, ...MORE }), key).not.toBe('')
    }
  })

  it('every sentence has the arguments of the English one', () => {
    for (const [key, message] of Object.entries(chatEn)) {
      expect(argumentsOf(messages[key as keyof typeof chatEn]), key).toEqual(argumentsOf(message))
    }
  })
})
