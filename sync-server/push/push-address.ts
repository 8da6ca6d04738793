/**
 * Where a push may go (docs/behaviour.md, PU3, PU6): an https address of the public internet. A subscription names any
 * address, and the server must not knock on its own network's doors for whoever signed up.
 */
import { Agent, type Dispatcher } from 'undici'
import { checkedUrl, literalOf } from '../previews/checked-address.ts'
import { checkedConnector, systemDial } from '../previews/dial.ts'

const CONNECT_MS = 5_000
/** To one service; more requests wait for one of them. */
const CONNECTIONS = 4

/** By its text alone; what its name leads to is asked when it is called. */
export function isPushAddress(text: string): boolean {
  try {
    const { protocol, hostname } = checkedUrl(text)
    if (protocol !== 'https:') return false
    return (
      literalOf(hostname) !== null || (hostname.includes('.') && !/\.(localhost|local|internal)\.?$/i.test(hostname))
    )
  } catch {
    return false
  }
}

/** Connects to public addresses only, and keeps connections for a while: most browsers have one of three services. */
export function pushDispatcher(): Dispatcher {
  return new Agent({
    connect: (options, done) => checkedConnector(systemDial, AbortSignal.timeout(CONNECT_MS))(options, done),
    connections: CONNECTIONS,
    keepAliveTimeout: 10_000,
  })
}
