/** Copies the files that exported messages name, each once, beside the pages (docs/behaviour.md, EX20). */
import { createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { endingOf } from '../../media/file-ending.ts'
import { keysOf, type FileStore } from '../../media/file-store.ts'
import type { FileTable } from '../../media/file-table.ts'
import type { FileRecord } from '../message-record.ts'

export interface MediaSource {
  readonly files: Pick<FileTable, 'find'>
  readonly store: Pick<FileStore, 'open'>
}

export interface CopiedFile {
  /** Names in `media/`; null: it could not be read. */
  readonly name: string | null
  readonly picture: string | null
}

export class MediaCopies {
  /** Files that messages name and that are not there. */
  missing = 0

  constructor(
    private readonly source: MediaSource,
    private readonly folder: string,
  ) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  async copy({ id }: FileRecord): Promise<CopiedFile> {
    const file = this.source.files.find(id)
    if (file?.state !== 'ready') return this.none()
    const keys = keysOf(id)
    const name = `${id}.${endingOf(file.type)}`
    const thumb = `${id}.thumb.webp`
    if (!(await this.take(keys.file, name))) return this.none()
    return { name, picture: file.picture && (await this.take(keys.thumb, thumb)) ? thumb : null }
  }

  private none(): CopiedFile {
    this.missing++
    return { name: null, picture: null }
  }

  /** The names are ids that we gave, so they are never a path. */
  private async take(key: string, name: string): Promise<boolean> {
    const target = join(this.folder, name)
    if (existsSync(target)) return true
    try {
      await pipeline(await this.source.store.open(key, null), createWriteStream(target, { flags: 'wx', mode: 0o600 }))
      return true
    } catch {
      await rm(target, { force: true })
      return false
    }
  }
}
