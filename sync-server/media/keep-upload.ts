/** An upload in one step: a dialect's form brings the file itself (docs/behaviour.md, UP18, UP19). */
import type { Readable } from 'node:stream'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { admitFile } from './admit-file.ts'
import type { MediaDeps } from './deps.ts'
import { fileName } from './file-name.ts'
import type { ReadyFile } from './file-table.ts'
import { baseType } from './file-type.ts'

interface Upload {
  readonly name: string
  readonly type: string
  /** Encrypted by its sender: not looked at, and served byte by byte as it came. */
  readonly opaque?: boolean
  /** Its members may read the file although no message names it. The caller has checked that the owner may post there. */
  readonly channel?: ChannelId
}

export interface WholeUpload extends Upload {
  readonly stream: Readable
  /** A dialect's own limit, where it is lower than MAX_UPLOAD_SIZE_BYTES. */
  readonly atMost?: number
}

export interface ReceivedUpload extends Upload {
  readonly path: string
  readonly bytes: number
}

/** @throws type, too_large, invalid (cut off), storage_failed; nothing is kept then */
export async function keepUpload(media: MediaDeps, owner: UserId, upload: WholeUpload): Promise<ReadyFile> {
  const atMost = Math.min(upload.atMost ?? media.maxUploadBytes, media.maxUploadBytes)
  const received = await media.incoming.receive(upload.stream, { exactly: null, atMost })
  return keepReceived(media, owner, { ...upload, ...received })
}

/** The same of a file whose bytes have all come in, at a path of `incoming`; it is gone from there afterwards. */
export async function keepReceived(media: MediaDeps, owner: UserId, upload: ReceivedUpload): Promise<ReadyFile> {
  const { path, bytes } = upload
  const file = media.files.add({
    ...{ id: media.newId(), owner, name: fileName(upload.name), declaredType: baseType(upload.type) },
    ...{ declaredBytes: bytes, opaque: upload.opaque ?? false, channel: upload.channel ?? null },
    createdAtMs: media.now(),
  })
  return admitFile(media, file, path)
}
