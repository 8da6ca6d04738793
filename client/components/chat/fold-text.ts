/** Where a long message is folded: after about 40 lines, at the end of one. Pure. */

/** Lines that are shown of a folded message. */
export const FOLD_LINES = 40
/** A message that is hardly longer is shown whole: a press for three more lines is no help. */
const SLACK_LINES = 6
/** Characters in a line of a usual width. */
const LINE_CHARS = 90

/** @returns the beginning of the text that is shown, or null when all of it is */
export function foldText(text: string): string | null {
  let lines = 0
  let end = 0
  let cut = -1
  for (const line of text.split('\n')) {
    lines += Math.max(1, Math.ceil(line.length / LINE_CHARS))
    if (lines > FOLD_LINES && cut < 0) cut = end === 0 ? FOLD_LINES * LINE_CHARS : end
    end += line.length + 1
  }
  if (lines <= FOLD_LINES + SLACK_LINES || cut < 0) return null
  // Not through the middle of a character.
  return text.slice(0, cut).replace(/[\ud800-\udbff]$/, '')
}
