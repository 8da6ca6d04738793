/** The first step of an upload that may be cut: a device tells of a file by the id that it chose itself (UQ1, UQ2). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import type { MediaDeps } from './deps.ts'
import { fileName } from './file-name.ts'
import type { FileRecord } from './file-table.ts'
import { baseType, UNKNOWN_TYPE } from './file-type.ts'

/** Random, so that nobody can guess or take another's. */
const RANDOM_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const MAX_TYPE_CHARS = 128

export interface BeginUpload {
  /** A random UUID, version 4, lower case. */
  readonly id: string
  readonly name: string
  readonly type: string
  readonly bytes: number
}

/**
 * Told again, it is the same upload: whatever answer was lost on the way, the file is there once.
 *
 * @throws too_large, invalid, conflict (the id is another upload's), storage_failed, unavailable (let go of just now)
 */
export async function beginUpload(media: MediaDeps, owner: UserId, upload: BeginUpload): Promise<FileRecord> {
  const { id, bytes } = upload
  if (!RANDOM_ID.test(id)) throw new CairnError(ErrorCode.Invalid, 'UQ1: not a random id', { field: 'id' })
  if (!Number.isSafeInteger(bytes) || bytes < 1) throw new CairnError(ErrorCode.Invalid, 'UQ1: an empty file')
  if (bytes > media.maxUploadBytes)
    throw new CairnError(ErrorCode.TooLarge, `UQ1: more than ${media.maxUploadBytes} bytes`)
  const type = baseType(upload.type) || UNKNOWN_TYPE
  if (type.length > MAX_TYPE_CHARS) throw new CairnError(ErrorCode.Invalid, 'UQ1: not a type', { field: 'type' })
  await media.store.check()
  const known = media.files.find(id)
  if (known) {
    const isSame = known.owner === owner && known.declaredBytes === bytes && known.declaredType === type
    if (!isSame) throw new CairnError(ErrorCode.Conflict, 'UQ2: the id is taken')
    return known
  }
  if (!media.files.isFree(id)) throw new CairnError(ErrorCode.Unavailable, 'UQ2: the upload is being let go of')
  return media.files.add({
    ...{ id, owner, name: fileName(upload.name), declaredType: type, declaredBytes: bytes },
    ...{ opaque: false, channel: null, createdAtMs: media.now() },
  })
}

/** @throws not_found: no such upload, or somebody else's; which one is never told */
export function ownUpload(media: MediaDeps, owner: UserId, id: string): FileRecord {
  const file = media.files.find(id)
  if (file?.owner !== owner) throw new CairnError(ErrorCode.NotFound, 'UQ4: no such upload')
  return file
}
