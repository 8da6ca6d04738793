/** The timeline's rows: messages with day dividers, the new-messages line, gaps and system lines between them. Pure. */

import type { SeqGap } from '../../stores/channel-volumes.ts'
import { isLate } from './times.ts'

/** What grouping asks of a message. */
export interface Groupable {
  readonly id: string
  readonly by: number
  /** When it stands in the timeline: arrival, or written while it is pending; milliseconds. */
  readonly at: number
  readonly writtenAt: number
  /** 0 while pending. */
  readonly seq: number
  readonly isSystem: boolean
  readonly isReply: boolean
  readonly isDeleted: boolean
}

export type Row<M> =
  | { readonly type: 'day'; readonly key: string; readonly at: number }
  | { readonly type: 'new'; readonly key: string }
  /** With the times of the messages on both sides; 0 = there is none. */
  | { readonly type: 'gap'; readonly key: string; readonly gap: SeqGap; readonly fromAt: number; readonly toAt: number }
  | { readonly type: 'system'; readonly key: string; readonly message: M }
  | { readonly type: 'message'; readonly key: string; readonly message: M; readonly follows: boolean }

/** Messages of one author within this time share a header. */
export const GROUP_MS = 5 * 60_000

export interface Arrangement {
  /** The new-messages line goes before the first message of others above this seq; null = no line. */
  readonly readSeq: number | null
  readonly me: number
  /** A number for the local day of a time: equal within one day. */
  readonly dayOf: (at: number) => number
  readonly gaps?: readonly SeqGap[]
}

/** @param messages in the order of the timeline: by `seq`, then pending ones by id */
export function arrange<M extends Groupable>(messages: readonly M[], arrangement: Arrangement): Row<M>[] {
  const { dayOf, me, gaps = [] } = arrangement
  const rows: Row<M>[] = []
  let { readSeq } = arrangement
  let before: M | undefined
  const last = messages.reduce((newest, { seq }) => Math.max(newest, seq), 0)
  const later = gaps.filter(({ fromSeq }) => fromSeq > last)
  for (const message of messages) {
    // What waits to be sent comes after all that others wrote, on this device or not.
    if (message.seq === 0) for (const gap of later.splice(0)) rows.push(gapRow(gap, before, undefined))
    const gap = gaps.find(({ toSeq }) => message.seq > 0 && toSeq < message.seq && (before?.seq ?? 0) <= toSeq)
    if (gap) rows.push(gapRow(gap, before, message))
    const isNewDay = before === undefined || dayOf(before.at) !== dayOf(message.at)
    if (isNewDay) rows.push({ type: 'day', key: `day-${dayOf(message.at)}-${message.id}`, at: message.at })
    const isNewLine = readSeq !== null && message.seq > readSeq && message.by !== me
    if (isNewLine) {
      rows.push({ type: 'new', key: 'new' })
      readSeq = null
    }
    const follows = !gap && !isNewDay && !isNewLine && before !== undefined && isContinued(before, message)
    rows.push(
      message.isSystem
        ? { type: 'system', key: message.id, message }
        : { type: 'message', key: message.id, message, follows },
    )
    before = message
  }
  for (const gap of later) rows.push(gapRow(gap, before, undefined))
  return rows
}

function gapRow<M extends Groupable>(gap: SeqGap, before: M | undefined, after: M | undefined): Row<M> {
  return { type: 'gap', key: `gap-${gap.fromSeq}`, gap, fromAt: before?.at ?? 0, toAt: after?.at ?? 0 }
}

/** Whether `message` goes under the header of the one before it. */
export function isContinued(before: Groupable, message: Groupable): boolean {
  const isSameAuthor = before.by === message.by && !before.isSystem && !message.isSystem
  if (!isSameAuthor || message.isReply || before.isDeleted || Math.abs(message.at - before.at) >= GROUP_MS) return false
  // The header tells when a late message was written, which has to hold for all that stand under it.
  const isTold = isLate(before) || isLate(message)
  return !isTold || Math.abs(message.writtenAt - before.writtenAt) < GROUP_MS
}

/** The local calendar day of a time, as year * 10,000 + month * 100 + day. */
export function localDay(at: number): number {
  const date = new Date(at)
  return date.getFullYear() * 10_000 + (date.getMonth() + 1) * 100 + date.getDate()
}
