/** The load generator: all devices of one target, in a process of its own. */
import { setTimeout as wait } from 'node:timers/promises'
import { LoadClient, type LoadTarget } from './load-client.ts'
import { MessageCounter } from './message-counter.ts'
import { answerRequests } from './processes.ts'
import { percentile } from './stats.ts'

export type LoadRequest =
  | { readonly t: 'connect'; readonly target: LoadTarget; readonly cookies: readonly string[] }
  /** One message at a time, by the clients in turn. */
  | { readonly t: 'steady'; readonly kind: LoadTarget['kind']; readonly perSecond: number; readonly ms: number }
  /** Each of the first `writers` keeps one message on its way. */
  | { readonly t: 'saturate'; readonly kind: LoadTarget['kind']; readonly writers: number; readonly ms: number }

export interface LoadResult {
  readonly settled: number
  readonly deliveries: number
  readonly ms: number
  /** From before the write to after the decoding, of every delivery; NaN at saturation. */
  readonly p50Ms: number
  readonly p99Ms: number
}

interface Group {
  readonly clients: LoadClient[]
  sentAt: Map<string, number>
  latencies: number[]
  deliveries: number
  settled: number
  again: ((client: LoadClient) => void) | null
}

/** After the last write: what is still on its way arrives. */
const DRAIN_MS = 500
const groups = new Map<string, Group>()

answerRequests(async (request: LoadRequest) => {
  if (request.t === 'connect') return connect(request.target, request.cookies)
  const group = groups.get(request.kind) as Group
  group.sentAt = new Map()
  group.latencies = []
  group.deliveries = group.settled = 0
  return request.t === 'steady' ? steady(group, request.perSecond, request.ms) : saturate(group, request)
})

async function connect(target: LoadTarget, cookies: readonly string[]): Promise<null> {
  const group: Group = { clients: [], sentAt: new Map(), latencies: [], deliveries: 0, settled: 0, again: null }
  groups.set(target.kind, group)
  const counter = new MessageCounter()
  for (const [index, cookie] of cookies.entries()) {
    const client = new LoadClient(target, index + 1, cookie, counter, {
      sent: (id) => group.sentAt.set(id, performance.now()),
      delivered(ids) {
        group.deliveries += ids.length
        if (!group.again) for (const id of ids) group.latencies.push(performance.now() - (group.sentAt.get(id) ?? NaN))
      },
      settled(sender) {
        group.settled++
        group.again?.(sender)
      },
    })
    group.clients.push(client)
    await client.connect()
  }
  return null
}

async function steady(group: Group, perSecond: number, ms: number): Promise<LoadResult> {
  const startMs = performance.now()
  const count = Math.round((perSecond * ms) / 1_000)
  for (let n = 0; n < count; n++) {
    const dueMs = startMs + (n * 1_000) / perSecond
    await wait(Math.max(0, dueMs - performance.now()))
    group.clients[n % group.clients.length]?.write()
  }
  await wait(DRAIN_MS)
  if (group.deliveries !== count * group.clients.length) throw new Error(`${group.deliveries} deliveries of ${count}`)
  return result(group, startMs)
}

async function saturate(group: Group, { writers, ms }: { writers: number; ms: number }): Promise<LoadResult> {
  const startMs = performance.now()
  group.again = (client) => client.write()
  for (const client of group.clients.slice(0, writers)) client.write()
  await wait(ms)
  group.again = () => undefined
  const done = result(group, startMs)
  await wait(DRAIN_MS)
  group.again = null
  return done
}

function result({ settled, deliveries, latencies }: Group, startMs: number): LoadResult {
  const [p50Ms, p99Ms] = [percentile(latencies, 0.5), percentile(latencies, 0.99)]
  return { settled, deliveries, ms: performance.now() - startMs, p50Ms, p99Ms }
}
