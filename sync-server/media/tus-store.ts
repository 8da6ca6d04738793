/** What the tus protocol asks of uploads, answered from their rows and the bytes that are here (docs/behaviour.md, UQ2-UQ5). */
import type { Readable } from 'node:stream'
import { DataStore, Upload } from '@tus/server'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { MediaDeps } from './deps.ts'

/** Who asks was checked before: an id that comes here is one of their own uploads. */
export class TusStore extends DataStore {
  override extensions = ['creation']

  constructor(private readonly media: Pick<MediaDeps, 'files' | 'partial' | 'now'>) {
    super()
  }

  /** The row is there already, and what came before stays. */
  override async create(upload: Upload): Promise<Upload> {
    return upload
  }

  override async getUpload(id: string): Promise<Upload> {
    const file = this.media.files.find(id)
    if (!file || file.declaredBytes === null) throw new CairnError(ErrorCode.NotFound, 'UQ4: no such upload')
    const offset = file.state === 'ready' ? file.declaredBytes : await this.media.partial.bytesOf(id)
    return new Upload({ id, size: file.declaredBytes, offset })
  }

  override async write(source: Readable, id: string, offset: number): Promise<number> {
    if (this.media.files.find(id)?.state !== 'awaiting')
      throw new CairnError(ErrorCode.Conflict, 'UQ3: it is there already')
    const bytes = await this.media.partial.append(id, source, offset)
    // Whoever is still sending is given another day.
    this.media.files.renew(id, this.media.now())
    return bytes
  }
}
