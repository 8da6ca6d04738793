/** Every socket's door: finds whose path it is, and who asks, before anything else sees it (docs/behaviour.md, AU22, AU23; DESIGN.md, section 6). */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { AccessTokens } from '../accounts/access-tokens.ts'
import type { SessionStore } from '../accounts/session-store.ts'
import type { Tickets } from '../accounts/tickets.ts'
import type { Log } from '../log.ts'
import type { Identity } from '../sync/sync-server-port.ts'
import { bearerOf } from './bearer.ts'
import { judgeOrigin } from './origin-check.ts'
import type { SessionCookie } from './session-cookie.ts'
import type { RequestCookies } from './state.ts'

/** What answers the sockets of some paths. */
export interface SocketDoor {
  /** Whether this request is its own. */
  opens(path: string, query: URLSearchParams): boolean
  /** Parameters that may carry a ticket or an access token; `token` where nothing is said. */
  readonly tokenParameters?: readonly string[]
  /** Takes the socket over; who is nobody comes as null, and is refused or closed by the door in its own words. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, identity: Identity | null): void
}

export interface UpgradeDeps {
  /** The first that opens counts. */
  readonly doors: readonly SocketDoor[]
  readonly sessions: SessionStore
  readonly tickets: Tickets
  readonly cookie: SessionCookie
  /** The request's cookies, with the keys that verify them. */
  readonly cookiesOf: (request: IncomingMessage) => RequestCookies
  readonly access: AccessTokens
  readonly publicUrl: string
  readonly log: Log
}

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

/** Paths that no door opens are 404. */
export function handleUpgrade(deps: UpgradeDeps): UpgradeHandler {
  return (request, socket, head) => {
    socket.once('error', () => socket.destroy())
    const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s)
    const parameters = new URLSearchParams(query)
    const door = deps.doors.find((one) => one.opens(path, parameters))
    if (!door) return refuseUpgrade(socket, '404 Not Found')

    const origin = judgeOrigin(request.headers, deps.publicUrl)
    const proof = proofOf(request, parameters, door.tokenParameters)
    // Any page can open a socket here, and the browser adds the cookie: without an Origin nothing tells whose page it is.
    const isRefused = origin === 'bad' || (origin === 'absent' && proof.kind === 'cookie')
    deps.log.info({ path, proof: proof.kind, refused: isRefused }, 'socket')
    if (isRefused) return refuseUpgrade(socket, '403 Forbidden')
    identify(deps, request, proof).then(
      (identity) => door.handleUpgrade(request, socket, head, identity),
      (error: unknown) => {
        deps.log.error({ err: error, path }, 'socket failed')
        refuseUpgrade(socket, '500 Internal Server Error')
      },
    )
  }
}

type Proof =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'cookie' }
  | { readonly kind: 'none' }

/** The most explicit proof counts, and no other is tried when it fails. */
function proofOf(request: IncomingMessage, query: URLSearchParams, parameters: readonly string[] = ['token']): Proof {
  const token = parameters.map((name) => query.get(name)).find((value) => value !== null) ?? null
  if (token !== null) return { kind: 'token', token }
  const bearer = bearerOf(request.headers.authorization)
  if (bearer !== null) return { kind: 'bearer', token: bearer }
  return /(^|;)\s*session=/.test(request.headers.cookie ?? '') ? { kind: 'cookie' } : { kind: 'none' }
}

async function identify(deps: UpgradeDeps, request: IncomingMessage, proof: Proof): Promise<Identity | null> {
  switch (proof.kind) {
    case 'token':
      return deps.tickets.redeem(proof.token) ?? identifyBearer(deps, proof.token)
    case 'bearer':
      return identifyBearer(deps, proof.token)
    case 'cookie': {
      const token = deps.cookie.read(deps.cookiesOf(request))
      const session = token === null ? null : deps.sessions.findByToken(token)
      if (!session) return null
      const { userId, sessionId, expiresAtMs } = deps.sessions.touch(session) ?? session
      return { userId, sessionId, expiresAtMs, kind: 'cookie' }
    }
    case 'none':
      return null
  }
}

/** The socket ends with the access token: whoever has a newer one comes back with it (AU42). */
async function identifyBearer(deps: UpgradeDeps, token: string): Promise<Identity | null> {
  const found = await deps.access.find(token)
  if (!found) return null
  deps.sessions.touch(found.session)
  const { userId, sessionId } = found.session
  return { userId, sessionId, expiresAtMs: found.expiresAtMs, kind: 'bearer' }
}

/** Before the upgrade: an HTTP answer without a body. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
