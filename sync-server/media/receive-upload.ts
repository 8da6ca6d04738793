/** The second step of an upload: its bytes come in at the address that was given for them (UP2-UP4). */
import type { Readable } from 'node:stream'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import { admitFile } from './admit-file.ts'
import type { MediaDeps } from './deps.ts'
import type { ReadyFile } from './file-table.ts'
import { baseType } from './file-type.ts'
import type { LinkQuery } from './signed-links.ts'

export interface UploadBody {
  readonly stream: Readable
  /** Content-Type of the request. */
  readonly type: string
  /** Content-Length, or null where it is told chunk by chunk. */
  readonly bytes: number | null
}

/**
 * @param query  of the address: its signature is the right to upload, no session is asked for
 * @throws forbidden (bad or expired signature), not_found, conflict (there already), type, invalid, too_large,
 *   storage_failed; the address may be tried again then, and `body.stream` is still open
 */
export async function receiveUpload(
  media: MediaDeps,
  id: string,
  query: LinkQuery,
  body: UploadBody,
): Promise<ReadyFile> {
  if (!media.links.verify(`upload ${id}`, query))
    throw new CairnError(ErrorCode.Forbidden, 'UP2: this address is not ours, or over')
  const file = media.files.find(id)
  if (!file) throw new CairnError(ErrorCode.NotFound, 'UP2: no such upload')
  if (file.state === 'ready') throw new CairnError(ErrorCode.Conflict, 'UP4: the file is there already')
  if (baseType(body.type) !== file.declaredType) throw new CairnError(ErrorCode.Type, 'UP3: another type than declared')
  const exactly = file.declaredBytes
  if (exactly !== null && body.bytes !== null && body.bytes !== exactly) {
    const code = body.bytes > exactly ? ErrorCode.TooLarge : ErrorCode.Invalid
    throw new CairnError(code, 'UP3: another size than declared')
  }
  // A connection that died may be noticed late: whoever comes again meanwhile is not kept waiting for it.
  const { path } = await media.incoming.receive(body.stream, { exactly, atMost: media.maxUploadBytes })
  return admitFile(media, file, path)
}
