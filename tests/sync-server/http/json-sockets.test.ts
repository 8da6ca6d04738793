/** The registry of JSON sockets on a real HTTP server, with a clock driven by hand. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import WebSocket from 'ws'
import type { UserId } from '../../../schema/ids.ts'
import { jsonFrame } from '../../../sync-server/http/json-frame.ts'
import type { JsonSocket, JsonSocketLimits } from '../../../sync-server/http/json-socket.ts'
import { openJsonSockets } from '../../../sync-server/http/json-sockets.ts'
import type { Log } from '../../../sync-server/log.ts'
import type { Identity } from '../../../sync-server/sync/sync-server-port.ts'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

interface Got {
  readonly frames: unknown[]
  readonly faults: string[]
  readonly sockets: JsonSocket[]
}

async function aRegistry(given: { limits?: Partial<JsonSocketLimits>; identity?: Partial<Identity> } = {}) {
  const clock = { nowMs: 1_000_000 }
  const alive = new Set(['s1'])
  const ended: ((sessionId: string) => void)[] = []
  const present: number[] = []
  const raws: Socket[] = []
  const failed: unknown[] = []
  const got: Got = { frames: [], faults: [], sockets: [] }
  const sockets = openJsonSockets({
    now: () => clock.nowMs,
    sessions: {
      find: (id) => (alive.has(id) ? ({ sessionId: id } as never) : null),
      onEnded: (listener) => void ended.push(listener),
    },
    presence: {
      enter: (userId) => {
        present.push(userId)
        return () => void present.splice(present.indexOf(userId), 1)
      },
    },
    log: { error: (what: unknown) => void failed.push(what) } as unknown as Log,
    limits: given.limits,
  })
  const identity: Identity = {
    ...{ userId: 7 as UserId, sessionId: 's1', expiresAtMs: clock.nowMs + 60_000, kind: 'bearer' },
    ...given.identity,
  }
  const server = createServer()
  server.on('upgrade', (request, raw, head) => {
    raws.push(raw as Socket)
    sockets.accept(request, raw, head, identity, (socket) => {
      got.sockets.push(socket)
      socket.send({ hello: true })
      return {
        receive: (frame) => {
          if (frame.fail === true) throw new Error('of the dialect')
          got.frames.push(frame)
        },
        refused: (fault) => {
          got.faults.push(fault)
          socket.send({ fault })
        },
      }
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  ends.push(async () => {
    await sockets.stop()
    raws.forEach((raw) => raw.destroy())
    await new Promise((resolve) => server.close(resolve))
  })
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const connect = async () => {
    const client = new WebSocket(url)
    const heard: unknown[] = []
    client.on('message', (data) => heard.push(JSON.parse((data as Buffer).toString())))
    const closed = once(client, 'close').then(([code]) => code as number)
    await once(client, 'open')
    await vi.waitFor(() => expect(heard).toHaveLength(1))
    return { client, heard, closed }
  }
  const end = (sessionId: string) => ended.forEach((listener) => listener(sessionId))
  return { sockets, clock, alive, present, raws, failed, got, connect, end, url }
}

it('[JS1] a person is there while a socket of theirs is open', async () => {
  const { connect, present } = await aRegistry()
  const { client, heard } = await connect()
  expect(heard).toEqual([{ hello: true }])
  expect(present).toEqual([7])
  client.close()
  await vi.waitFor(() => expect(present).toEqual([]))
})

it('[JS2] JSON objects reach the dialect; anything else is refused in its own words', async () => {
  const { connect, got } = await aRegistry()
  const { client, heard } = await connect()
  const bad = ['{', '[]', 'null', '1', '"text"', '', '['.repeat(100_000)]
  for (const text of bad) client.send(text)
  client.send(Buffer.from('{"a":1}'), { binary: true })
  client.send('{"a":{"b":[1]}}')
  await vi.waitFor(() => expect(got.frames).toEqual([{ a: { b: [1] } }]))
  expect(got.faults).toEqual(Array(bad.length + 1).fill('malformed'))
  await vi.waitFor(() => expect(heard).toHaveLength(bad.length + 2))
})

it('[JS2] a frame over 256 kB ends its socket', async () => {
  const { connect, got } = await aRegistry()
  const { client, closed } = await connect()
  client.on('error', () => undefined)
  client.send(JSON.stringify({ text: 'x'.repeat(256 * 1024) }))
  expect(await closed).toBe(1009)
  expect(got.frames).toEqual([])
})

it('[JS2] what a dialect throws is logged, and ends that socket alone', async () => {
  const { connect, failed, got } = await aRegistry()
  const [one, other] = [await connect(), await connect()]
  one.client.send('{"fail":true}')
  expect(await one.closed).toBe(1006)
  expect(failed).toHaveLength(1)
  other.client.send('{"a":1}')
  await vi.waitFor(() => expect(got.frames).toEqual([{ a: 1 }]))
})

it('[JS3] frames over the limit of a minute are refused, and twice as many end the socket', async () => {
  const { connect, got, clock } = await aRegistry({
    limits: { framesPerMinute: 3 },
    identity: { expiresAtMs: Infinity },
  })
  const { client, closed } = await connect()
  for (let n = 1; n <= 5; n++) client.send(`{"n":${n}}`)
  await vi.waitFor(() => expect(got.faults).toEqual(['too_many', 'too_many']))
  expect(got.frames).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
  clock.nowMs += 60_000
  for (let n = 6; n <= 12; n++) client.send(`{"n":${n}}`)
  expect(await closed).toBe(1008)
  expect(got.frames).toEqual([1, 2, 3, 6, 7, 8].map((n) => ({ n })))
})

it('[JS4] a socket ends with its session, and nothing is taken from it or sent to it any more', async () => {
  const { connect, end, got } = await aRegistry()
  const { client, closed, heard } = await connect()
  end('another')
  client.send('{"n":1}')
  await vi.waitFor(() => expect(got.frames).toEqual([{ n: 1 }]))
  end('s1')
  got.sockets[0]?.send({ late: true })
  client.send('{"n":2}')
  expect(await closed).toBe(4401)
  expect(got.frames).toEqual([{ n: 1 }])
  expect(heard).toEqual([{ hello: true }])
})

it('[JS4] a socket ends with its access token', async () => {
  const { connect, sockets, clock } = await aRegistry()
  const { closed, client, heard } = await connect()
  clock.nowMs += 59_999
  sockets.sweep()
  expect(client.readyState).toBe(WebSocket.OPEN)
  clock.nowMs += 1
  sockets.sweep()
  expect(await closed).toBe(4401)
  expect(heard).toEqual([{ hello: true }])
})

it('[JS4] a cookie’s socket goes on as long as its session is used', async () => {
  const { connect, sockets, clock, alive } = await aRegistry({ identity: { kind: 'cookie' } })
  const { closed, client } = await connect()
  clock.nowMs += 120_000
  sockets.sweep()
  expect(client.readyState).toBe(WebSocket.OPEN)
  alive.clear()
  sockets.sweep()
  expect(await closed).toBe(4401)
})

it('[JS4] who does not answer a ping is gone before the next one', async () => {
  const { connect, sockets, clock, present, got } = await aRegistry({ identity: { expiresAtMs: Infinity } })
  const { client } = await connect()
  const silent = await connect()
  const pinged = once(client, 'ping')
  const socket = got.sockets[1] as JsonSocket
  Object.assign(silent.client, { _autoPong: false })
  clock.nowMs += 25_000
  sockets.sweep()
  await pinged
  await vi.waitFor(() => expect(got.sockets[0]?.isAlive).toBe(true))
  expect(socket.isAlive).toBe(false)
  clock.nowMs += 25_000
  sockets.sweep()
  await silent.closed
  await vi.waitFor(() => expect(present).toEqual([7]))
  expect(client.readyState).toBe(WebSocket.OPEN)
})

it('[JS5] who reads too slowly is closed, and nobody else', async () => {
  const { connect, got } = await aRegistry({ limits: { bufferedBytes: 1_000_000 } })
  const slow = await connect()
  const fine = await connect()
  slow.client.pause()
  const frame = jsonFrame({ text: 'x'.repeat(100_000) })
  const [slowSocket, fineSocket] = got.sockets as [JsonSocket, JsonSocket]
  for (let n = 0; slowSocket.isOpen && n < 1_000; n++) slowSocket.write(frame)
  expect(slowSocket.isOpen).toBe(false)
  fineSocket.write(frame)
  await vi.waitFor(() => expect(fine.heard).toHaveLength(2))
  slow.client.terminate()
})

it('[JS5] a frame made once is the same message as one that ws makes, whatever its length', async () => {
  const { connect, got } = await aRegistry()
  const { heard } = await connect()
  const texts = [0, 100, 114, 115, 116, 200, 65_520, 65_525, 65_526, 70_000].map((length) => 'é'.repeat(length / 2))
  for (const text of texts) got.sockets[0]?.write(jsonFrame({ text }))
  await vi.waitFor(() => expect(heard).toHaveLength(texts.length + 1))
  expect(heard.slice(1)).toEqual(texts.map((text) => ({ text })))
})

it('[JS6] a server that stops says so, and takes nobody in', async () => {
  const { connect, sockets, url } = await aRegistry()
  const { closed } = await connect()
  await sockets.stop()
  expect(await closed).toBe(1001)
  const late = new WebSocket(url)
  const [, response] = (await once(late, 'unexpected-response')) as [unknown, { statusCode: number }]
  expect(response.statusCode).toBe(503)
  late.on('error', () => undefined)
  late.terminate()
})
