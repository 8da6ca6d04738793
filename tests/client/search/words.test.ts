/** What counts as a word of a search, and where it stands in a text (docs/behaviour.md, SR1-SR3, SR10). */
import { expect, it } from 'vitest'
import { excerptRound, fitOf, foldText, isShort, marksOf, termsOf } from '../../../client/search/words.ts'

const marked = (text: string, query: string) =>
  marksOf(text, termsOf(query)).map(({ from, to }) => text.slice(from, to))

it('[SR1] words are compared without case, accents and width; quotes keep words together', () => {
  expect(termsOf('Zürich  ＡＢＣ zürich')).toEqual(['zurich', 'abc'])
  expect(termsOf('"pump  valve" 4')).toEqual(['pump valve', '4'])
  expect(termsOf('  ')).toEqual([])
  expect(termsOf('"open')).toEqual(['open'])
  expect(foldText('a\0b\nc')).toBe('a b c')
})

it('[SR1] at most 16 words count', () => {
  expect(termsOf(Array.from({ length: 17 }, (_, n) => `w${n}`).join(' '))).toHaveLength(16)
})

it('[SR2] one letter is short; a Han sign, a kana, a syllable and an emoji are words', () => {
  expect([['a'], ['ل'], ['a', 'b']].map(isShort)).toEqual([true, true, true])
  expect([['ab'], ['水'], ['ポ'], ['한'], ['🔥'], ['a', 'valve'], []].map(isShort)).toEqual(Array(7).fill(false))
})

it('[SR3] what was found is marked as it was written', () => {
  expect(marked('In Zürich und ZURICH', 'zurich')).toEqual(['Zürich', 'ZURICH'])
  expect(marked('Zu\u0308rich', 'zür')).toEqual(['Zu\u0308r'])
  expect(marked('給水ポンプを点検', '水ポ')).toEqual(['水ポ'])
  expect(marked('the ﬁrst file', 'fi')).toEqual(['ﬁ', 'fi'])
  expect(marked('مُحَمَّد', 'محمد')).toEqual(['مُحَمَّد'])
  expect(marked('👩‍🚒 and 🔥🔥', '🔥')).toEqual(['🔥🔥'])
  expect(marked('valves', 'val alve')).toEqual(['valve'])
  expect(marked('valve', 'pump')).toEqual([])
})

it('[SR3] a long text is cut round its first mark, and no sign in halves', () => {
  const { text, marks } = excerptRound(`${'before '.repeat(60)}valve ${'after '.repeat(60)}`, ['valve'])
  expect(text.length).toBeLessThan(240)
  expect(text.startsWith('… before ')).toBe(true)
  expect(text.endsWith(' …')).toBe(true)
  expect(marks.map(({ from, to }) => text.slice(from, to))).toEqual(['valve'])
  expect(encodeURIComponent(excerptRound('🔥'.repeat(400), []).text)).toContain('%F0')
  expect(excerptRound('short', ['short'])).toEqual({ text: 'short', marks: [{ from: 0, to: 5 }] })
})

it('[SR10] whole words fit better than beginnings, beginnings better than parts', () => {
  const fits = ['the valve is shut', 'valves are shut', 'bivalves'].map((text) => fitOf(text, ['valve']))
  expect(fits).toEqual([3, 2, 1])
  expect(fitOf('pump valve', ['pump', 'valve'])).toBeGreaterThan(fitOf('valve pump', ['pump', 'valve']))
})
