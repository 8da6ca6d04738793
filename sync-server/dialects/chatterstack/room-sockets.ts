/** Which open sockets hear which room. Who is still a member, is asked at each event (docs/behaviour.md, CS8). */
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import type { JsonSocket } from '../../http/json-socket.ts'

const NOBODY: ReadonlySet<JsonSocket> = new Set()

export class RoomSockets {
  private readonly byRoom = new Map<ChannelId, Set<JsonSocket>>()
  private readonly byPerson = new Map<UserId, Set<JsonSocket>>()

  enter(socket: JsonSocket, rooms: Iterable<ChannelId>): void {
    put(this.byPerson, socket.userId, socket)
    for (const room of rooms) this.join(socket, room)
  }

  join(socket: JsonSocket, room: ChannelId): void {
    put(this.byRoom, room, socket)
  }

  /** The socket is gone. */
  leave(socket: JsonSocket): void {
    take(this.byPerson, socket.userId, socket)
    for (const room of this.byRoom.keys()) take(this.byRoom, room, socket)
  }

  /** The person is in the room no more. */
  shutOut(userId: UserId, room: ChannelId): void {
    for (const socket of this.of(userId)) take(this.byRoom, room, socket)
  }

  /** The room is no more. */
  close(room: ChannelId): void {
    this.byRoom.delete(room)
  }

  in(room: ChannelId): ReadonlySet<JsonSocket> {
    return this.byRoom.get(room) ?? NOBODY
  }

  of(userId: UserId): ReadonlySet<JsonSocket> {
    return this.byPerson.get(userId) ?? NOBODY
  }

  people(): Iterable<UserId> {
    return this.byPerson.keys()
  }

  get isEmpty(): boolean {
    return this.byPerson.size === 0
  }
}

function put<K>(sets: Map<K, Set<JsonSocket>>, key: K, socket: JsonSocket): void {
  const set = sets.get(key)
  if (set) set.add(socket)
  else sets.set(key, new Set([socket]))
}

function take<K>(sets: Map<K, Set<JsonSocket>>, key: K, socket: JsonSocket): void {
  const set = sets.get(key)
  set?.delete(socket)
  if (set?.size === 0) sets.delete(key)
}
