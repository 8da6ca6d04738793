import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { afterEach, describe, expect, it } from 'vitest'
import { pseudo } from '../../../client/app/pseudo-locale.ts'
import type { Sentence, Tree } from '../../../client/app/sentence.ts'
import { addAllWords, direction, matchLocale, setLocale, t, type MessageKey } from '../../../client/app/text.ts'
import { formatList } from '../../../client/app/format.ts'
import { ar } from '../../../client/messages/ar.ts'
import { en } from '../../../client/messages/en.ts'
import { es } from '../../../client/messages/es.ts'

afterEach(() => setLocale('en'))

/** Names of the values a message takes. */
function valuesOf(sentence: Sentence): string[] {
  const names = new Set<string>()
  const walk = (elements: Tree): void => {
    for (const element of elements) {
      if ('value' in element && element.type !== TYPE.literal) names.add(element.value)
      if ('options' in element) for (const option of Object.values(element.options)) walk(option.value)
    }
  }
  walk(typeof sentence === 'string' ? parse(sentence) : sentence)
  return [...names].sort()
}

describe('message files', () => {
  it.each(Object.entries({ es, ar }))('%s has every message, with the same values', (_, messages) => {
    const all = messages as Record<string, string>
    expect(Object.keys(all).sort()).toEqual(Object.keys(en).sort())
    for (const [key, text] of Object.entries(en))
      expect([key, valuesOf(all[key] as string)]).toEqual([key, valuesOf(text)])
  })

  it('arabic names all its plural forms, or says it without a number', () => {
    for (const [key, text] of Object.entries(ar as Record<string, string>)) {
      if (!text.includes(', plural,') || !text.includes('#')) continue
      for (const form of ['one', 'two', 'few', 'many', 'other'])
        expect([key, text.includes(`${form} {`)]).toEqual([key, true])
    }
  })
})

describe('t', () => {
  it('counts in the forms of the language', async () => {
    const counts = () => [1, 2, 3, 11].map((n) => t('chats.unread', { n }))
    expect(counts()).toEqual(['1 unread', '2 unread', '3 unread', '11 unread'])
    expect(t('chats.mentions', { n: 1 })).toBe('1 mention')
    await setLocale('ar')
    expect(new Set(counts()).size).toBe(4)
  })

  it('[UI121] keeps a name of another direction apart, and adds nothing to others', async () => {
    const say = (name: string) => t('chats.actions', { title: name })
    expect(say('Ana Ruiz 2')).toBe('Actions for Ana Ruiz 2')
    expect(say('\u0623\u062d\u0645\u062f')).toBe('Actions for \u2068\u0623\u062d\u0645\u062f\u2069')
    expect(say('Dr. \u05d3\u05e0\u05d4')).toBe('Actions for \u2068Dr. \u05d3\u05e0\u05d4\u2069')
    await setLocale('ar')
    expect(say('Ana Ruiz')).toContain('\u2068Ana Ruiz\u2069')
    expect(say('\u0623\u062d\u0645\u062f 2')).not.toContain('\u2068')
  })

  it('[UI121] chooses its words by what is no name', async () => {
    await addAllWords(en)
    await setLocale('ar')
    const said = (role: string) => t('system.role', { actor: 'Ana', user: 'Ben', role })
    expect(said('admin')).not.toBe(said('nothing'))
  })

  it('[UI121] keeps each name of a list apart, and its order', () => {
    const names = formatList(['\u0623\u062d\u0645\u062f', 'Ana'])
    expect(names).toBe('\u2068\u0623\u062d\u0645\u062f\u2069 and Ana')
    expect(t('chats.actions', { title: names })).toBe(`Actions for ${names}`)
  })

  it('the pseudo-locale changes every letter people read, and no value', async () => {
    await setLocale('en-XA')
    expect(t('chats.mentions', { n: 2 })).toMatch(/^\[2 mé/)
    expect(t('action.close')).not.toBe(en['action.close'])
  })

  it('every message can be formatted in the pseudo-locale', () => {
    for (const [key, text] of Object.entries(en)) {
      expect([key, valuesOf(pseudo(text))]).toEqual([key, valuesOf(text)])
    }
  })
})

describe('languages', () => {
  it('the first one that Cairn speaks is taken', () => {
    expect(matchLocale(['fr', 'es-MX', 'en'])).toBe('es')
    expect(matchLocale(['ar-EG'])).toBe('ar')
    expect(matchLocale(['fi'])).toBe('en')
  })

  it('arabic is written from the right', () => {
    expect([direction('ar'), direction('es')]).toEqual(['rtl', 'ltr'])
  })
})

it('keys are checked by the compiler', () => {
  const key: MessageKey = 'action.back'
  expect(t(key)).toBe('Back')
})
