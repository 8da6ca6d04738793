/**
 * The durable log of updates: dense positions in commit order, a running hash over all rows, a checksum on each,
 * and one snapshot a document. One writer; every change belongs to the open transaction (docs/behaviour.md, LG1-LG7).
 */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Database, Statement } from 'better-sqlite3'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import { ClientTables } from './client-tables.ts'
import { CounterTable } from './counter-table.ts'

/** A place in the log. `chain` is the hash over all rows up to it; ('' at position 0). */
export interface Head {
  readonly position: number
  readonly chain: string
}

export interface StoredDocument {
  readonly generation: string
  /** Position of the generation's first row. */
  readonly began: number
  /** The client id under which the server writes in this generation. */
  readonly serverClient: number
  /** Position of the last row. */
  readonly head: number
  /** Everything up to here is in the snapshot and no longer in rows. 0 = no snapshot. */
  readonly floor: number
  /** The snapshot, if any, then the rows after it: V1 updates, to be applied one by one. */
  readonly updates: readonly Uint8Array[]
  readonly tailRows: number
}

interface DocumentRow {
  generation: string
  began: number
  server_client: number
  head: number
  floor: number
  tail_rows: number
}

const CHAIN_CHARS = 12

function nextChain(chain: string, doc: string, bytes: Uint8Array): string {
  return createHash('sha256').update(`${chain}\n${doc}\n`).update(bytes).digest('base64url').slice(0, CHAIN_CHARS)
}

export class UpdateLog {
  private current: Head
  private committed: Head
  /** Integer ids that were given out. */
  readonly counters: CounterTable
  /** Who writes under which client id. */
  readonly clients: ClientTables
  private readonly sql: Record<string, Statement>

