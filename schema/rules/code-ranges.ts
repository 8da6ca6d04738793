/**
 * What of a message is code (docs/behaviour.md, MN5): fenced blocks and inline spans, as CommonMark tells them.
 * A scan of our own, since marked's lexer is quadratic on hostile text and this runs for every message on the server.
 */

/** Half-open [start, end) positions in UTF-16 code units. */
export type Range = readonly [start: number, end: number]

/** Counts the steps of a scan, so that a test can bound them without a clock. */
export interface Meter {
  steps: number
}

/** @returns ranges of code in ascending order, without overlap; linear in the length of `text` */
export function codeRanges(text: string, meter: Meter = { steps: 0 }): Range[] {
  const ranges: Range[] = []
  let fence: { mark: string; length: number; start: number } | null = null
  let paragraph = 0
  for (let start = 0; start < text.length;) {
    const end = lineEnd(text, start, meter)
    const line = readLine(text, start, end, meter)
    const closes = fence && line.mark === fence.mark && line.length >= fence.length && line.isBareAfter
    if (fence) {
      if (closes) {
        ranges.push([fence.start, end])
        fence = null
        paragraph = end
      }
    } else if (line.length >= 3 && !line.hasMarkAfter) {
      addSpans(text, paragraph, start, ranges, meter)
      fence = { mark: line.mark, length: line.length, start }
    } else if (line.isBlank) {
      addSpans(text, paragraph, start, ranges, meter)
      paragraph = end
    }
    start = end
  }
  // A fence that nobody closes holds the rest.
  if (fence) ranges.push([fence.start, text.length])
  else addSpans(text, paragraph, text.length, ranges, meter)
  return ranges
}

/** The position after the line's break. */
function lineEnd(text: string, start: number, meter: Meter): number {
  const found = text.indexOf('\n', start)
  const end = found < 0 ? text.length : found + 1
  meter.steps += end - start
  return end
}

interface Line {
  readonly isBlank: boolean
  /** The fence character that the line begins with after quote and list marks, and how many of it. */
  readonly mark: string
  readonly length: number
  /** A backtick after a fence of backticks makes the line an inline span instead. */
  readonly hasMarkAfter: boolean
  readonly isBareAfter: boolean
}

function readLine(text: string, start: number, end: number, meter: Meter): Line {
  let at = start
  while (at < end && ' \t>'.includes(text.charAt(at))) at++
  const isBlank = text.slice(start, end).trim() === ''
  const list = /^(?:[-*+]|[0-9]{1,9}[.)])[ \t]{1,4}/.exec(text.slice(at, Math.min(end, at + 16)))
  if (list) at += list[0].length
  const mark = text.charAt(at)
  let length = 0
  if (mark === '`' || mark === '~') while (at + length < end && text.charAt(at + length) === mark) length++
  const after = text.slice(at + length, end)
  meter.steps += end - start
  return { isBlank, mark, length, hasMarkAfter: mark === '`' && after.includes('`'), isBareAfter: after.trim() === '' }
}

/** Inline spans of one paragraph: a run of n backticks is closed by the next run of exactly n. */
function addSpans(text: string, start: number, end: number, ranges: Range[], meter: Meter): void {
  const runs = backtickRuns(text, start, end, meter)
  // From the back, so that finding the partner of a run is one look-up.
  const partner = new Array<number>(runs.length)
  const shorter = new Array<number>(runs.length)
  const nextOfLength = new Map<number, number>()
  for (let i = runs.length - 1; i >= 0; i--) {
    const [from, to] = runs[i] as Range
    meter.steps++
    partner[i] = nextOfLength.get(to - from) ?? -1
    shorter[i] = nextOfLength.get(to - from - 1) ?? -1
    nextOfLength.set(to - from, i)
  }
  for (let i = 0; i < runs.length;) {
    const [from] = runs[i] as Range
    meter.steps++
    const escaped = isEscaped(text, start, from, meter)
    const closing = (escaped ? shorter[i] : partner[i]) as number
    if (closing < 0) {
      i++
      continue
    }
    ranges.push([escaped ? from + 1 : from, (runs[closing] as Range)[1]])
    i = closing + 1
  }
}

function backtickRuns(text: string, start: number, end: number, meter: Meter): Range[] {
  const runs: Range[] = []
  for (let at = text.indexOf('`', start); at >= 0 && at < end; at = text.indexOf('`', at)) {
    let to = at
    while (to < end && text.charAt(to) === '`') to++
    meter.steps += to - at
    runs.push([at, to])
    at = to
  }
  return runs
}

/** Whether an odd number of backslashes stands before `at`. Each backslash belongs to one run, so all calls are linear. */
function isEscaped(text: string, start: number, at: number, meter: Meter): boolean {
  let before = at
  while (before > start && text.charAt(before - 1) === '\\') before--
  meter.steps += at - before
  return (at - before) % 2 === 1
}
