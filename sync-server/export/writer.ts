/** What a format is: text before, for and after the records. Each writer is made for one answer, and may remember. */
import type { ChannelRecord, GoneRecord } from './channel-record.ts'
import type { DeletedRecord, MessageRecord } from './message-record.ts'

export const FORMATS = ['ndjson', 'json', 'csv', 'html'] as const
export type Format = (typeof FORMATS)[number]

export const CONTENT_TYPES = {
  ndjson: 'application/x-ndjson; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  html: 'text/html; charset=utf-8',
} as const satisfies Record<Format, string>

/** Of one channel's messages. */
export interface MessagesHead {
  readonly channel: ChannelRecord
  readonly isReset: boolean
  /** Whether it holds only what came since a cursor. */
  readonly isContinued: boolean
  /** From where it goes on. */
  readonly cursor: string
  /** Whether it ends before the newest message. */
  readonly hasMore: boolean
}

export interface MessagesWriter {
  head(head: MessagesHead): string
  record(record: MessageRecord | DeletedRecord): string | Promise<string>
  /** A place from which a reader who is cut off goes on; '' where the format has none. */
  checkpoint(cursor: string): string
  tail(head: MessagesHead): string
}

/** Of a list of channels. */
export interface ListHead {
  readonly isReset: boolean
  readonly cursor: string
}

export interface ListWriter {
  head(head: ListHead): string
  record(record: ChannelRecord | GoneRecord): string
  tail(head: ListHead): string
}
