/**
 * CSV as RFC 4180 has it, a header line first. A cell that a spreadsheet would take for a formula, beginning with = + - @,
 * a tab or a return, gets an apostrophe before it (docs/behaviour.md, EX16).
 */
import { stringify } from 'csv-stringify/sync'
import type { ChannelRecord, GoneRecord } from './channel-record.ts'
import type { DeletedRecord, MessageRecord, PersonRef } from './message-record.ts'
import type { ListWriter, MessagesWriter } from './writer.ts'

type Cells = readonly (string | number | null)[]

const MESSAGE_COLUMNS = [
  ...['record', 'id', 'num', 'channel', 'seq', 'type', 'at', 'written_at', 'edited_at', 'deleted_at'],
  ...['by_id', 'by_username', 'by_name', 'text', 'encrypted', 'reply_to', 'forwarded_from', 'files', 'links'],
  ...['mentions', 'reactions', 'metadata'],
] as const

const CHANNEL_COLUMNS = [
  ...['record', 'id', 'num', 'kind', 'title', 'topic', 'handle', 'created_at', 'created_by', 'role', 'members'],
  ...['seq', 'last_at'],
] as const

export function csvMessages(): MessagesWriter {
  return {
    head: () => rowOf(MESSAGE_COLUMNS),
    record: (record) => rowOf(record.record === 'message' ? messageCells(record) : deletedCells(record)),
    checkpoint: () => '',
    tail: () => '',
  }
}

export function csvList(): ListWriter {
  return {
    head: () => rowOf(CHANNEL_COLUMNS),
    record: (record) => rowOf(record.record === 'channel' ? channelCells(record) : goneCells(record)),
    tail: () => '',
  }
}

function rowOf(cells: Cells): string {
  return stringify([[...cells]], { escape_formulas: true, record_delimiter: 'windows', cast: { number: String } })
}

function messageCells(message: MessageRecord): Cells {
  const { by, forwardedFrom } = message
  return [
    ...['message', message.id, message.num, message.channel, message.seq, message.type],
    ...[message.at, message.writtenAt, message.editedAt, null],
    ...[by.id, by.username, by.name, message.text, message.encrypted ? 'true' : 'false', message.replyTo],
    forwardedFrom?.id ?? null,
    listOf(message.files.map(({ url }) => url)),
    listOf(message.links.map(({ url }) => url)),
    listOf(message.mentions),
    listOf(message.reactions.map(({ name, by: people }) => `${name} ${usernames(people)}`)),
    message.metadata,
  ]
}

function deletedCells({ id, num, channel, seq, at, deletedAt }: DeletedRecord): Cells {
  const empty = Array<null>(MESSAGE_COLUMNS.length - 10).fill(null)
  return ['deleted', id, num, channel, seq, null, at, null, null, deletedAt, ...empty]
}

function channelCells(channel: ChannelRecord): Cells {
  return [
    ...['channel', channel.id, channel.num, channel.kind, channel.title, channel.topic, channel.handle],
    ...[channel.createdAt, channel.createdBy?.username ?? null, channel.role],
    channel.members && usernames(channel.members),
    ...[channel.seq, channel.lastAt],
  ]
}

function goneCells({ id }: GoneRecord): Cells {
  return ['gone', id, ...Array<null>(CHANNEL_COLUMNS.length - 2).fill(null)]
}

/** One a line: none of them holds a line break. */
function listOf(values: readonly string[]): string {
  return values.join('\n')
}

function usernames(people: readonly PersonRef[]): string {
  return people.map(({ username }) => username).join(' ')
}
