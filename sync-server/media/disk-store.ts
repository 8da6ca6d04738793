/** Uploads in the data folder: `files/ab/cd/<key>`, so that no folder grows without bound (docs/behaviour.md, UP20). */
import { constants, createReadStream } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { FileStore } from './file-store.ts'

/** Keys come from us, but a path made of one must not leave the folder whatever happens. */
const KEY = /^[0-9a-f]{8}[0-9a-z.-]{0,64}$/

/** @param folder  on the same file system as what is handed to `keep`, since files are moved */
export function diskStore(folder: string): FileStore {
  const pathOf = (key: string) => {
    if (!KEY.test(key)) throw new CairnError(ErrorCode.Internal, 'not a key of this store')
    return join(folder, key.slice(0, 2), key.slice(2, 4), key)
  }

  return {
    check: () =>
      away(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await access(folder, constants.W_OK)
      }),
    keep: (key, path) =>
      away(async () => {
        const target = pathOf(key)
        await mkdir(dirname(target), { recursive: true, mode: 0o700 })
        await flush(path)
        // Renaming is atomic: a reader finds all of the file or none, also after a power cut.
        await rename(path, target)
        await flush(dirname(target))
      }),
    open: (key, range) =>
      away(async () => {
        const stream = createReadStream(pathOf(key), range ?? {})
        await once(stream, 'open')
        return stream
      }),
    remove: (key) => away(() => rm(pathOf(key), { force: true })),
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function away<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof CairnError) throw cause
    throw new CairnError(ErrorCode.StorageFailed, 'the folder of uploads failed', { cause })
  }
}
