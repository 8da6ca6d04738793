/** The last step of an upload that may be cut: its bytes are looked at like any other's (docs/behaviour.md, UQ6-UQ8). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import { admitFile } from './admit-file.ts'
import { ownUpload } from './begin-upload.ts'
import type { MediaDeps } from './deps.ts'
import type { ReadyFile } from './file-table.ts'

/** What bytes are refused for: they would be refused again. */
const FINAL: ReadonlySet<string> = new Set([ErrorCode.Type, ErrorCode.TooLarge])

/**
 * Asked again, it is the same file.
 *
 * @throws not_found, conflict (bytes are missing, or it is being looked at), type, too_large; the bytes are gone after these
 *   two. storage_failed, unavailable; they are kept after these, so that nobody sends them again
 */
export async function finishUpload(media: MediaDeps, owner: UserId, id: string): Promise<ReadyFile> {
  const file = ownUpload(media, owner, id)
  if (file.state === 'ready') return file
  if ((await media.partial.bytesOf(id)) !== file.declaredBytes)
    throw new CairnError(ErrorCode.Conflict, 'UQ6: not all of its bytes have come')
  const path = media.incoming.newPath()
  await media.partial.lend(id, path)
  try {
    const ready = await admitFile(media, file, path)
    await media.partial.remove(id)
    return ready
  } catch (error) {
    if (error instanceof CairnError && FINAL.has(error.code)) await media.partial.remove(id)
    throw error
  }
}
