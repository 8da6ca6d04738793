/** Who may read a file (docs/behaviour.md, UP15, UP19): its owner, and whoever reads a message that names it. */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import type { MediaDeps } from './deps.ts'
import type { ReadyFile } from './file-table.ts'

/** @throws not_found: not there, not there yet, or not this person's to read; which one is never told */
export function findFile(media: MediaDeps, reader: UserId, id: string): ReadyFile {
  const file = media.files.find(id)
  if (file?.state === 'ready' && mayRead(media, reader, file)) return file
  throw new CairnError(ErrorCode.NotFound, 'UP15: no such file')
}

function mayRead(media: MediaDeps, reader: UserId, file: ReadyFile): boolean {
  // What was brought for a chat is its members', its owner's only while they are one of them.
  if (file.channel === null ? file.owner === reader : media.mayRead(reader, file.channel)) return true
  return media.files.usesOf(file.id).some(({ channel }) => media.mayRead(reader, channel))
}
