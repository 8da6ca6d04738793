/**
 * What a client says in a message, as commands take it (docs/behaviour.md, EN8-EN11). Encrypted is what comes with envelopes
 * or is of the type `encrypted`: it is kept as it came. Everything else is text, for all to read.
 */
import type { UserId } from '../../../schema/ids.ts'
import { MAX_FILES_PER_MESSAGE, MAX_METADATA_CHARS, MAX_SEALED_CHARS } from '../../../schema/limits.ts'
import type { FileValue, MessageType, SealedValue } from '../../../schema/registers/messages.ts'
import type { MediaDeps } from '../../media/deps.ts'
import { toFileValue } from '../../media/to-file-value.ts'
import { writeOpaque } from './opaque-json.ts'
import type { SentContent } from './schemas/frames.ts'

export interface ReadContent {
  readonly type: MessageType
  /** '' where it is encrypted. */
  readonly text: string
  readonly sealed?: SealedValue
  /** JSON text. */
  readonly metadata?: string
}

/** @param usual  the type when none is named. @throws invalid, too_large */
export function readContent(sent: SentContent, usual: MessageType = 'text'): ReadContent {
  const named = sent.message_type ?? usual
  const type = named === 'encrypted' ? 'text' : named
  const said = sent.message ?? ''
  const envelopes = writeOpaque(sent.envelopes, 'envelopes', MAX_SEALED_CHARS)
  const metadata = writeOpaque(sent.metadata, 'metadata', MAX_METADATA_CHARS)
  if (envelopes === undefined && named !== 'encrypted') return { type, text: said, metadata }
  return { type, text: '', sealed: { payload: said, ...(envelopes === undefined ? {} : { envelopes }) }, metadata }
}

/**
 * The uploads of one's own that `metadata` names, so that other doors show them with the message: in `file_id`, `file_ids`,
 * or `files`, as ids or as objects with `file_id` or `id`. Whatever else stands there is the client's own business.
 */
export function namedFiles(media: MediaDeps, userId: UserId, metadata: unknown): FileValue[] {
  const found = new Map<string, FileValue>()
  for (const id of namedIds(metadata)) {
    const file = media.files.find(id)
    if (file?.state === 'ready' && file.owner === userId) found.set(id, toFileValue(file))
    if (found.size === MAX_FILES_PER_MESSAGE) break
  }
  return [...found.values()]
}

function namedIds(metadata: unknown): string[] {
  if (typeof metadata !== 'object' || metadata === null) return []
  const { file_id: one, file_ids: ids, files } = metadata as Record<string, unknown>
  const all: unknown[] = [one, ...listOf(ids), ...listOf(files)]
  return all.slice(0, 100).flatMap((named) => {
    const id = typeof named === 'object' && named !== null ? idOf(named) : named
    return typeof id === 'string' ? [id] : []
  })
}

function idOf(named: object): unknown {
  const { file_id: fileId, id } = named as Record<string, unknown>
  return fileId ?? id
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
