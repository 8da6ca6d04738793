import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../schema/fold.ts'

describe('folding text for a search', () => {
  it.each([
    ['Valve 4', 'valve 4'],
    ['João ÅNGSTRÖM', 'joao angstrom'],
    ['e\u0301te\u0301', 'ete'],
    ['İstanbul', 'istanbul'],
    ['ΟΔΟΣ οδός', 'οδοσ οδοσ'],
    ['ёлка Й', 'елка и'],
    ['ＡＢＣ１２３', 'abc123'],
    ['ﬁre №5', 'fire no5'],
    ['שָׁלוֹם', 'שלום'],
    ['مَرْحَبًا', 'مرحبا'],
  ])('[SE1] leaves out case, accents and width: %s', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it.each([
    ['ガ', 'カ'],
    ['की', 'का'],
    ['한국', '하'],
  ])('[SE1] keeps what makes another word: %s does not hold %s', (text, other) => {
    expect(fold(text)).not.toContain(fold(other))
  })

  it('[SE1] folding what is folded changes nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)))
  })
})
