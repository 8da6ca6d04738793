/**
 * A live document on the server: the Yjs document as accepted so far, its generation, who owns which client id, its
 * digest, and what was staged in the open transaction. Nothing staged leaves the server before the commit.
 */
import * as Y from 'yjs'
import { addRegister, digestOf, digestText, type Digest } from '../../schema/digest.ts'
import { ROOTS, type DocumentRef } from '../../schema/documents.ts'
import type { UserId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import type { Registers } from '../../schema/views.ts'
import type { StoredDocument } from '../storage/update-log.ts'
import { NarrowDoc } from './narrow-doc.ts'

export interface RoomOptions {
  readonly stored: StoredDocument | null
  readonly bindings: ReadonlyMap<number, number>
  readonly retired: ReadonlySet<number>
  /** For a document that is not stored yet. */
  readonly generation: string
  readonly serverClient: number
  /** Called at the first staged change of a transaction. */
  readonly onStaged: (room: Room) => void
}

export class Room implements Registers {
  readonly doc: NarrowDoc
  readonly rootNames = new Map<unknown, string>()
  readonly bindings: Map<number, number>
  readonly retired: ReadonlySet<number>
  readonly generation: string
  readonly serverClient: number
  /** Whether the document has rows; set at its first commit. */
  isStored: boolean
  began: number
  floor: number
  head: number
  tailRows: number
  /** Minimal V1 updates of the open transaction, in order. */
  staged: Uint8Array[] = []
  private isGathering = false
  private readonly onStaged: (room: Room) => void
  private readonly digest: Digest
  private readonly maps = new Map<string, Y.Map<Json>>()

  constructor(
    readonly ref: DocumentRef,
    options: RoomOptions,
  ) {
    // The stored bytes are not held on to: the document has them.
    const { stored } = options
    this.onStaged = options.onStaged
    this.doc = new NarrowDoc(ref.name)
    for (const root of ROOTS[ref.kind]) {
      const map = this.doc.getMap<Json>(root)
      this.maps.set(root, map)
      this.rootNames.set(map, root)
    }
    // One transaction: each goes through all client ids there are, and a row has one of its own as a rule.
    this.doc.transact(() => stored?.updates.forEach((update) => Y.applyUpdate(this.doc, update)))
    this.generation = stored?.generation ?? options.generation
    this.serverClient = stored?.serverClient ?? options.serverClient
    this.doc.clientID = this.serverClient
    this.isStored = stored !== null
    this.began = stored?.began ?? 0
    this.floor = stored?.floor ?? 0
    this.head = stored?.head ?? 0
    this.tailRows = stored?.tailRows ?? 0
    this.bindings = new Map(options.bindings)
    this.retired = options.retired
    this.digest = digestOf(this.doc, ROOTS[ref.kind])
    for (const [root, map] of this.maps) map.observe((event) => this.follow(root, map, event))
    this.doc.on('update', (update: Uint8Array) => this.stage(update))
  }

  get name(): string {
    return this.ref.name
  }

  get(root: string, key: string): Json | undefined {
    return this.maps.get(root)?.get(key)
  }

  entries(root: string): Iterable<readonly [string, Json]> {
    return this.maps.get(root)?.entries() ?? []
  }

  size(root: string): number {
    return this.maps.get(root)?.size ?? 0
  }

  /** One Yjs transaction, whose update is staged. The server's own writes go through `put` inside of it. */
  transact(change: () => void): void {
    this.doc.narrow(change, 'admission')
  }

  /** The same around several jobs of a group: what they do is staged as one update when `jobs` returns. */
  gather(jobs: () => void): void {
    this.isGathering = true
    try {
      this.transact(jobs)
    } finally {
      this.isGathering = false
    }
  }

  /** Whether the document may hold what is in no row yet. */
  get hasChanges(): boolean {
    return this.isGathering || this.staged.length > 0
  }

  /** Merges a checked update; `clients` are those of its new structs. To be called inside `transact`. */
  merge(update: Uint8Array, clients: Iterable<number>): void {
    for (const client of clients) this.doc.touch(client)
    this.doc.transact((transaction) => {
      Y.applyUpdate(this.doc, update, 'admission')
      // Yjs calls the transaction remote now, and would take the server's own writes in it for a stolen client id.
      transaction.local = true
    })
  }

  /** Writes a register under the server's id; undefined removes it. To be called inside `transact`. */
  put(root: string, key: string, value: Json | undefined): void {
    const map = this.maps.get(root) as Y.Map<Json>
    if (value === undefined) map.delete(key)
    else map.set(key, value)
  }

  digestText(): string {
    return digestText(this.digest)
  }

  /** Whether Yjs keeps something back for want of what came before: a defect of the inspection. */
  hasPending(): boolean {
    return this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null
  }

  /** The staged changes as one update, or null. Forgets them. */
  takeStaged(): Uint8Array | null {
    const staged = this.staged
    this.staged = []
    if (staged.length <= 1) return staged[0] ?? null
    return Y.mergeUpdates(staged)
  }

  /** Who may be told of awareness states: the user that a client id is bound to. */
  ownerOf(client: number): UserId | null {
    return (this.bindings.get(client) as UserId | undefined) ?? null
  }

  destroy(): void {
    this.doc.destroy()
  }

  private stage(update: Uint8Array): void {
    if (this.staged.length === 0) this.onStaged(this)
    this.staged.push(update)
  }

  private follow(root: string, map: Y.Map<Json>, event: Y.YMapEvent<Json>): void {
    for (const [key, change] of event.changes.keys) {
      if (change.action !== 'add') addRegister(this.digest, -1, root, key, change.oldValue)
      if (change.action !== 'delete') addRegister(this.digest, 1, root, key, map.get(key))
    }
  }
}
