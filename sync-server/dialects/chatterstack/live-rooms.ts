/**
 * What became true for others, told to the sockets of a room in its order (docs/behaviour.md, CS6-CS9). A frame is made
 * once for everybody in the room; only where the viewer makes a difference it is made for each person. What one turn brings
 * for a room is written to a socket at once.
 */
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { isPutAway } from '../../access/find-message.ts'
import { jsonFrame, joinFrames, type JsonFrame } from '../../http/json-frame.ts'
import { audienceOf } from '../../live/audience.ts'
import type { LiveEvent, LiveListener } from '../../live/live-events.ts'
import type { Log } from '../../log.ts'
import type { StoredMessage } from '../../queries/message-view.ts'
import { readChats } from '../../queries/read-chats.ts'
import { isRoom } from './own-room.ts'
import { presentRoom } from './present.ts'
import { presentForAll, presentNow, presentOne, type PresentDeps } from './present-message.ts'
import type { MessageRead } from './schemas.ts'
import type { RoomSockets } from './room-sockets.ts'

type RoomEvent = Extract<LiveEvent, { channelId: ChannelId }>
type MessageEvent = Extract<LiveEvent, { kind: 'message-posted' | 'message-edited' | 'message-deleted' }>

export interface LiveDeps extends PresentDeps {
  readonly log: Log
}

export function liveRooms(deps: LiveDeps, rooms: RoomSockets): LiveListener {
  /** Rooms in which something waits for the addresses of files; what comes after it waits too. */
  const waiting = new Map<ChannelId, Promise<void>>()

  return (events) => {
    if (rooms.isEmpty) return
    for (const [room, own] of byRoom(events)) {
      const before = waiting.get(room)
      const work = before ? before.then(() => tell(deps, rooms, room, own)) : tell(deps, rooms, room, own)
      if (!work) continue
      const settled: Promise<void> = work
        .catch((error: unknown) => deps.log.error({ err: error }, 'a live event failed'))
        .finally(() => {
          if (waiting.get(room) === settled) waiting.delete(room)
        })
      waiting.set(room, settled)
    }
  }
}

function byRoom(events: readonly LiveEvent[]): Map<ChannelId, RoomEvent[]> {
  const found = new Map<ChannelId, RoomEvent[]>()
  for (const event of events) {
    if (!('channelId' in event)) continue
    const own = found.get(event.channelId)
    if (own) own.push(event)
    else found.set(event.channelId, [event])
  }
  return found
}

/** @returns a promise where files have to be addressed first */
function tell(
  deps: LiveDeps,
  rooms: RoomSockets,
  room: ChannelId,
  events: readonly RoomEvent[],
): Promise<void> | undefined {
  let shared: JsonFrame[] = []
  const flush = (event: RoomEvent) => {
    if (shared.length === 0) return
    const joined = joinFrames(shared)
    shared = []
    for (const socket of audience(deps, rooms, event)) socket.write(joined)
  }
  for (const [at, event] of events.entries()) {
    const frame = frameForAll(deps, rooms, event)
    if (frame === 'none') continue
    if (frame !== 'each') {
      shared.push(frame)
      continue
    }
    flush(event)
    const work = tellEach(deps, rooms, event)
    if (work) return work.then(() => tell(deps, rooms, room, events.slice(at + 1)))
  }
  const last = events.at(-1)
  if (last) flush(last)
  return undefined
}

function* audience({ domain }: LiveDeps, rooms: RoomSockets, event: RoomEvent) {
  const hears = audienceOf(domain.world(), event)
  for (const socket of rooms.in(event.channelId)) if (hears(socket.userId)) yield socket
}

/** `each`: it differs by person, or moves people in and out of the room. */
function frameForAll(deps: LiveDeps, rooms: RoomSockets, event: RoomEvent): JsonFrame | 'each' | 'none' {
  if (MOVES.has(event.kind)) return 'each'
  if (rooms.in(event.channelId).size === 0) return 'none'
  switch (event.kind) {
    case 'typing-changed':
      return 'each'
    case 'message-posted': {
      const message = messageOf(deps, event)
      if (!message || message.deletedAt !== null) return 'none'
      const shown = presentForAll(deps, message)
      return shown ? jsonFrame({ event: 'receive_message', data: shown }) : 'each'
    }
    case 'message-edited':
      return 'each'
    case 'message-deleted': {
      const message = messageOf(deps, event)
      if (!message) return 'none'
      const data = { id: String(message.id), room_id: roomId(deps, event.channelId) }
      return jsonFrame({ event: 'message_deleted', data })
    }
    default:
      return 'none'
  }
}

