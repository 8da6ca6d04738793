/** The rows of uploads: who sent what, whether its bytes are there, and where it is named (docs/behaviour.md, UP). */
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { Database } from '../storage/database.ts'

interface Announced {
  /** A UUID that nobody can guess. */
  readonly id: string
  readonly owner: UserId
  /** As its owner named it; to be shown, never to be a path. */
  readonly name: string
  readonly declaredType: string
  /** Null: not told beforehand. */
  readonly declaredBytes: number | null
  /** Encrypted by its sender: kept and served as it came. */
  readonly opaque: boolean
  /** Its members may read the file although no message names it. */
  readonly channel: ChannelId | null
  readonly createdAtMs: number
}

export interface AwaitingFile extends Announced {
  readonly state: 'awaiting'
}

/** What is served, after the bytes were looked at. */
export interface FileContent {
  readonly type: string
  readonly bytes: number
  /** Of pictures, which also have a thumbnail. */
  readonly picture: Picture | null
}

export interface Picture {
  readonly width: number
  readonly height: number
  /** ThumbHash, base64. */
  readonly placeholder: string
  readonly thumbBytes: number
}

export interface ReadyFile extends Announced, FileContent {
  readonly state: 'ready'
}

export type FileRecord = AwaitingFile | ReadyFile

export type NewFile = Pick<
  Announced,
  'id' | 'owner' | 'name' | 'declaredType' | 'declaredBytes' | 'opaque' | 'channel' | 'createdAtMs'
>

/** A message that names a file. */
export interface FileUse {
  readonly channel: ChannelId
  readonly messageId: string
}

interface Row {
  id: string
  owner: number
  name: string
  declared_type: string
  declared_bytes: number | null
  opaque: number
  channel: string | null
  state: 'awaiting' | 'ready' | 'leaving'
  created_at: number
  type: string | null
  bytes: number | null
  width: number | null
  height: number | null
  placeholder: string | null
  thumb_bytes: number | null
}

export class FileTable {
  private readonly sql

  constructor(db: Database) {
    this.sql = {
      add: db.prepare(
        `INSERT INTO files (id, owner, name, declared_type, declared_bytes, opaque, channel, state, created_at)
         VALUES (@id, @owner, @name, @declaredType, @declaredBytes, @opaque, @channel, 'awaiting', @createdAtMs)`,
      ),
      find: db.prepare<[string], Row>(`SELECT * FROM files WHERE id = ? AND state <> 'leaving'`),
      ready: db.prepare(
        `UPDATE files SET state = 'ready', ready_at = @nowMs, type = @type, bytes = @bytes, width = @width,
         height = @height, placeholder = @placeholder, thumb_bytes = @thumbBytes
         WHERE id = @id AND state = 'awaiting'`,
      ),
      uses: db.prepare<[string], { channel: string; message_id: string }>(
        'SELECT channel, message_id FROM file_uses WHERE file = ?',
      ),
      leave: db.prepare(
        `UPDATE files SET state = 'leaving'
         WHERE (state = 'awaiting' AND created_at < @unfinishedBefore)
            OR (state = 'ready' AND ready_at < @unusedBefore AND channel IS NULL
                AND NOT EXISTS (SELECT 1 FROM file_uses WHERE file = files.id))`,
      ),
      leaving: db.prepare<[], { id: string }>(`SELECT id FROM files WHERE state = 'leaving'`),
      free: db.prepare<[string], unknown>('SELECT 1 FROM files WHERE id = ?'),
      renew: db.prepare(`UPDATE files SET created_at = ? WHERE id = ? AND state = 'awaiting'`),
      forget: db.prepare(`DELETE FROM files WHERE id = ? AND state = 'leaving'`),
    }
  }

  add(file: NewFile): AwaitingFile {
    this.sql.add.run({ ...file, opaque: file.opaque ? 1 : 0 })
    return { ...file, state: 'awaiting' }
  }

  find(id: string): FileRecord | null {
    const row = this.sql.find.get(id)
    return row ? recordOf(row) : null
  }

  /** Whether no row has the id: one that is let go of is found no more, and still there. */
  isFree(id: string): boolean {
    return this.sql.free.get(id) === undefined
  }

  /** More of its bytes came: from now on it is waited for as long as one that was just asked for. */
  renew(id: string, nowMs: number): void {
    this.sql.renew.run(nowMs, id)
  }

  /** @returns null when its bytes were there before, or it is gone */
  markReady(file: AwaitingFile, content: FileContent, nowMs: number): ReadyFile | null {
    const { type, bytes } = content
    const picture = content.picture ?? { width: null, height: null, placeholder: null, thumbBytes: null }
    const { changes } = this.sql.ready.run({ id: file.id, nowMs, type, bytes, ...picture })
    return changes === 0 ? null : { ...file, ...content, state: 'ready' }
  }

  usesOf(id: string): FileUse[] {
    return this.sql.uses.all(id).map((row) => ({ channel: row.channel as ChannelId, messageId: row.message_id }))
  }

  /**
   * Sets aside what was never finished, and what no message names. From then on nobody finds it; it is named again here
   * until {@link forget}, also after a crash.
   *
   * @returns ids
   */
  setAside(before: { unfinishedBefore: number; unusedBefore: number }): string[] {
    this.sql.leave.run(before)
    return this.sql.leaving.all().map((row) => row.id)
  }

  forget(id: string): void {
    this.sql.forget.run(id)
  }
}

function recordOf(row: Row): FileRecord {
  const announced: Announced = {
    id: row.id,
    owner: row.owner as UserId,
    name: row.name,
    declaredType: row.declared_type,
    declaredBytes: row.declared_bytes,
    opaque: row.opaque === 1,
    channel: row.channel as ChannelId | null,
    createdAtMs: row.created_at,
  }
  const { type, bytes, width, height, placeholder, thumb_bytes: thumbBytes } = row
  if (row.state !== 'ready' || type === null || bytes === null) return { ...announced, state: 'awaiting' }
  const isPicture = width !== null && height !== null && placeholder !== null && thumbBytes !== null
  const picture = isPicture ? { width, height, placeholder, thumbBytes } : null
  return { ...announced, state: 'ready', type, bytes, picture }
}
