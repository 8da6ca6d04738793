/** Which user writes under which Yjs client id of a document, and the server's own ids of earlier generations (docs/behaviour.md, LG1-LG7). */
import type { Database } from 'better-sqlite3'

interface BindingRow {
  readonly client: number
  readonly user_id: number
  /** JSON: further clients and users in turn, bound by the same commit. */
  readonly more: string | null
}

export class ClientTables {
  private readonly sql
  /** Bound in the open transaction, by document: clients and users in turn. One row for all of them touches one page. */
  private readonly bound = new Map<string, number[]>()

  constructor(db: Database) {
    this.sql = {
      bindings: db.prepare<[string], BindingRow>('SELECT client, user_id, more FROM bindings WHERE doc = ?'),
      bind: db.prepare('INSERT OR IGNORE INTO bindings VALUES (?, ?, ?, ?)'),
      unbind: db.prepare('DELETE FROM bindings WHERE doc = ?'),
      retired: db.prepare<[string], { client: number }>('SELECT client FROM retired_clients WHERE doc = ?'),
      retire: db.prepare('INSERT OR IGNORE INTO retired_clients VALUES (?, ?)'),
    }
  }

  /** Client id -> user id, as committed. */
  bindings(doc: string): Map<number, number> {
    const bindings = new Map<number, number>()
    for (const { client, user_id, more } of this.sql.bindings.all(doc)) {
      bindings.set(client, user_id)
      const list = more === null ? [] : (JSON.parse(more) as number[])
      for (let i = 0; i < list.length; i += 2) bindings.set(list[i] as number, list[i + 1] as number)
    }
    return bindings
  }

  /** To be told once of each client; in the tables with the commit. */
  bind(doc: string, client: number, userId: number): void {
    const bound = this.bound.get(doc)
    if (bound) bound.push(client, userId)
    else this.bound.set(doc, [client, userId])
  }

  retired(doc: string): Set<number> {
    return new Set(this.sql.retired.all(doc).map((row) => row.client))
  }

  /** Keeps an old generation's server id, by which its clients are recognised, and forgets its bindings. */
  retire(doc: string, serverClient: number): void {
    this.bound.delete(doc)
    this.sql.retire.run(doc, serverClient)
    this.sql.unbind.run(doc)
  }

  /** At the end of the open transaction. */
  write(): void {
    for (const [doc, [client, user, ...more]] of this.bound)
      this.sql.bind.run(doc, client, user, more.length > 0 ? JSON.stringify(more) : null)
  }

  forget(): void {
    this.bound.clear()
  }
}
