/** The load of the dialects' sockets: all clients of one kind, in a process of its own. */
import { setTimeout as wait } from 'node:timers/promises'
import { connectDialect, type DialectClient, type DialectKind } from './dialect-client.ts'
import { englishMessage } from './english.ts'
import { answerRequests } from './processes.ts'

export type DialectLoad =
  | { readonly t: 'connect'; readonly kind: DialectKind; readonly url: string; readonly cookies: readonly string[] }
  | { readonly t: 'steady'; readonly perSecond: number; readonly ms: number }
  | { readonly t: 'close' }

export interface DialectLoadResult {
  readonly deliveries: number
}

/** After the last write: what is still on its way arrives. */
const DRAIN_MS = 1_000
const clients: DialectClient[] = []
let deliveries = 0

answerRequests(async (request: DialectLoad) => {
  if (request.t === 'close') {
    for (const client of clients.splice(0)) client.close()
    return null
  }
  if (request.t === 'connect') {
    for (const cookie of request.cookies)
      clients.push(await connectDialect(request.kind, request.url, cookie, () => deliveries++))
    return null
  }
  return steady(request.perSecond, request.ms)
})

async function steady(perSecond: number, ms: number): Promise<DialectLoadResult> {
  deliveries = 0
  const startMs = performance.now()
  const count = Math.round((perSecond * ms) / 1_000)
  for (let n = 0; n < count; n++) {
    await wait(Math.max(0, startMs + (n * 1_000) / perSecond - performance.now()))
    clients[n % clients.length]?.say(englishMessage(n % 5_000))
  }
  await wait(DRAIN_MS)
  if (deliveries !== count * clients.length) throw new Error(`${deliveries} deliveries of ${count * clients.length}`)
  return { deliveries }
}
