/** The link of the journeys is as bad as it says: else what they prove of a bad network is nothing. */
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tcpProxy, type TcpProxy } from './tcp-proxy.ts'

const SIZE = 30_000
const AS_IT_COMES = { down: Infinity, up: Infinity }

describe('a link', () => {
  /** Says how much it was sent, and answers with as much as the path says. */
  const server = createServer((asked, answer) => {
    let bytes = 0
    asked.on('data', (piece: Buffer) => (bytes += piece.length))
    asked.on('end', () => answer.end(`${bytes} `.padEnd(Number(asked.url!.slice(1).split('?')[0]), '.')))
  })
  let link: TcpProxy

  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
  afterAll(() => void server.close())
  beforeEach(async () => void (link = await tcpProxy((server.address() as AddressInfo).port)))
  afterEach(() => link.close())

  /** @returns the answer's words, its size, and how long it took in milliseconds */
  async function ask(path: string, body = ''): Promise<{ said: string; size: number; tookMs: number }> {
    const startedMs = performance.now()
    const asking = request(`${link.url}${path}`, { method: 'POST', agent: false })
    asking.end(body)
    const [answer] = (await once(asking, 'response')) as [AsyncIterable<Buffer>]
    const pieces: Buffer[] = []
    for await (const piece of answer) pieces.push(piece)
    const text = Buffer.concat(pieces).toString()
    return { said: text.split(' ')[0]!, size: text.length, tookMs: performance.now() - startedMs }
  }

  it('is as thin as it was made, in each direction by itself, and all of it arrives', async () => {
    link.limit({ down: SIZE, up: Infinity })
    const down = await ask(`/${SIZE}`, 'x'.repeat(SIZE))
    expect(down).toMatchObject({ said: String(SIZE), size: SIZE })
    expect(down.tookMs).toBeGreaterThan(950)
    link.limit({ down: Infinity, up: SIZE })
    const up = await ask('/10', 'x'.repeat(SIZE / 2))
    expect(up.said).toBe(String(SIZE / 2))
    expect(up.tookMs).toBeGreaterThan(450)
    link.limit(AS_IT_COMES)
    expect(await ask(`/${SIZE}`)).toMatchObject({ said: '0', size: SIZE })
  })

  it('is shared: two that ask take as long as one that asks for as much', async () => {
    link.limit({ down: SIZE, up: Infinity })
    const [one, other] = await Promise.all([ask(`/${SIZE / 4}`), ask(`/${SIZE / 4}`)])
    expect(Math.max(one.tookMs, other.tookMs)).toBeGreaterThan(450)
  })

  it('keeps what is on its way in order when it becomes faster', async () => {
    link.delay(150)
    const slow = ask(`/${SIZE}`)
    link.delay(0)
    expect(await slow).toMatchObject({ size: SIZE })
    link.delay(100)
    expect((await ask('/10')).tookMs).toBeGreaterThan(190)
  })

  it('counts what came from the server, by what was asked for first', async () => {
    await ask(`/${SIZE}?now`)
    await ask('/10')
    expect(link.bytesOf(`/${SIZE}`)).toBeGreaterThan(SIZE)
    expect(link.bytesOf(`/${SIZE}`)).toBeLessThan(SIZE + 500)
    expect(link.bytesOf('/10')).toBeLessThan(500)
    expect(link.bytesOf('/sync')).toBe(0)
  })

  it('lets nothing through while it is stalled, and all of it afterwards', async () => {
    link.stall()
    const answer = ask(`/${SIZE}`)
    await once(server, 'connection')
    expect(link.bytesOf(`/${SIZE}`)).toBe(0)
    link.mend()
    expect((await answer).size).toBe(SIZE)
  })

  it('resets what is open when it is cut, and what comes then', async () => {
    link.stall()
    const open = ask('/10')
    link.cut()
    await expect(open).rejects.toThrow()
    await expect(ask('/10')).rejects.toThrow()
    link.mend()
    expect((await ask('/10')).size).toBe(10)
  })
})
