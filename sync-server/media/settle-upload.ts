/** Looks at an upload that went straight to the bucket; what is served afterwards is another object (UP21). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import { admitFile } from './admit-file.ts'
import type { MediaDeps } from './deps.ts'
import type { ReadyFile } from './file-table.ts'
import { objectKey } from './request-upload.ts'

/**
 * The file, once its bytes have come in. With a bucket nobody told the server: it fetches and admits them here.
 * The address of the upload may still take other bytes afterwards; they are never looked at nor served.
 *
 * @throws not_found (no such file), invalid (its bytes have not come), conflict, type, too_large, storage_failed
 */
export async function settleUpload(media: MediaDeps, id: string): Promise<ReadyFile> {
  const found = media.files.find(id)
  if (found?.state === 'ready') return found
  const { bucket } = media
  if (!found) throw new CairnError(ErrorCode.NotFound, 'UP2: no such upload')
  if (!bucket) throw new CairnError(ErrorCode.Invalid, 'UP21: the file was not uploaded yet')
  const source = await bucket.fetchUpload(objectKey(found))
  if (!source) throw new CairnError(ErrorCode.Invalid, 'UP21: the file was not uploaded yet')
  try {
    const limits = { exactly: found.declaredBytes, atMost: media.maxUploadBytes }
    const { path } = await media.incoming.receive(source, limits)
    const ready = await admitFile(media, found, path)
    await bucket.removeUpload(objectKey(found))
    return ready
  } finally {
    source.destroy()
  }
}
