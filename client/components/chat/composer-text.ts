/** What formatting keys and buttons do to the composer's text. Pure: a text with a selection goes in and comes out. */

export interface TextSelection {
  readonly text: string
  /** UTF-16 positions; `start` = `end` is a caret. */
  readonly start: number
  readonly end: number
}

export type Format = 'bold' | 'italic' | 'strike' | 'code' | 'fence' | 'quote' | 'bullets' | 'numbers' | 'link'

const INLINE: Partial<Record<Format, string>> = { bold: '**', italic: '_', strike: '~~', code: '`' }

/** Applies a format to the selection, or takes it off where it is on. */
export function format(selection: TextSelection, kind: Format): TextSelection {
  const mark = INLINE[kind]
  if (mark !== undefined) return toggleMark(selection, mark)
  if (kind === 'fence') return fence(selection)
  if (kind === 'link') return link(selection)
  return toggleLines(selection, kind)
}

function toggleMark(selection: TextSelection, mark: string): TextSelection {
  const { text, start, end } = trimmed(selection)
  const before = text.slice(0, start)
  const inside = text.slice(start, end)
  const after = text.slice(end)
  if (before.endsWith(mark) && after.startsWith(mark) && !isLongerMark(before, after, mark)) {
    return {
      text: before.slice(0, -mark.length) + inside + after.slice(mark.length),
      ...shift(start, end, -mark.length),
    }
  }
  if (inside.length >= 2 * mark.length && inside.startsWith(mark) && inside.endsWith(mark)) {
    const bare = inside.slice(mark.length, -mark.length)
    return { text: before + bare + after, start, end: start + bare.length }
  }
  return { text: before + mark + inside + mark + after, ...shift(start, end, mark.length) }
}

/** A selection without the blanks at its ends, as `** word **` is no markup. */
function trimmed({ text, start, end }: TextSelection): TextSelection {
  const inside = text.slice(start, end)
  if (inside.trim() === '') return { text, start, end }
  return {
    text,
    start: start + (inside.length - inside.trimStart().length),
    end: end - (inside.length - inside.trimEnd().length),
  }
}

/** Whether the marks around are of a longer kind: ``` round a word is no code mark to take off. */
function isLongerMark(before: string, after: string, mark: string): boolean {
  const sign = mark[0]!
  return before.endsWith(mark + sign) && after.startsWith(mark + sign)
}

function shift(start: number, end: number, by: number): { start: number; end: number } {
  return { start: start + by, end: end + by }
}

function fence({ text, start, end }: TextSelection): TextSelection {
  const before = text.slice(0, start)
  const after = text.slice(end)
  const opening = `${before === '' || before.endsWith('\n') ? '' : '\n'}\`\`\`\n`
  const closing = `\n\`\`\`${after === '' || after.startsWith('\n') ? '' : '\n'}`
  const inside = text.slice(start, end)
  return { text: before + opening + inside + closing + after, ...shift(start, end, opening.length) }
}

function link({ text, start, end }: TextSelection): TextSelection {
  const inside = text.slice(start, end)
  const isAddress = /^https?:\/\/\S+$/.test(inside)
  const written = isAddress ? `[](${inside})` : `[${inside}]()`
  const caret = start + (isAddress ? 1 : inside === '' ? 1 : written.length - 1)
  return { text: text.slice(0, start) + written + text.slice(end), start: caret, end: caret }
}

const LINE_MARK = { quote: /^> ?/, bullets: /^[-*+] /, numbers: /^\d{1,9}[.)] /, fence: /^$/, link: /^$/ } as const

function toggleLines({ text, start, end }: TextSelection, kind: Format): TextSelection {
  const mark = LINE_MARK[kind as keyof typeof LINE_MARK]
  const from = text.lastIndexOf('\n', start - 1) + 1
  const to = end > start && text[end - 1] === '\n' ? end - 1 : endOfLine(text, end)
  const lines = text.slice(from, to).split('\n')
  const isOn = lines.every((line) => mark.test(line))
  const changed = lines.map((line, index) => (isOn ? line.replace(mark, '') : lineMark(kind, index) + line)).join('\n')
  const result = text.slice(0, from) + changed + text.slice(to)
  const caret = from + changed.length
  return { text: result, start: start === end ? caret : from, end: caret }
}

function lineMark(kind: Format, index: number): string {
  return kind === 'quote' ? '> ' : kind === 'numbers' ? `${index + 1}. ` : '- '
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/**
 * Whether the caret stands in a code fence that is not closed before it: there Enter is a new line. A line with more backticks after
 * its first three is code within words, and opens none (CommonMark, 4.5).
 */
export function isInOpenFence(text: string, caret: number): boolean {
  const lines = text.slice(0, caret).split('\n')
  const rest = text.slice(caret, endOfLine(text, caret))
  let open = ''
  for (const [at, line] of lines.entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark === undefined) continue
    const whole = at === lines.length - 1 ? line + rest : line
    if (open === '') open = mark.startsWith('`') && whole.trimStart().includes('`', mark.length) ? '' : mark
    else if (mark.startsWith(open) && line.trim() === mark) open = ''
  }
  return open !== ''
}

/** Replaces a range by what was chosen from the suggestions, and puts the caret behind it. */
export function replaceRange({ text }: { text: string }, from: number, to: number, by: string): TextSelection {
  const caret = from + by.length
  return { text: text.slice(0, from) + by + text.slice(to), start: caret, end: caret }
}

/** What Shift+Enter adds in a list or quote: the mark of the next line; an empty item ends the list. */
export function newLine({ text, start, end }: TextSelection): TextSelection {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const line = text.slice(from, start)
  const mark = /^( *)(?:([-*+]|>)( )|(\d{1,8})([.)]) )/.exec(line)
  if (mark === null || start !== end || isInOpenFence(text, start)) return replaceRange({ text }, start, end, '\n')
  if (mark[0] === line) return { text: text.slice(0, from) + text.slice(end), start: from, end: from }
  const next = mark[2] ? `${mark[2]} ` : `${Number(mark[4]) + 1}${mark[5]} `
  return replaceRange({ text }, start, end, `\n${mark[1]}${next}`)
}
