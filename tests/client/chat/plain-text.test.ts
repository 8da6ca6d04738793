import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from '../../../client/components/chat/plain-text.ts'
import { parseRichText, textOf } from '../../../client/components/chat/rich-text-tree.ts'

const PIECES = [
  'Valve 4',
  ' ',
  '  ',
  '\n',
  '\n\n',
  '- ',
  '+',
  '1.',
  '2) ',
  '**',
  '_',
  '`',
  '```\n',
  '> ',
  '~~',
  '\\',
  '#',
  '@ana',
  '&amp;',
]
const MORE = [
  'www.example.org',
  'https://example.org/a_b',
  'ana@example.org',
  '[',
  '](',
  ')',
  '<b>',
  '=',
  '---',
  '|',
  '    ',
  '\t',
  'مرحبا',
  '🙂',
]

describe('the text of a message as it is read', () => {
  it('is without its markup', () => {
    expect(plainText('**Valve 4** is `open`, see [the plan](https://example.org)')).toBe(
      'Valve 4 is open, see the plan',
    )
    expect(plainText('- [x] drain\n- [ ] swap')).toBe('☑ drain\n☐ swap')
    expect(plainText('  as it was typed ')).toBe('as it was typed')
  })

  it('is the same whether it was parsed or had nothing to parse', () => {
    const text = fc.array(fc.constantFrom(...PIECES, ...MORE), { maxLength: 12 }).map((parts) => parts.join(''))
    const words = (read: string) => read.replace(/\s+/g, ' ').trim()
    fc.assert(
      fc.property(text, (one) => {
        expect(words(plainText(one))).toBe(words(textOf(parseRichText(one))))
      }),
      { numRuns: 3_000 },
    )
  })
})
