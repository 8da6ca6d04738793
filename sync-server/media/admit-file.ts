/**
 * The last step of every upload, whatever brought its bytes: they are looked at, cleaned, kept, and only then the file is
 * there for others (docs/behaviour.md, UP4-UP12). A resumable upload ends here too.
 */
import { rm, stat } from 'node:fs/promises'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { MediaDeps } from './deps.ts'
import { findFileType, isPicture, UNKNOWN_TYPE } from './file-type.ts'
import { keysOf } from './file-store.ts'
import type { AwaitingFile, FileContent, ReadyFile } from './file-table.ts'

/**
 * @param path  all bytes of the upload, in a file that is gone afterwards
 * @throws type, too_large, conflict (it is there, or being admitted), storage_failed, unavailable; the upload is awaited on
 *   then, unless it is there, and nothing of these bytes is kept
 */
export async function admitFile(media: MediaDeps, file: AwaitingFile, path: string): Promise<ReadyFile> {
  const [cleaned, thumb] = [media.incoming.newPath(), media.incoming.newPath()]
  try {
    return await alone(media, file, async () => {
      const content = await inspect(media, file, { path, cleaned, thumb })
      const keys = keysOf(file.id)
      await media.store.keep(keys.file, content.picture ? cleaned : path, content)
      if (content.picture) {
        await media.store.keep(keys.thumb, thumb, { type: 'image/webp', bytes: content.picture.thumbBytes })
      }
      const ready = media.files.markReady(file, content, media.now())
      if (!ready) throw new CairnError(ErrorCode.NotFound, 'UP25: the upload was let go of')
      return ready
    })
  } finally {
    await Promise.all([path, cleaned, thumb].map((left) => rm(left, { force: true })))
  }
}

/** Two that came at once would write the same place, and a late one would replace what others were shown. */
async function alone<T>({ busy, files }: MediaDeps, { id }: AwaitingFile, work: () => Promise<T>): Promise<T> {
  if (busy.has(id) || files.find(id)?.state !== 'awaiting')
    throw new CairnError(ErrorCode.Conflict, 'UP4: the file is there already')
  busy.add(id)
  try {
    return await work()
  } finally {
    busy.delete(id)
  }
}

interface Places {
  readonly path: string
  readonly cleaned: string
  readonly thumb: string
}

/** @returns what is to be served: of a picture the cleaned one, else the bytes as they came */
async function inspect(media: MediaDeps, file: AwaitingFile, { path, cleaned, thumb }: Places): Promise<FileContent> {
  const type = file.opaque ? UNKNOWN_TYPE : await findFileType(path, file.declaredType)
  if (!isPicture(type)) return { type, bytes: (await stat(path)).size, picture: null }
  const size = await media.pictures.clean(path, type, cleaned)
  const placeholder = await media.pictures.thumbnail(cleaned, thumb)
  const thumbBytes = (await stat(thumb)).size
  return { type, bytes: (await stat(cleaned)).size, picture: { ...size, placeholder, thumbBytes } }
}
