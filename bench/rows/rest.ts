/** Rows: REST against constant answers of the same Koa: messages, posting, search, the chat list. */
import { request } from 'node:http'
import type { ChannelId } from '../../schema/ids.ts'
import { fillGroup, fillMessages } from '../support/fill.ts'
import type { HttpLoad, HttpLoadResult } from '../support/http-load-process.ts'
import { startHelper, type Helper } from '../support/processes.ts'
import type { Figure, Row } from '../support/row.ts'
import { startServer, type ServerProcess } from '../support/server-process.ts'
import { grouped, median, percentile, round } from '../support/stats.ts'
import { makeWorkspace } from '../support/workspace.ts'

const ROUNDS = 3
const SECONDS = 4
const WARM_SECONDS = 3
const MESSAGES = 100_000
const CHANNELS = 200
const CLIENTS = 20
const SEARCHES = 200
/** One for each kind of hit: in most messages, in some, in one or none, two words, a part of a word. */
const QUERIES = ['the', 'pump', 'valve 4', 'ridge crew', 'zzzqqq', 'eathe', 'ok']

/** One server, one constant one, and a process that asks them. */
interface Setup {
  readonly server: ServerProcess
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly constant: Helper
  readonly constantUrl: string
  readonly load: Helper
}

export const rest: Row = {
  name: 'rest',
  async run() {
    let long = '' as ChannelId
    let num = 0
    const workspace = await makeWorkspace(2, (core) => {
      long = fillGroup(core, 'the long one', [1, 2])
      num = core.deps.tables.channel(long)?.num ?? 0
      fillMessages(core, long, [1, 2], MESSAGES)
      for (let n = 1; n < CHANNELS; n++) fillMessages(core, fillGroup(core, `channel ${n}`, [1, 2]), [2], 5)
    })
    const server = await startServer(workspace.folder)
    const constant = await startHelper('constant-process.ts')
    const load = await startHelper('http-load-process.ts')
    try {
      const url = server.url.replace(/^ws/, 'http')
      const headers = { cookie: workspace.cookies[0] as string, origin: url }
      const setup: Setup = { server, url, headers, constant, constantUrl: await constant.ask<string>({}), load }
      const messages = await reading(setup, `/api/v1/messages/${num}?limit=50`)
      const chats = await reading(setup, '/api/v1/chats?limit=100')
      const posts = await posting(setup, num)
      return [
        throughput('GET /messages/{chat_id}, 50 of 100,000, requests/s', messages, 0.5),
        throughput('POST /messages, 20 clients, requests/s', posts, 0.3),
        await searching(setup),
        throughput('GET /chats, member of 200 channels, requests/s', chats, 0.3),
      ]
    } finally {
      await Promise.all([load.end(), constant.end(), server.end()])
      workspace.remove()
    }
  },
}

interface Rates {
  readonly constant: number[]
  readonly cairn: number[]
}

/** The constant server answers with the very text that the other one made. */
async function reading(setup: Setup, path: string): Promise<Rates> {
  const { text } = await ask(setup.url + path, setup.headers)
  await setup.constant.ask({ text })
  return rounds(setup, { method: 'GET', connections: CLIENTS }, path)
}

async function posting(setup: Setup, chatId: number): Promise<Rates> {
  await setup.constant.ask({ text: '{"id":1}' })
  const body = JSON.stringify({ chat_id: chatId, type: 'text', text: 'Pump 3 was checked, all is well: [<id>]' })
  return rounds(setup, { method: 'POST', connections: CLIENTS, body }, '/api/v1/messages')
}

async function rounds(
  setup: Setup,
  what: Pick<HttpLoad, 'method' | 'connections' | 'body'>,
  path: string,
): Promise<Rates> {
  const rates: Rates = { constant: [], cairn: [] }
  const headers = { ...setup.headers, 'content-type': 'application/json' }
  const run = async (side: keyof Rates, seconds: number) => {
    const url = (side === 'cairn' ? setup.url : setup.constantUrl) + path
    const { perSecond, failed } = await setup.load.ask<HttpLoadResult>({ ...what, url, headers, seconds })
    if (failed > 0) throw new Error(`${failed} requests to ${path} failed`)
    return perSecond
  }
  for (const side of ['constant', 'cairn'] as const) await run(side, WARM_SECONDS)
  for (let n = 0; n < ROUNDS; n++) {
    for (const side of ['constant', 'cairn'] as const) rates[side].push(await run(side, SECONDS))
  }
  return rates
}

function throughput(what: string, rates: Rates, limit: number): Figure {
  const [baseline, measured] = [median(rates.constant), median(rates.cairn)]
  const ratio = measured / baseline
  return {
    ...{ what, baseline: `${grouped(baseline)}/s`, measured: `${grouped(measured)}/s` },
    ...{ ratio: `${round(ratio)} x`, limit: `>= ${limit} x`, ok: ratio >= limit },
  }
}

async function searching(setup: Setup): Promise<Figure> {
  const path = (n: number) =>
    `/api/v1/messages/search?query=${encodeURIComponent(QUERIES[n % QUERIES.length] as string)}`
  const { text } = await ask(setup.url + path(0), setup.headers)
  await setup.constant.ask({ text })
  const times = { constant: [] as number[], cairn: [] as number[] }
  for (let n = 0; n < SEARCHES; n++) {
    times.constant.push((await ask(setup.constantUrl + path(n), setup.headers)).ms)
    times.cairn.push((await ask(setup.url + path(n), setup.headers)).ms)
  }
  const [baseline, measured] = [percentile(times.constant, 0.95), percentile(times.cairn, 0.95)]
  return {
    ...{
      what: 'search over 100,000 messages, p95',
      baseline: `${round(baseline, 1)} ms`,
      measured: `${round(measured, 1)} ms`,
    },
    ...{ ratio: `+${round(measured - baseline, 1)} ms`, limit: '<= +15 ms', ok: measured - baseline <= 15 },
    note: `${QUERIES.length} queries in turn, ${SEARCHES} times`,
  }
}

async function ask(url: string, headers: Readonly<Record<string, string>>): Promise<{ text: string; ms: number }> {
  const began = performance.now()
  const text = await new Promise<string>((resolve, reject) => {
    const asked = request(url, { headers: { ...headers } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`))
      response.setEncoding('utf8')
      let body = ''
      response.on('data', (part: string) => (body += part))
      response.on('end', () => resolve(body))
    })
    asked.on('error', reject)
    asked.end()
  })
  return { text, ms: performance.now() - began }
}
