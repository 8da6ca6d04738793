/** Which part of a long timeline is on the screen: at most 240 rows, moved by pages of 30 (UI.md, section 5). Pure. */

export const MAX_ROWS = 240
export const PAGE = 30
/** Rows shown when a chat is opened. */
export const FIRST_ROWS = 60
/** Rows above the new-messages line, so that it does not stand at the very top. */
const ABOVE_LINE = 15

/** Messages from `fromSeq` to `toSeq`, both included; `toSeq` Infinity = to the end, with what is pending. */
export interface Window {
  readonly fromSeq: number
  readonly toSeq: number
}

/** Stamped messages of the volumes in memory: their seq, ascending; then pending ones as Infinity. */
export type Seqs = readonly number[]

/** @param lineSeq  the last read seq when there are unread messages; null = open at the end */
export function openWindow(seqs: Seqs, lineSeq: number | null): Window {
  const line = lineSeq === null ? -1 : seqs.findIndex((seq) => seq > lineSeq)
  const latest = Math.max(0, seqs.length - FIRST_ROWS)
  const from = line < 0 ? latest : Math.max(0, Math.min(latest, line - ABOVE_LINE))
  return clip(seqs, from, seqs.length - 1)
}

/** A window around a message. */
export function windowAround(seqs: Seqs, seq: number): Window {
  const found = seqs.findIndex((one) => one >= seq)
  const at = found < 0 ? seqs.length - 1 : found
  return clip(seqs, at - FIRST_ROWS / 2, at + FIRST_ROWS / 2)
}

/** One page further up; what falls out at the other end is dropped. Equal when nothing older is in memory. */
export function older(seqs: Seqs, now: Window): Window {
  const [first, last] = edges(seqs, now)
  if (first <= 0) return now
  const from = Math.max(0, first - PAGE)
  return between(seqs, from, Math.min(last, from + MAX_ROWS - 1))
}

export function newer(seqs: Seqs, now: Window): Window {
  const [first, last] = edges(seqs, now)
  if (last >= seqs.length - 1) return now
  const to = Math.min(seqs.length - 1, last + PAGE)
  return between(seqs, Math.max(first, to - MAX_ROWS + 1), to)
}

/** Keeps an open-ended window within MAX_ROWS as messages arrive. */
export function trim(seqs: Seqs, now: Window): Window {
  const [first, last] = edges(seqs, now)
  return last - first + 1 > MAX_ROWS ? between(seqs, last - MAX_ROWS + 1, last) : now
}

/** Indices of the first and last row; -1 where there is none. */
export function edges(seqs: Seqs, { fromSeq, toSeq }: Window): [first: number, last: number] {
  const first = seqs.findIndex((seq) => seq >= fromSeq)
  if (first < 0) return [seqs.length, seqs.length - 1]
  if (toSeq === Infinity) return [first, seqs.length - 1]
  let last = first - 1
  while (last + 1 < seqs.length && (seqs[last + 1] as number) <= toSeq) last++
  return [first, last]
}

function clip(seqs: Seqs, from: number, to: number): Window {
  const first = Math.max(0, from)
  return between(seqs, first, Math.min(to, first + MAX_ROWS - 1))
}

function between(seqs: Seqs, first: number, last: number): Window {
  const from = seqs[first]
  const isEnd = last >= seqs.length - 1
  const to = seqs[last]
  return {
    // A window of pending messages alone: whatever is stamped later belongs to it too.
    fromSeq: from === undefined || from === Infinity ? 0 : from,
    toSeq: isEnd || to === undefined ? Infinity : to,
  }
}
