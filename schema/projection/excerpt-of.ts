/** Excerpts: what replies, pins, forwards and the chat list show of a message (docs/behaviour.md, PJ7). */
import { MAX_EXCERPT_CHARS } from '../limits.ts'
import type { MessageValue } from '../registers/messages.ts'

/** One line of at most 200 UTF-16 code units: white space runs become one space, a cut text ends in `…`. */
export function excerptOf(text: string): string {
  // White space may hide the first words of a long text, so it is folded before anything is cut.
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= MAX_EXCERPT_CHARS) return line
  let end = MAX_EXCERPT_CHARS - 1
  // Half of a surrogate pair is no text.
  if (/[\uD800-\uDBFF]/.test(line.charAt(end - 1))) end--
  return `${line.slice(0, end).trimEnd()}…`
}

/** The excerpt of a message; one without words is told by its first file's name. */
export function excerptOfMessage(message: MessageValue): string {
  return (
    excerptOf(message.text ?? '') || excerptOf(message.files?.[0]?.name ?? '') || message.forwardedFrom?.excerpt || ''
  )
}