const MOVES: ReadonlySet<LiveEvent['kind']> = new Set(['channel-founded', 'channel-deleted', 'member-changed'])

function tellEach(deps: LiveDeps, rooms: RoomSockets, event: RoomEvent): Promise<void> | undefined {
  switch (event.kind) {
    case 'message-posted':
    case 'message-edited':
      return tellMessage(deps, rooms, event)
    case 'typing-changed': {
      const data = { room_id: roomId(deps, event.channelId), user_id: String(event.userId) }
      const frame = jsonFrame({ event: event.isTyping ? 'typing_start' : 'typing_stop', data })
      for (const socket of audience(deps, rooms, event)) if (socket.userId !== event.userId) socket.write(frame)
      return undefined
    }
    case 'channel-founded': {
      const hears = audienceOf(deps.domain.world(), event)
      for (const userId of rooms.people()) if (hears(userId)) letIn(deps, rooms, event.channelId, userId)
      return undefined
    }
    case 'member-changed':
      if (event.role === 'none') rooms.shutOut(event.userId, event.channelId)
      else if (event.before === 'none') letIn(deps, rooms, event.channelId, event.userId)
      return undefined
    case 'channel-deleted':
      rooms.close(event.channelId)
      return undefined
    default:
      return undefined
  }
}

/** Whoever comes into a room hears it from now on, on each of their sockets. */
function letIn({ domain }: LiveDeps, rooms: RoomSockets, room: ChannelId, userId: UserId): void {
  const sockets = rooms.of(userId)
  const chat = sockets.size > 0 ? readChats(domain, userId).view(room) : null
  if (!chat || chat.role === 'none' || !isRoom(chat)) return
  const frame = jsonFrame({ event: 'room_added', data: presentRoom(chat) })
  for (const socket of sockets) {
    rooms.join(socket, room)
    socket.write(frame)
  }
}

/** Made once for each person, however many sockets they have. */
function tellMessage(deps: LiveDeps, rooms: RoomSockets, event: MessageEvent): Promise<void> | undefined {
  const message = messageOf(deps, event)
  if (!message || message.deletedAt !== null) return undefined
  const name = event.kind === 'message-posted' ? 'receive_message' : 'message_updated'
  const forAll = presentForAll(deps, message)
  const frameForAll = forAll && jsonFrame({ event: name, data: forAll })
  const world = deps.domain.world()
  const hears = audienceOf(world, event)
  const people = new Set([...rooms.in(event.channelId)].map(({ userId }) => userId))
  const readers = [...people].filter((userId) => hears(userId) && !isPutAway(world, userId, message))
  const send = (userId: UserId, shown: MessageRead | null) => {
    const frame = frameForAll ?? jsonFrame({ event: name, data: shown as MessageRead })
    for (const socket of rooms.of(userId)) if (rooms.in(event.channelId).has(socket)) socket.write(frame)
  }
  if (message.files.length === 0) {
    for (const userId of readers) send(userId, frameForAll ? null : presentNow(deps, userId, message))
    return undefined
  }
  const made = readers.map(async (userId) => [userId, await presentOne(deps, userId, message)] as const)
  return Promise.all(made).then((all) => {
    // While addresses were signed, somebody may have been removed.
    const stillHears = audienceOf(deps.domain.world(), event)
    for (const [userId, shown] of all) if (stillHears(userId)) send(userId, shown)
  })
}

/** null: the server's own, which this dialect does not show. */
function messageOf({ domain }: LiveDeps, { channelId, messageId }: MessageEvent): StoredMessage | null {
  const message = domain.messages.find(channelId, messageId)
  return message?.type === 'system' ? null : message
}

function roomId({ domain }: LiveDeps, channelId: ChannelId): string {
  return String(domain.channels.channel(channelId)?.num ?? 0)
}
