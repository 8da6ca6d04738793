import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { direction, matchLocale } from '../../../client/app/text.ts'

const script = readFileSync(new URL('../../../client/public/theme-boot.js', import.meta.url), 'utf8')

function directionAtBoot(languages: readonly string[], chosen = 'auto'): string {
  const documentElement = { dataset: {}, dir: '' }
  runInNewContext(script, {
    document: { documentElement },
    localStorage: { getItem: () => JSON.stringify({ language: chosen }) },
    matchMedia: () => ({ matches: false }),
    navigator: { languages, language: languages[0] },
  })
  return documentElement.dir
}

it.each([[['fr', 'ar']], [['ar-EG', 'en']], [['fr', 'es-MX', 'ar']], [['de']], [['en-GB', 'ar']], [['est', 'ar']]])(
  '[UI155] the page begins in the direction of the language that the app takes: %j',
  (languages) => expect(directionAtBoot(languages)).toBe(direction(matchLocale(languages))),
)

it('[UI155] the language that was chosen goes before those of the browser', () => {
  expect([directionAtBoot(['en'], 'ar'), directionAtBoot(['ar'], 'es')]).toEqual(['rtl', 'ltr'])
})
