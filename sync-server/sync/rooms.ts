/** Every live document: loaded at first use, discarded when a commit failed, evicted when nobody needs it. */
import { parseDocumentName, type DocumentRef } from '../../schema/documents.ts'
import type { UpdateLog } from '../storage/update-log.ts'
import { Room } from './room.ts'

/** Rooms kept in memory that no socket listens to. */
const MAX_IDLE_ROOMS = 256

export class Rooms {
  private readonly live = new Map<string, Room>()
  /** Rooms with staged changes in the open transaction. */
  readonly staged = new Set<Room>()
  /** Rooms that got bindings in the open transaction. */
  readonly unsure = new Set<Room>()

  constructor(
    private readonly log: UpdateLog,
    private readonly random: () => number,
  ) {}

  /** @throws CairnError storage_failed when a stored row is damaged; RangeError for no document name */
  get(name: string): Room {
    const found = this.live.get(name)
    if (found) return found
    const ref = parseDocumentName(name)
    if (!ref) throw new RangeError('not a document name')
    const room = this.build(ref)
    this.live.set(name, room)
    return room
  }

  peek(name: string): Room | undefined {
    return this.live.get(name)
  }

  /** Forgets the in-memory copy: what is stored is what holds. */
  discard(room: Room): void {
    room.destroy()
    this.staged.delete(room)
    if (this.live.get(room.name) === room) this.live.delete(room.name)
  }

  discardStaged(): void {
    for (const room of [...this.staged]) this.discard(room)
  }

  /** Discards a document by name. */
  forget(name: string): void {
    const room = this.live.get(name)
    if (room) this.discard(room)
  }

  /** After a failed transaction: rooms whose bindings may be newer than the table. */
  forgetUnsure(): void {
    for (const room of this.unsure) this.discard(room)
    this.unsure.clear()
  }

  /** A row of the document was committed. */
  settle(name: string, position: number): void {
    const room = this.live.get(name)
    if (!room) return
    if (!room.isStored) room.began = position
    room.isStored = true
    room.head = position
    room.tailRows++
  }

  /** Puts a document's next generation in place of its room. */
  replace(room: Room, next: Room): void {
    room.destroy()
    this.staged.delete(room)
    this.live.set(next.name, next)
  }

  build(ref: DocumentRef): Room {
    return new Room(ref, {
      stored: this.log.load(ref.name),
      bindings: this.log.clients.bindings(ref.name),
      retired: this.log.clients.retired(ref.name),
      generation: this.newGeneration(),
      serverClient: this.newClient(),
      onStaged: (room) => this.staged.add(room),
    })
  }

  /** Forgets the oldest rooms that `isNeeded` does not name, above a bound. */
  evict(isNeeded: (name: string) => boolean): void {
    let excess = this.live.size - MAX_IDLE_ROOMS
    if (excess <= 0) return
    for (const [name, room] of this.live) {
      if (excess <= 0) return
      if (isNeeded(name) || room.staged.length > 0) continue
      this.discard(room)
      excess--
    }
  }

  newGeneration(): string {
    return Math.floor(this.random() * 0xffffffffffff).toString(36)
  }

  newClient(): number {
    return Math.floor(this.random() * 0xffffffff)
  }
}
