/** NDJSON: one JSON object a line, each with what it is in `record` (docs/api/export.md). */
import type { ListWriter, MessagesWriter } from './writer.ts'

export function ndjsonMessages(): MessagesWriter {
  return {
    head: ({ channel, isReset }) => line(channel) + (isReset ? line({ record: 'reset' }) : ''),
    record: line,
    checkpoint: (cursor) => line({ record: 'cursor', cursor, more: true }),
    tail: ({ cursor, hasMore }) => line({ record: 'cursor', cursor, more: hasMore }),
  }
}

export function ndjsonList(): ListWriter {
  return {
    head: ({ isReset }) => (isReset ? line({ record: 'reset' }) : ''),
    record: line,
    tail: ({ cursor }) => line({ record: 'cursor', cursor, more: false }),
  }
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`
}
