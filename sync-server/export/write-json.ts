/** JSON: one document, written as it is read: `{channel, reset, messages, cursor, more}` (docs/api/export.md). */
import type { ListWriter, MessagesWriter } from './writer.ts'

export function jsonMessages(): MessagesWriter {
  const item = items()
  return {
    head: ({ channel, isReset }) => `{"channel":${JSON.stringify(channel)},"reset":${isReset},"messages":[`,
    record: item,
    checkpoint: () => '',
    tail: ({ cursor, hasMore }) => `\n],"cursor":${JSON.stringify(cursor)},"more":${hasMore}}\n`,
  }
}

export function jsonList(): ListWriter {
  const item = items()
  return {
    head: ({ isReset }) => `{"reset":${isReset},"channels":[`,
    record: item,
    tail: ({ cursor }) => `\n],"cursor":${JSON.stringify(cursor)}}\n`,
  }
}

/** Each on a line of its own, so that a long document can be looked at. */
function items(): (value: object) => string {
  let isFirst = true
  return (value) => {
    const text = `${isFirst ? '' : ','}\n${JSON.stringify(value)}`
    isFirst = false
    return text
  }
}
