/**
 * Bytes of uploads that may be cut and go on later (docs/behaviour.md, UQ2-UQ5): one file an upload, only ever added to. How
 * much has come is the size of that file, so that no second place can disagree with it.
 */
import { constants, mkdirSync } from 'node:fs'
import { copyFile, link, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CairnError, ErrorCode } from '../../schema/errors.ts'

export interface PartialUploads {
  /** How many bytes are here; 0 when none came yet. */
  bytesOf(id: string): Promise<number>
  /**
   * Adds what comes, until the source ends or fails. What came before a failure stays, flushed.
   *
   * @param offset  where the sender believes to be
   * @returns how many bytes are here then
   * @throws conflict (another offset), storage_failed, or what the source failed with
   */
  append(id: string, source: AsyncIterable<Buffer>, offset: number): Promise<number>
  /** Puts the bytes at `path` too; they also stay here, for when something else fails. */
  lend(id: string, path: string): Promise<void>
  /** Fine when there are none. */
  remove(id: string): Promise<void>
}

/** Ids come from devices, and a path is made of them: whoever calls has found the row of that id. */
const ID = /^[0-9a-f-]{36}$/

/** @param folder  on the same file system as the incoming files; what lies there outlives a restart */
export function openPartialUploads(folder: string): PartialUploads {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const pathOf = (id: string) => {
    if (!ID.test(id)) throw new CairnError(ErrorCode.Internal, 'not an id of an upload')
    return join(folder, id)
  }
  const bytesOf = (id: string) => stored(async () => (await sizeOf(pathOf(id))) ?? 0)

  return {
    bytesOf,
    async append(id, source, offset) {
      if ((await bytesOf(id)) !== offset) throw new CairnError(ErrorCode.Conflict, 'UQ3: another offset')
      const file = await stored(() => open(pathOf(id), 'a', 0o600))
      let bytes = offset
      try {
        for await (const chunk of source) {
          await stored(() => file.appendFile(chunk))
          bytes += chunk.length
        }
      } finally {
        // The sender counts on what it is told of: after a power cut, too.
        if (bytes > offset) await stored(() => file.datasync())
        await file.close()
      }
      return bytes
    },
    lend: (id, path) =>
      stored(() =>
        // Not every file system has links.
        link(pathOf(id), path).catch(() => copyFile(pathOf(id), path, constants.COPYFILE_EXCL)),
      ),
    remove: (id) => stored(() => rm(pathOf(id), { force: true })),
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function stored<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (cause) {
    if (cause instanceof CairnError) throw cause
    throw new CairnError(ErrorCode.StorageFailed, 'the folder of uploads failed', { cause })
  }
}