  constructor(private readonly db: Database) {
    this.counters = new CounterTable(db)
    this.clients = new ClientTables(db)
    const prepare = (text: string) => db.prepare(text)
    this.sql = {
      begin: prepare('BEGIN IMMEDIATE'),
      commit: prepare('COMMIT'),
      rollback: prepare('ROLLBACK'),
      head: prepare('SELECT position, chain FROM log ORDER BY position DESC LIMIT 1'),
      append: prepare(
        'INSERT INTO log (position, doc, generation, bytes, crc, chain, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ),
      touch: prepare(
        'UPDATE documents SET head = ?, tail_rows = tail_rows + 1, tail_bytes = tail_bytes + ? WHERE name = ?',
      ),
      create: prepare(
        'INSERT INTO documents VALUES (?, ?, ?, ?, ?, 0, 0, 0) ON CONFLICT (name) DO UPDATE SET generation = excluded.generation, began = excluded.began, server_client = excluded.server_client, head = excluded.head, floor = 0, tail_rows = 0, tail_bytes = 0',
      ),
      document: prepare(
        'SELECT generation, began, server_client, head, floor, tail_rows FROM documents WHERE name = ?',
      ),
      rows: prepare('SELECT position, bytes, crc FROM log WHERE doc = ? AND position > ? ORDER BY position'),
      chainAt: prepare('SELECT chain FROM log WHERE position = ?'),
      changed: prepare('SELECT name, generation, head FROM documents WHERE head > ?'),
      headOf: prepare('SELECT head FROM documents WHERE name = ?'),
      names: prepare('SELECT name FROM documents'),
      raiseFloor: prepare('UPDATE documents SET floor = head, tail_rows = 0, tail_bytes = 0 WHERE name = ?'),
      snapshot: prepare('SELECT bytes, crc FROM snapshots WHERE doc = ?'),
      putSnapshot: prepare('INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?)'),
      dropSnapshot: prepare('DELETE FROM snapshots WHERE doc = ?'),
      drop: prepare('UPDATE log SET bytes = NULL WHERE doc = ? AND position <= ? AND bytes IS NOT NULL'),
    }
    this.committed = this.current = (this.sql.head?.get() as Head | undefined) ?? { position: 0, chain: '' }
  }

  /** Where the log is, the open transaction included. */
  head(): Head {
    return this.current
  }

  begin(): void {
    this.run('begin')
  }

  /** Flushes to disk; nothing may be told to anyone before it returns. Throws when the disk fails: then nothing holds. */
  commit(): void {
    this.counters.write()
    this.clients.write()
    this.run('commit')
    this.forgetOpen()
    this.committed = this.current
  }

  rollback(): void {
    if (this.db.inTransaction) this.run('rollback')
    this.forgetOpen()
    this.current = this.committed
  }

  /** Logs a start of the server with a nonce, so that two copies of one log differ from here on. */
  appendStart(nonce: Uint8Array, atMs: number): void {
    this.appendRow('', '', nonce, atMs)
  }

  /** @returns the row's position */
  append(doc: string, generation: string, bytes: Uint8Array, atMs: number): number {
    const position = this.appendRow(doc, generation, bytes, atMs)
    this.run('touch', position, bytes.length, doc)
    return position
  }

  /** Opens a document's first or next generation; its first row is the next one appended. */
  beginGeneration(doc: string, generation: string, serverClient: number): void {
    const began = this.current.position + 1
    this.run('drop', doc, began)
    this.run('dropSnapshot', doc)
    this.run('create', doc, generation, began, serverClient, began)
  }

  /** @throws CairnError storage_failed when a checksum differs */
  load(doc: string): StoredDocument | null {
    const row = this.sql.document?.get(doc) as DocumentRow | undefined
    if (!row) return null
    const updates: Uint8Array[] = []
    const snapshot = this.sql.snapshot?.get(doc) as { bytes: Uint8Array; crc: number } | undefined
    if (snapshot) {
      if (crc32(snapshot.bytes) !== snapshot.crc)
        throw new CairnError(ErrorCode.StorageFailed, `snapshot of ${doc} is damaged`)
      updates.push(snapshot.bytes)
    }
    updates.push(...this.rowsSince(doc, Math.max(row.floor, row.began - 1)))
    const { generation, began, head, floor } = row
    return { generation, began, serverClient: row.server_client, head, floor, updates, tailRows: row.tail_rows }
  }

  /** A document's rows after `position`, in order. Meaningful from its floor on. */
  rowsSince(doc: string, position: number): Uint8Array[] {
    const rows = this.sql.rows?.all(doc, position) as { position: number; bytes: Uint8Array | null; crc: number }[]
    const updates: Uint8Array[] = []
    for (const row of rows) {
      if (!row.bytes) continue
      if (crc32(row.bytes) !== row.crc)
        throw new CairnError(ErrorCode.StorageFailed, `log row ${row.position} is damaged`)
      updates.push(row.bytes)
    }
    return updates
  }

  /** The hash at a position, '' at 0, null when the log has no such row. */
  chainAt(position: number): string | null {
    if (position === 0) return ''
    return (this.sql.chainAt?.get(position) as { chain: string } | undefined)?.chain ?? null
  }

  /** Position of a document's last row; 0 when it has none. */
  headOf(doc: string): number {
    return (this.sql.headOf?.get(doc) as { head: number } | undefined)?.head ?? 0
  }

  /** Documents with rows after `position`. */
  changedSince(position: number): { readonly name: string; readonly generation: string; readonly head: number }[] {
    return this.sql.changed?.all(position) as { name: string; generation: string; head: number }[]
  }

  documentNames(): string[] {
    return (this.sql.names?.all() as { name: string }[]).map((row) => row.name)
  }

  /** Puts the document's whole state in place of its rows. Positions and hashes stay; floor becomes its head. */
  compact(doc: string, state: Uint8Array): void {
    this.run('putSnapshot', doc, state, crc32(state))
    this.run('raiseFloor', doc)
    const row = this.sql.document?.get(doc) as DocumentRow
    this.run('drop', doc, row.floor)
  }

  private appendRow(doc: string, generation: string, bytes: Uint8Array, atMs: number): number {
    const position = this.current.position + 1
    const chain = nextChain(this.current.chain, doc, bytes)
    this.run('append', position, doc, generation, bytes, crc32(bytes), chain, atMs)
    this.current = { position, chain }
    return position
  }

  private forgetOpen(): void {
    this.counters.forget()
    this.clients.forget()
  }

  private run(name: string, ...values: unknown[]): void {
    this.sql[name]?.run(...values)
  }
}
