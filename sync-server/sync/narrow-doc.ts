/**
 * A Yjs document whose transactions look only at the clients that they change. Yjs goes through all clients there are five
 * times a transaction; each of our updates has a client id of its own, so a volume has up to a thousand of them, and that was
 * a third of the time of a message that comes alone (docs/decisions/0010-the-hot-path.md). What comes out is the same, byte for byte:
 * tests/sync-server/sync/narrow-doc.test.ts. Source: yjs 13.6.33, Transaction and cleanupTransactions.
 */
import * as Y from 'yjs'

type Structs = (Y.Item | Y.GC)[]

/** Of the document's struct store. */
class Clients extends Map<number, Structs> {
  /** While set, these stand for all. */
  only: StateBefore | null = null

  override forEach(callback: (structs: Structs, client: number, map: Map<number, Structs>) => void): void {
    if (!this.only) return super.forEach(callback)
    for (const client of this.only.keys()) {
      const structs = this.get(client)
      if (structs) callback(structs, client, this)
    }
  }
}

/** The clocks before a transaction: noted of the clients that it changes, and unchanged of the others. */
class StateBefore extends Map<number, number> {
  constructor(private readonly store: Y.Doc['store']) {
    super()
  }

  override get(client: number): number {
    return super.get(client) ?? Y.getState(this.store, client)
  }
}

export class NarrowDoc extends Y.Doc {
  private readonly known = new Clients()
  /** Of the open narrow transaction. */
  private before: StateBefore | null = null

  constructor(name: string) {
    // A random name would be made of 33 random numbers, and is no matter.
    super({ guid: name })
    this.store.clients = this.known
    this.on('beforeTransaction', (transaction) => {
      if (!this.before) return
      transaction.beforeState = this.before
      this.known.only = null
    })
    // Between these, whatever observes the document meets it whole.
    this.on('beforeObserverCalls', () => (this.known.only = null))
    this.on('afterTransactionCleanup', () => (this.known.only = this.before))
  }

  /** A transaction that changes structs of its own client and of those that are told of by `touch`, and of no other. */
  narrow(change: () => void, origin: string): void {
    if (this.before) return this.transact(change, origin)
    const before = (this.before = new StateBefore(this.store))
    this.touch(this.clientID)
    this.known.only = before
    try {
      this.transact(() => {
        try {
          change()
        } finally {
          this.known.only = before
        }
      }, origin)
    } finally {
      this.known.only = this.before = null
    }
  }

  /** To be told inside of `narrow`, before the client's structs are merged. */
  touch(client: number): void {
    if (this.before && !this.before.has(client)) this.before.set(client, Y.getState(this.store, client))
  }
}
