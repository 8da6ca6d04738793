/** Bytes on their way in: streamed to a file of their own beside the kept ones, which nobody is served (UP3, UP4). */
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { CairnError, ErrorCode } from '../../schema/errors.ts'

export interface Incoming {
  /** A path for a new file. */
  newPath(): string
  /**
   * Reads a stream to its end.
   *
   * @param bytes.exactly  the size that was declared, null where none was
   * @returns the file's path; it is the caller's to move or remove
   * @throws too_large, invalid (cut off, or shorter than declared), storage_failed; no file is left then, and the stream
   *   stays open, so that its sender can be answered
   */
  receive(source: Readable, bytes: { exactly: number | null; atMost: number }): Promise<{ path: string; bytes: number }>
}

/** Empties `folder` first: what lies there is of uploads that a stop cut off. */
export function openIncoming(folder: string): Incoming {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const newPath = () => join(folder, randomUUID())

  return {
    newPath,
    async receive(source, { exactly, atMost }) {
      const path = newPath()
      const limit = Math.min(exactly ?? atMost, atMost)
      try {
        const bytes = await copy(source, path, limit)
        if (exactly !== null && bytes < exactly)
          throw new CairnError(ErrorCode.Invalid, 'UP3: fewer bytes than declared')
        return { path, bytes }
      } catch (error) {
        await rm(path, { force: true })
        throw error
      }
    },
  }
}

/** One chunk at a time, so memory does not grow with the file. */
async function copy(source: Readable, path: string, limit: number): Promise<number> {
  let bytes = 0
  // The iterator tells of a failure while it is asked; before and after, nobody would hear it, and the process would end.
  source.on('error', () => undefined)
  const file = await stored(() => open(path, 'wx', 0o600))
  try {
    const chunks = source.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]()
    for (;;) {
      const next = await arriving(() => chunks.next())
      if (next.done) break
      const chunk = next.value as Buffer
      bytes += chunk.length
      if (bytes > limit) {
        await chunks.return?.()
        throw new CairnError(ErrorCode.TooLarge, 'UP3: more bytes than declared or allowed')
      }
      await stored(() => file.appendFile(chunk))
    }
  } finally {
    await file.close()
  }
  return bytes
}

async function arriving<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (cause) {
    throw new CairnError(ErrorCode.Invalid, 'UP3: the upload was cut off', { cause })
  }
}

async function stored<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (cause) {
    throw new CairnError(ErrorCode.StorageFailed, 'the folder of uploads failed', { cause })
  }
}
