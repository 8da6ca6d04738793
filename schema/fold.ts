/** Text as a search compares it (docs/behaviour.md, SE1). Pure. */

const ASCII = /^[\0-\x7f]*$/
/**
 * Accents, and the points of Hebrew and Arabic. Not all marks: in Hindi they are vowels, in Japanese they tell one
 * consonant from another.
 */
export const ACCENTS =
  /[\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]/g

/** Without case, accents and width: `joao` finds João, `abc` finds ＡＢＣ. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase()
  const bare = text.normalize('NFKD').replace(ACCENTS, '').toLowerCase()
  // The last sigma of a word has a form of its own. Composed again, else half a Hangul syllable would be a part of it.
  return bare.replaceAll('ς', 'σ').normalize('NFC')
}
