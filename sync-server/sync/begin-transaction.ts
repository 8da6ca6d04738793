/** Opens the transaction that the jobs of one commit work in: documents, tables, and one moment of the clock for all of them. */
import type { UserId } from '../../schema/ids.ts'
import type { World } from '../../schema/views.ts'
import type { ChannelTables } from '../storage/channel-tables.ts'
import type { PersonTables } from '../storage/person-tables.ts'
import type { UpdateLog } from '../storage/update-log.ts'
import { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
import type { CommitOutcome, Transaction } from './transaction.ts'

export interface TransactionDeps {
  readonly log: UpdateLog
  readonly tables: ChannelTables
  readonly people: PersonTables
  readonly rooms: Rooms
  readonly now: () => number
  /** A ULID on the server's clock. */
  readonly newId: () => string
  readonly worldAt: (nowMs: number) => World
}

export function transactions(deps: TransactionDeps): (outcome: CommitOutcome) => Transaction {
  const { log, tables, people, rooms, now, newId, worldAt } = deps
  return ({ events, live }) => {
    const nowMs = now()
    return {
      log,
      tables,
      people,
      world: worldAt(nowMs),
      nowMs,
      events,
      live,
      room: (name) => rooms.get(name),
      newId,
      bind(room: Room, client: number, userId: UserId) {
        if (room.bindings.has(client)) return
        rooms.unsure.add(room)
        room.bindings.set(client, userId)
        log.clients.bind(room.name, client, userId)
      },
      keepEmpty(room: Room) {
        if (room.isStored) return
        rooms.unsure.add(room)
        log.beginGeneration(room.name, room.generation, room.serverClient)
        room.isStored = true
        room.began = room.head = log.head().position + 1
      },
      beginGeneration(room: Room): Room {
        log.clients.retire(room.name, room.serverClient)
        const next = new Room(room.ref, {
          stored: null,
          bindings: new Map(),
          retired: new Set([...room.retired, room.serverClient]),
          generation: rooms.newGeneration(),
          serverClient: rooms.newClient(),
          onStaged: (staged) => rooms.staged.add(staged),
        })
        rooms.replace(room, next)
        return next
      },
    }
  }
}
