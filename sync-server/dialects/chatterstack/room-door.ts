/** `/ws?room_id=...` (seed 003; docs/behaviour.md, CS5-CS10): who is let in, and what clients say. */
import { z } from 'zod'
import { CairnError } from '../../../schema/errors.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { setTyping } from '../../commands/set-typing.ts'
import { FieldError } from '../../http/field-error.ts'
import type { FrameFault, JsonSocket } from '../../http/json-socket.ts'
import type { JsonSockets } from '../../http/json-sockets.ts'
import { refuseUpgrade, type SocketDoor } from '../../http/upgrade.ts'
import type { Log } from '../../log.ts'
import type { MediaDeps } from '../../media/deps.ts'
import { BadRequest, describeError } from './errors.ts'
import { liveRooms } from './live-rooms.ts'
import { ownRoom } from './own-room.ts'
import { RoomSockets } from './room-sockets.ts'
import { idText, inRoom, sendMessage } from './schemas.ts'
import { sendInRoom } from './send-in-room.ts'

export interface RoomDoorDeps {
  readonly domain: CommandDeps
  readonly media: MediaDeps
  readonly sockets: JsonSockets
  readonly log: Log
}

/** Beside `/ws` itself, which without a room is another dialect's. */
export function chatterstackDoor(deps: RoomDoorDeps): SocketDoor {
  const rooms = new RoomSockets()
  deps.domain.onLive(liveRooms(deps, rooms))
  return {
    opens: (path, query) => path === '/ws' && query.has('room_id'),
    tokenParameters: ['access_token'],
    handleUpgrade(request, raw, head, identity) {
      if (!identity) return refuseUpgrade(raw, '401 Unauthorized')
      const own = roomsOf(deps.domain, identity.userId, request.url ?? '')
      if (!own) return refuseUpgrade(raw, '403 Forbidden')
      deps.sockets.accept(request, raw, head, identity, (socket) => {
        rooms.enter(socket, own)
        return {
          receive: (frame) => receive(deps, socket, frame),
          refused: (fault) => sayError(socket, FAULTS[fault]),
          gone: () => rooms.leave(socket),
        }
      })
    },
  }
}

const FAULTS = {
  malformed: 'This is no JSON object.',
  too_many: 'Too many frames in a minute.',
} satisfies Record<FrameFault, string>

/** null: one of them is not a room that the person is in. */
function roomsOf(domain: CommandDeps, userId: UserId, url: string): ChannelId[] | null {
  const ids = new URLSearchParams(url.split(/\?(.*)/s)[1]).getAll('room_id')
  try {
    return [...new Set(ids)].map((id) => ownRoom(domain, userId, idText.parse(id)).id)
  } catch (error) {
    if (error instanceof CairnError || error instanceof z.core.$ZodError) return null
    throw error
  }
}

const named = z.object({ event: z.string(), data: z.unknown() })

async function receive(deps: RoomDoorDeps, socket: JsonSocket, frame: unknown): Promise<void> {
  try {
    await handle(deps, socket.userId, parse(named, frame))
  } catch (thrown) {
    const { status, error } = describeError(thrown)
    if (status >= 500) deps.log.error({ err: thrown }, 'a frame failed')
    sayError(socket, error)
  }
}

/** What it brings about is told to everybody in the room, the sender too, when it has happened. */
async function handle(deps: RoomDoorDeps, userId: UserId, { event, data }: z.output<typeof named>): Promise<void> {
  const { domain } = deps
  switch (event) {
    case 'send_message': {
      const message = parse(sendMessage, data)
      await sendInRoom(deps, userId, ownRoom(domain, userId, message.room_id), message)
      return
    }
    case 'typing_start':
    case 'typing_stop': {
      const channel = ownRoom(domain, userId, parse(inRoom, data).room_id)
      return setTyping(domain, userId, { channel, isTyping: event === 'typing_start' })
    }
    default:
      throw new BadRequest('There is no such event.')
  }
}

function parse<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new FieldError(
    parsed.error.issues.map(({ path, message }) => ({ loc: ['data', ...path.map(String)], msg: message })),
  )
}

function sayError(socket: JsonSocket, error: string): void {
  socket.send({ event: 'error', data: { error } })
}
