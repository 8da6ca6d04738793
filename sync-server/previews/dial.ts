/**
 * Connects to a host whose every address was found to be public, and to none else (docs/behaviour.md, LP2). Names are
 * resolved once, here: nothing below asks again, so that a second answer cannot lead elsewhere.
 */
import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { buildConnector } from 'undici'
import { isPublicAddress, isSameAddress, literalOf } from './checked-address.ts'
import { FetchRefused } from './fetch-refused.ts'

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly string[]>
/** A TCP connection to an IP address. */
export type Dial = (address: string, port: number, signal: AbortSignal) => Promise<Socket>

export interface DialDeps {
  readonly resolve: Resolve
  readonly dial: Dial
}

const MAX_ADDRESSES = 32
/** Tried one after the other, in the time there is. */
const MAX_TRIES = 2

export const systemDial: DialDeps = {
  resolve: async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address),
  async dial(address, port, signal) {
    const socket = connect({ host: address, port, signal })
    await once(socket, 'connect', { signal })
    return socket
  },
}

/** For undici's `connect`: called for each new connection. */
export function checkedConnector(deps: DialDeps, signal: AbortSignal): buildConnector.connector {
  return ({ hostname, protocol, port, servername }, done) => {
    const isTls = protocol === 'https:'
    open(deps, hostname, Number(port || (isTls ? 443 : 80)), signal)
      .then((socket): Socket | Promise<Socket> => (isTls ? secure(socket, servername ?? hostname, signal) : socket))
      .then(
        (socket) => done(null, socket),
        (error: unknown) => done(error instanceof Error ? error : new FetchRefused('no connection'), null),
      )
  }
}

async function open(deps: DialDeps, hostname: string, port: number, signal: AbortSignal): Promise<Socket> {
  const literal = literalOf(hostname)
  const addresses = literal === null ? await withSignal(deps.resolve(hostname), signal) : [literal]
  if (addresses.length === 0 || addresses.length > MAX_ADDRESSES) throw new FetchRefused('no address')
  // One that is not public makes all of them suspect.
  if (!addresses.every(isPublicAddress)) throw new FetchRefused('not a public address')
  const inOrder = [...addresses].sort((a, b) => Number(a.includes(':')) - Number(b.includes(':')))
  let failure: unknown = new FetchRefused('no connection')
  for (const address of inOrder.slice(0, MAX_TRIES)) {
    try {
      return await dialChecked(deps, address, port, signal)
    } catch (error) {
      failure = error
      if (error instanceof FetchRefused || signal.aborted) break
    }
  }
  throw failure
}

async function dialChecked({ dial }: DialDeps, address: string, port: number, signal: AbortSignal): Promise<Socket> {
  const socket = await dial(address, port, signal)
  const peer = socket.remoteAddress ?? ''
  if (!signal.aborted && isPublicAddress(peer) && isSameAddress(peer, address)) return socket
  socket.destroy()
  throw new FetchRefused('the peer is another')
}

async function secure(socket: Socket, servername: string, signal: AbortSignal): Promise<Socket> {
  // An IP address is no server name (RFC 6066, 3).
  const name = literalOf(servername) === null ? servername : ''
  const tls = connectTls({ socket, servername: name, host: servername, ALPNProtocols: ['http/1.1'] })
  try {
    await once(tls, 'secureConnect', { signal })
    return tls
  } catch (error) {
    tls.destroy()
    socket.destroy()
    throw error
  }
}

async function withSignal<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const aborted = new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(new FetchRefused('too slow')), { once: true }),
  )
  return Promise.race([work, aborted])
}
