/** The first step of an upload: its size and type are told, and an address to send it to is given (UP1, UP2). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import type { MediaDeps } from './deps.ts'
import { endingOf } from './file-ending.ts'
import { fileName } from './file-name.ts'
import type { AwaitingFile } from './file-table.ts'
import { fileUrl } from './file-url.ts'
import { baseType } from './file-type.ts'

/** How long the address takes the upload. */
export const UPLOAD_SECONDS = 900

export interface UploadRequest {
  readonly name: string
  readonly type: string
  readonly bytes: number
}

export interface UploadTicket {
  readonly file: AwaitingFile
  /** Takes one PUT of exactly the declared size and type. */
  readonly uploadUrl: string
  /** Where the file will be for its owner. */
  readonly fileUrl: string
  readonly objectKey: string
  readonly expiresInSeconds: number
  readonly requiredHeaders: Readonly<Record<string, string>>
}

/** @throws too_large, invalid, storage_failed */
export async function requestUpload(media: MediaDeps, owner: UserId, request: UploadRequest): Promise<UploadTicket> {
  if (request.bytes > media.maxUploadBytes)
    throw new CairnError(ErrorCode.TooLarge, `UP1: more than ${media.maxUploadBytes} bytes`)
  if (request.bytes < 1) throw new CairnError(ErrorCode.Invalid, 'UP1: an empty file')
  await media.store.check()
  const type = baseType(request.type)
  const file = media.files.add({
    ...{ id: media.newId(), owner, name: fileName(request.name), declaredType: type, declaredBytes: request.bytes },
    ...{ opaque: false, channel: null, createdAtMs: media.now() },
  })
  return {
    file,
    uploadUrl: await uploadUrl(media, file, request.bytes),
    fileUrl: media.bucket ? media.bucket.objectUrl(objectKey(file)) : await fileUrl(media, { ...file, type }, owner),
    objectKey: objectKey(file),
    expiresInSeconds: UPLOAD_SECONDS,
    requiredHeaders: { 'Content-Type': type },
  }
}

async function uploadUrl(media: MediaDeps, file: AwaitingFile, bytes: number): Promise<string> {
  const { bucket, links, publicUrl, now } = media
  if (bucket) return bucket.signUpload(objectKey(file), { type: file.declaredType, bytes, seconds: UPLOAD_SECONDS })
  return `${publicUrl}/uploads/${file.id}?${links.sign(`upload ${file.id}`, now() + UPLOAD_SECONDS * 1000)}`
}

/** Where an upload lies in a bucket until it was looked at. */
export function objectKey(file: Pick<AwaitingFile, 'id' | 'declaredType'>): string {
  return `uploads/${file.id}.${endingOf(file.declaredType)}`
}
