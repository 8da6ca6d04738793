/** Promise 2: a stamp means durable. The real process is killed under load, again and again. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ulidFactory } from '../../schema/ids.ts'
import {
  freePort,
  MuxWriter,
  pause,
  signUp,
  stockClient,
  until,
  type Account,
  type StockClient,
} from '../support/process-clients.ts'
import { processServer, type ProcessServer } from '../support/process-server.ts'
import { countFrom, dice } from '../support/hostile-random.ts'

const KILLS = countFrom('CAIRN_KILLS', 10)
const SEED = countFrom('CAIRN_SEED', Date.now() % 1_000_000)
const DOC = 'channel/general/0'
/** A start after a kill is ready within this; where the machine is busy, within this many times an empty start. */
const READY_MS = 2_000
const READY_TIMES = 3
const MOST_WAITING = 200
const newId = ulidFactory(Date.now, Math.random)

interface Stamp {
  readonly id: number
  readonly seq: number
}

describe('a server that is killed under load', () => {
  let server: ProcessServer
  const stock: StockClient[] = []
  const mux: MuxWriter[] = []
  const ids = new Set<string>()
  /** What writers were told is stored. */
  const stamped = new Map<string, Stamp>()
  const people: Account[] = []
  const ends: (() => void)[] = []
  let emptyStartMs = 0

  beforeAll(async () => {
    const port = await freePort()
    const startedAt = performance.now()
    server = await processServer({
      env: { PORT: String(port) },
      prepare: (folder) => writeFileSync(join(folder, 'settings.json'), JSON.stringify({ volume_messages: 65_536 })),
    })
    emptyStartMs = performance.now() - startedAt
    for (const name of ['ada', 'bo', 'cy', 'dee']) people.push(await signUp(server.url, name))
    const [ada, bo, cy, dee] = people as [Account, Account, Account, Account]
    for (const account of [ada, bo]) stock.push(stockClient(server.url, DOC, account))
    for (const account of [cy, dee]) mux.push(new MuxWriter(server.url, account, DOC))
    for (const client of stock) client.stamps().observe(() => remember(client))
    await until(() => stock.every(({ provider }) => provider.synced), 'the writers are connected')
  })

  afterAll(async () => {
    for (const end of [...ends, ...stock.map((s) => s.end), ...mux.map((m) => () => m.end())]) end()
    await server.remove()
  })

  function remember({ doc }: StockClient): void {
    for (const [id, { seq, id: number }] of doc.getMap<Stamp>('stamps')) {
      const known = stamped.get(id)
      if (known) expect([known.seq, known.id]).toEqual([seq, number])
      else stamped.set(id, { seq, id: number })
    }
  }

  let n = 0
  function post(): void {
    // However slow the machine is, its writers are not left behind by more.
    if (ids.size - stamped.size >= MOST_WAITING) return
    const writer = n++ % 4
    const id = newId()
    ids.add(id)
    const value = { by: people[writer]?.userId, text: `message ${n}` }
    if (writer < 2) stock[writer]?.messages().set(id, value)
    else mux[writer - 2]?.post(id, value)
  }

  it(`[WR5] [LG1] loses nothing that it stamped and doubles nothing, ${KILLS} times (seed ${SEED})`, async () => {
    const d = dice(SEED)
    const startMs: number[] = []
    const load = setInterval(post, 6)
    ends.push(() => clearInterval(load))
    for (let kill = 0; kill < KILLS; kill++) {
      const heard = stamped.size
      await until(() => stamped.size > heard, 'new stamps after the start')
      await pause(d.below(300))
      await server.kill()
      const startedAt = performance.now()
      await server.start()
      await until(async () => (await fetch(`${server.url}/health/ready`)).status === 200, 'ready')
      startMs.push(performance.now() - startedAt)
    }
    clearInterval(load)
    await until(() => mux.every((writer) => writer.idle), 'every write is acknowledged', 60_000)
    await until(
      () => [...ids].every((id) => stock.every((client) => client.stamps().has(id))),
      'every write is stamped',
      60_000,
    )

    const acked = mux.flatMap((writer) => writer.acked)
    const reader = stockClient(server.url, DOC, people[0] as Account)
    ends.push(reader.end)
    await until(() => reader.provider.synced, 'a fresh reader')
    const stamps = new Map(reader.stamps().entries())
    expect([...stamped].filter(([id, { seq }]) => stamps.get(id)?.seq !== seq)).toEqual([])
    expect(acked.filter((id) => !stamps.has(id))).toEqual([])
    expect([...reader.messages().keys()].sort()).toEqual([...ids].sort())
    const texts = [...reader.messages().values()].map((message) => (message as { text: string }).text)
    expect(new Set(texts).size).toBe(ids.size)
    expect([...stamps.values()].map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(texts.map((_, i) => i + 1))

    await server.kill()
    expectSoundDatabase(server.folder, stamps)
    startMs.sort((a, b) => a - b)
    console.log(`${KILLS} kills, ${ids.size} messages; ready after ${startMs.map(Math.round).join(', ')} ms`)
    const median = startMs[Math.floor(startMs.length / 2)]
    expect(median).toBeLessThan(Math.max(READY_MS, READY_TIMES * emptyStartMs))
  })
})

/** The log is dense, and the projection holds what the documents hold. */
function expectSoundDatabase(folder: string, stamps: ReadonlyMap<string, Stamp>): void {
  const db = new Database(join(folder, 'cairn.sqlite'))
  const { rows, last } = db.prepare('SELECT count(*) AS rows, max(position) AS last FROM log').get() as {
    rows: number
    last: number
  }
  expect(rows).toBe(last)
  const messages = db.prepare(`SELECT message_id, seq, id FROM messages WHERE channel = 'general'`).all() as {
    message_id: string
    seq: number
    id: number
  }[]
  db.close()
  expect(messages.length).toBe(stamps.size)
  expect(
    messages.filter(
      ({ message_id, seq, id }) => stamps.get(message_id)?.seq !== seq || stamps.get(message_id)?.id !== id,
    ),
  ).toEqual([])
}
