/** `/ws` (seed 004; docs/behaviour.md, EN6-EN16): the sockets of this dialect, what they say, and what they hear. */
import { ErrorCode } from '../../../schema/errors.ts'
import { savedChannelId, type UserId } from '../../../schema/ids.ts'
import type { Presence } from '../../../schema/protocol/downstream.ts'
import type { FrameFault, JsonSocket, JsonSocketHandlers } from '../../http/json-socket.ts'
import type { JsonSockets } from '../../http/json-sockets.ts'
import { jsonFrame } from '../../http/json-frame.ts'
import { refuseUpgrade, type SocketDoor } from '../../http/upgrade.ts'
import { hears } from '../../live/audience.ts'
import type { LiveEvent } from '../../live/live-events.ts'
import type { Log } from '../../log.ts'
import { CLIENT_FRAMES, type FrameDeps } from './client-frames.ts'
import { describeError } from './errors.ts'
import { framesOf } from './live-frames.ts'
import { init, tagged } from './schemas/frames.ts'
import { WatchedPeople } from './watched-people.ts'

export interface SocketDeps extends FrameDeps {
  readonly sockets: JsonSockets
  readonly log: Log
}

interface Client {
  readonly socket: JsonSocket
  readonly watched: WatchedPeople
}

export function envelopeDoor(deps: SocketDeps): SocketDoor {
  const clients = new Map<UserId, Set<Client>>()
  deps.domain.onLive((events) => {
    if (clients.size > 0) for (const event of events) tell(deps, clients, event)
  })
  return {
    opens: (path, query) => path === '/ws' && !query.has('room_id'),
    handleUpgrade(request, raw, head, identity) {
      if (!identity) return refuseUpgrade(raw, '401 Unauthorized')
      deps.sockets.accept(request, raw, head, identity, (socket) => enter(deps, clients, socket))
    },
  }
}

function enter(deps: SocketDeps, clients: Map<UserId, Set<Client>>, socket: JsonSocket): JsonSocketHandlers {
  const { userId } = socket
  const client: Client = { socket, watched: new WatchedPeople() }
  clients.set(userId, (clients.get(userId) ?? new Set()).add(client))
  return {
    receive: (frame) => receive(deps, client, frame),
    refused: (fault) => socket.send({ type: 'error', ...FAULTS[fault] }),
    gone() {
      const own = clients.get(userId)
      own?.delete(client)
      if (own?.size === 0) clients.delete(userId)
    },
  }
}

const FAULTS = {
  malformed: { error: 'This is no JSON object.', code: ErrorCode.Invalid },
  too_many: { error: 'Too many frames in a minute.', code: ErrorCode.Rate },
} satisfies Record<FrameFault, object>

async function receive(deps: SocketDeps, { socket, watched }: Client, frame: Readonly<Record<string, unknown>>) {
  const { name, fields } = untag(frame)
  const { client_message_id: clientMessageId } = fields
  const about = { event: name, ...(typeof clientMessageId === 'string' ? { client_message_id: clientMessageId } : {}) }
  try {
    if (name === 'init') return watch(deps, socket, watched, fields, about)
    const handle = name === null ? undefined : CLIENT_FRAMES.get(name)
    if (!handle) return socket.send({ type: 'error', ...about, error: 'No such event.', code: ErrorCode.Invalid })
    const outcome = await handle(deps, socket.userId, fields)
    socket.send({ type: 'ok', ...about, ...outcome })
  } catch (error) {
    const { status, body, retryAfterSeconds } = describeError(error)
    if (status >= 500) deps.log.error({ err: error, event: name }, 'a frame failed')
    const retry = retryAfterSeconds === undefined ? {} : { retry_after: retryAfterSeconds }
    socket.send({ type: 'error', ...about, ...body, ...retry })
  }
}

/** Flat, or in `data`. */
function untag(frame: Readonly<Record<string, unknown>>): { name: string | null; fields: Record<string, unknown> } {
  const parsed = tagged.safeParse(frame)
  if (!parsed.success) return { name: null, fields: {} }
  if ('type' in parsed.data) return { name: parsed.data.type, fields: { ...frame } }
  return { name: parsed.data.event, fields: { ...parsed.data.data } }
}

/** Those who are online are told right after the `ok`. */
function watch(deps: SocketDeps, socket: JsonSocket, watched: WatchedPeople, fields: unknown, about: object): void {
  const parsed = init.safeParse(fields)
  if (!parsed.success)
    return socket.send({ type: 'error', ...about, error: 'contacts: a list of ids', code: ErrorCode.Invalid })
  const { userId } = socket
  const world = deps.domain.world()
  const presenceOf = (person: UserId): Presence => {
    const state = deps.domain.presenceOf(person)
    const isKnown = state !== 'offline' && hears(world, userId, { kind: 'presence-changed', userId: person, state })
    return isKnown ? state : 'offline'
  }
  const online = watched.watch(parsed.data.contacts as UserId[], presenceOf)
  socket.send({ type: 'ok', ...about, user_id: userId })
  for (const person of online) socket.send({ type: 'presence', user_id: person, status: 'online' })
}

function tell(deps: SocketDeps, clients: ReadonlyMap<UserId, Set<Client>>, event: LiveEvent): void {
  const world = deps.domain.world()
  if (event.kind === 'presence-changed') return tellPresence(clients, event, (userId) => hears(world, userId, event))
  const framesFor = framesOf(deps.domain, event)
  for (const [userId, own] of clients) {
    if (!hears(world, userId, event)) continue
    // Saved messages are another dialect's alone.
    if ('channelId' in event && event.channelId === savedChannelId(userId)) continue
    for (const frame of framesFor(userId)) for (const { socket } of own) socket.write(frame)
  }
}

function tellPresence(
  clients: ReadonlyMap<UserId, Set<Client>>,
  { userId: person, state }: Extract<LiveEvent, { kind: 'presence-changed' }>,
  mayHear: (userId: UserId) => boolean,
): void {
  const frameOf = (status: string) => jsonFrame({ type: 'presence', user_id: person, status })
  for (const [userId, own] of clients) {
    for (const { socket, watched } of own) {
      const status = watched.changed(person, state)
      if (status !== null && mayHear(userId)) socket.write(frameOf(status))
    }
  }
}
