/**
 * A name keeps its own direction in a sentence of another (docs/behaviour.md, UI121): between FSI and PDI, as `<bdi>` does for
 * what is no plain text. Only where the directions differ, so that names and labels are otherwise what people typed.
 */

const FSI = '\u2068'
const PDI = '\u2069'

/** Letters of Hebrew, Arabic and the other scripts that are written from right to left. */
const RTL = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/
/** Letters of all others. */
const LTR = /[^\P{L}\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u

/** @param text  left as it is where a part of it is isolated already, like a list of names */
export function isolate(text: string, within: 'ltr' | 'rtl'): string {
  const isForeign = (within === 'ltr' ? RTL : LTR).test(text)
  return isForeign && !text.includes(FSI) ? FSI + text + PDI : text
}
