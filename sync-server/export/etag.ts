/** A name for what an answer would be, made of versions in memory alone: a 304 costs no reading (docs/behaviour.md, EX15). */
import { createHash } from 'node:crypto'
import { accountDocument, channelDocument, DIRECTORY } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { World } from '../../schema/views.ts'
import type { Reading } from '../access/exported-channel.ts'
import { putAwayBy, putAwayMark } from './put-away.ts'

export interface Versions {
  readonly world: () => World
  /** Of documents as they were changed since the server started. */
  readonly versionOf: (document: string) => number
  /** Another one at each start, since versions begin anew. */
  readonly start: string
}

/** @param asked  what else makes the answer another one: format, cursor, limit */
export function channelTag(from: Versions, reading: Reading, id: ChannelId, asked: readonly unknown[]): string {
  const { clearedSeq, hidden } = putAwayBy(from.world(), reading.userId, id)
  const root = channelDocument(id)
  const versions = [DIRECTORY, root, `${root}/`].map(from.versionOf)
  return tagOf([from.start, ...readingMark(reading), ...versions, putAwayMark(clearedSeq, hidden), ...asked])
}

export function listTag(
  from: Versions,
  reading: Reading,
  ids: readonly ChannelId[],
  asked: readonly unknown[],
): string {
  const { versionOf } = from
  const versions = ids.flatMap((id) => [id, versionOf(channelDocument(id)), versionOf(`${channelDocument(id)}/`)])
  // Of one that was lost nothing but the account may tell.
  const account = reading.userId === null ? 0 : versionOf(accountDocument(reading.userId))
  return tagOf([from.start, ...readingMark(reading), versionOf(DIRECTORY), account, ...versions, ...asked])
}

function readingMark({ userId, channels }: Reading): unknown[] {
  return [userId, channels && [...channels].sort()]
}

/** Weak: the same words may be compressed or not. */
function tagOf(parts: readonly unknown[]): string {
  return `W/"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)}"`
}
