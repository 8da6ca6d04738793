/** Words of a search and where they stand in a text (docs/behaviour.md, SR1-SR3). Pure. The server folds alike (SE1). */
import { fold } from '../../schema/fold.ts'

/** Half-open positions in a text, in UTF-16 code units. */
export interface Mark {
  readonly from: number
  readonly to: number
}

const MAX_TERMS = 16
/** A sign that is a word of its own: Han, kana, Hangul, emoji. */
const WHOLE_SIGN = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Extended_Pictographic}]/u
/** A character with the accents and joiners that follow it. */
const CLUSTER = /[^\p{M}\u200D\uFE0F][\p{M}\u200D\uFE0F]*|[\p{M}\u200D\uFE0F]+/gu
const LETTER = /[\p{L}\p{N}]/u
/** Nothing of a text: it ends the texts of an index. */
const CONTROL = /[\p{Cc}]+/gu

/** As a text is compared. */
export function foldText(text: string): string {
  return fold(text).replace(CONTROL, ' ')
}

/** What must all be there: words, and what stands between quotes as a whole. At most 16, folded, each once. */
export function termsOf(text: string): string[] {
  const terms = new Set<string>()
  for (const [, phrase, word] of text.matchAll(/"([^"]+)"?|([^\s"]+)/g)) {
    const term = foldText(phrase ?? word ?? '')
      .replace(/\s+/g, ' ')
      .trim()
    if (term !== '') terms.add(term)
  }
  return [...terms].slice(0, MAX_TERMS)
}

/** Whether so little was typed that only recent messages are looked through: one letter. */
export function isShort(terms: readonly string[]): boolean {
  return terms.length > 0 && terms.every((term) => [...term].length < 2 && !WHOLE_SIGN.test(term))
}

/** Where the terms stand in the text as it was written, in order, what overlaps joined. */
export function marksOf(text: string, terms: readonly string[]): Mark[] {
  let folded = ''
  /** For each code unit of `folded`: where its cluster begins and ends in `text`. */
  const from: number[] = []
  const to: number[] = []
  for (const cluster of text.matchAll(CLUSTER)) {
    const part = foldText(cluster[0])
    for (let n = 0; n < part.length; n++) {
      from.push(cluster.index)
      to.push(cluster.index + cluster[0].length)
    }
    folded += part
  }
  const marks: Mark[] = []
  for (const term of terms) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
      marks.push({ from: from[at]!, to: to[at + term.length - 1]! })
    }
  }
  return joined(marks.sort((a, b) => a.from - b.from || b.to - a.to))
}

/** How well a text fits, for `best`: whole words before starts of words before parts of words. @param text folded */
export function fitOf(text: string, terms: readonly string[]): number {
  let fit = 0
  for (const term of terms) {
    let best = 0
    for (let at = text.indexOf(term); at >= 0 && best < 3; at = text.indexOf(term, at + 1)) {
      const starts = !LETTER.test(text.charAt(at - 1))
      const ends = !LETTER.test(text.charAt(at + term.length))
      best = Math.max(best, starts && ends ? 3 : starts ? 2 : 1)
    }
    fit += best
  }
  return fit + (terms.length > 1 && text.includes(terms.join(' ')) ? terms.length : 0)
}

/** A text cut to what stands round its first mark. */
export interface Excerpt {
  readonly text: string
  readonly marks: readonly Mark[]
}

const BEFORE_CHARS = 40
const EXCERPT_CHARS = 220

export function excerptRound(text: string, terms: readonly string[]): Excerpt {
  const first = marksOf(text, terms)[0]
  let start = Math.max(0, (first?.from ?? 0) - BEFORE_CHARS)
  // From the start of a word, where there is one near.
  if (start > 0) start = Math.max(text.lastIndexOf(' ', start + BEFORE_CHARS / 2) + 1, start)
  let end = Math.min(text.length, start + EXCERPT_CHARS)
  // Half of a surrogate pair is no text.
  if (/[\uDC00-\uDFFF]/.test(text.charAt(start))) start++
  if (/[\uDC00-\uDFFF]/.test(text.charAt(end))) end--
  const cut = text.slice(start, end).replace(/\s/g, ' ')
  const shown = `${start > 0 ? '… ' : ''}${cut}${end < text.length ? ' …' : ''}`
  return { text: shown, marks: marksOf(shown, terms) }
}

function joined(marks: readonly Mark[]): Mark[] {
  const found: { from: number; to: number }[] = []
  for (const { from, to } of marks) {
    const last = found.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else found.push({ from, to })
  }
  return found
}
