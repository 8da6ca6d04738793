/** The text of a message as it is read: without its markup. Pure. */
import { parseRichText, textOf } from './rich-text-tree.ts'

/** A sign without which nothing is markup; addresses are links without it, and read as they stand. */
const MARKUP = /[*_~`>[\]\\<]|^\s*(?:[-+]|\d+[.)])(?:\s|$)/m

/** Most texts have no markup, and are not parsed: a row is made faster than its text. */
export function plainText(text: string): string {
  return MARKUP.test(text) ? textOf(parseRichText(text)) : text.trim()
}
