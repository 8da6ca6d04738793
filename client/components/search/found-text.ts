/** A text with what was found marked in it, as a template: never markup of its own. */
import { html, type TemplateResult } from 'lit'
import { excerptRound, marksOf, type Mark } from '../../search/words.ts'
import { plainText } from '../chat/plain-text.ts'

/** @param terms  folded */
export function foundText(text: string, terms: readonly string[]): TemplateResult {
  return marked(text, marksOf(text, terms))
}

/** What stands round the first of them, as it is read; what is found in the markup alone, as in a link's address, as it was typed. */
export function foundExcerpt(text: string, terms: readonly string[]): TemplateResult {
  const plain = plainText(text)
  const { text: shown, marks } = excerptRound(marksOf(plain, terms).length > 0 ? plain : text, terms)
  return marked(shown, marks)
}

function marked(text: string, marks: readonly Mark[]): TemplateResult {
  let from = 0
  const parts = marks.map((mark) => {
    const before = text.slice(from, mark.from)
    from = mark.to
    return html`${before}<mark>${text.slice(mark.from, mark.to)}</mark>`
  })
  return html`${parts}${text.slice(from)}`
}
