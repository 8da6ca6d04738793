/**
 * One person's browser that holds everything: a chat of 100,000 messages, one of 1,000 and 200 small ones, brought once from a
 * real server to a profile on disk. Each measurement has a copy of that profile, and without being asked for no server.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright'
import { en } from '../../client/messages/en.ts'
import { volumeDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { SyncCore } from '../../sync-server/sync/sync-core.ts'
import { freePort } from '../../tests/support/process-clients.ts'
import { fillGroup, fillMessages, writtenFrom } from './fill.ts'
import { livelyTalk } from './lively-talk.ts'
import { chatShown, inBrowser, probedPage, type ProbedPage } from './probed-page.ts'
import { addSession, areKept, askUntil } from './reader-browser.ts'
import { startServer } from './server-process.ts'
import { CHAT_MESSAGES, CHATS, FEW_MESSAGES, MESSAGES } from './web-sizes.ts'
import { makeWorkspace } from './workspace.ts'

/** Of the reader, and of somebody who writes meanwhile. */
const READER = 1
const WRITER = 2
const SYNC_MS = 600_000

interface Kept {
  readonly port: number
  readonly cookies: readonly string[]
  readonly big: ChannelId
  readonly bigVolume: number
  /** In their order. */
  readonly bigMessages: readonly string[]
  readonly few: ChannelId
  readonly small: readonly ChannelId[]
}

export interface SyncedReader extends Omit<Kept, 'port' | 'cookies'> {
  /** The app's address, whether a server is there or not. */
  readonly url: string
  /** Of the other one, as a `Cookie` header. */
  readonly writerCookie: string
  /** A fresh browser on a copy of the profile. */
  visit<T>(work: (probed: ProbedPage, context: BrowserContext) => Promise<T>): Promise<T>
  /** A copy of the profile. */
  onCopy<T>(work: (profile: string) => Promise<T>): Promise<T>
  /** `work` while a server runs on a copy of its data. */
  withServer<T>(work: () => Promise<T>): Promise<T>
}

let made: Promise<SyncedReader> | null = null

/**
 * The same one for all rows of a run. `BENCH_READER=folder` keeps it there for the next run, which takes it as it is: filling
 * and bringing 100,000 messages takes minutes.
 */
export function syncedReader(): Promise<SyncedReader> {
  return (made ??= makeReader())
}

async function makeReader(): Promise<SyncedReader> {
  const folder = process.env.BENCH_READER ?? mkdtempSync(join(process.cwd(), 'node_modules/.cache/bench-reader-'))
  if (!process.env.BENCH_READER) process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const record = join(folder, 'reader.json')
  if (!existsSync(record)) writeFileSync(record, JSON.stringify(await fillAndSync(folder)))
  const kept = JSON.parse(readFileSync(record, 'utf8')) as Kept
  const onCopy: SyncedReader['onCopy'] = (work) => withCopy(join(folder, 'profile'), work)
  return {
    ...kept,
    url: urlOf(kept.port),
    writerCookie: kept.cookies[WRITER - 1] as string,
    onCopy,
    visit: (work) =>
      onCopy((profile) => inBrowser(profile, async (context) => work(await probedPage(context), context))),
    withServer: (work) =>
      withCopy(join(folder, 'server'), async (data) => {
        const server = await startServer(data, kept.port)
        try {
          return await work()
        } finally {
          await server.end()
        }
      }),
  }
}

async function fillAndSync(folder: string): Promise<Kept> {
  const found = { bigMessages: [] as string[], bigVolume: 0, small: [] as ChannelId[] }
  let [big, few] = ['', ''] as ChannelId[]
  const both = [READER, WRITER]
  // Messages arrived when they were written, over days: that is how a chat finds them by their time.
  let nowMs = Date.now()
  const arrive = (atMs: number) => void (nowMs = atMs)
  const fill = (core: SyncCore): void => {
    const founded = (title: string, count: number): ChannelId => {
      arrive(writtenFrom(count))
      return fillGroup(core, title, both)
    }
    for (let n = 0; n < CHATS; n++) {
      const id = founded(`Chat ${n}`, CHAT_MESSAGES)
      fillMessages(core, id, both, CHAT_MESSAGES, arrive)
      found.small.push(id)
    }
    few = founded(`${FEW_MESSAGES} messages`, FEW_MESSAGES)
    fillMessages(core, few, both, FEW_MESSAGES, arrive, livelyTalk)
    big = founded(`${MESSAGES} messages`, MESSAGES)
    found.bigMessages = fillMessages(core, big, both, MESSAGES, arrive, livelyTalk)
    found.bigVolume = core.deps.tables.channel(big)?.last_volume ?? 0
  }
  const workspace = await makeWorkspace(2, fill, () => nowMs)
  const port = await freePort()
  const { cookies } = workspace
  const server = await startServer(workspace.folder, port)
  const kept: Kept = { port, cookies, ...found, big: big as ChannelId, few: few as ChannelId }
  try {
    await bringAll(join(folder, 'profile'), kept)
    await server.end()
    // As it is after it served: one that knows less than the device is a restored one, and all would be compared.
    cpSync(workspace.folder, join(folder, 'server'), { recursive: true })
  } finally {
    await server.end()
    workspace.remove()
  }
  return kept
}

/** Everything comes by itself, as this device is set up: it is waited for. Then the app is opened once more, and settles. */
async function bringAll(profile: string, { port, cookies, big, bigVolume, few, small }: Kept): Promise<void> {
  const url = urlOf(port)
  await inBrowser(profile, async (context) => {
    await addSession(context, url, cookies[READER - 1] as string)
    const { page } = await probedPage(context)
    await page.goto(`${url}/#/c/${few}`)
    await chatShown(page, few)
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    const documents = small.concat(few).map((id) => volumeDocument(id, 0))
    for (let n = 0; n <= bigVolume; n++) documents.push(volumeDocument(big, n))
    const wanted = { database: `cairn-${READER}`, documents }
    await askUntil(page, areKept, wanted, SYNC_MS)
    await page.locator('cairn-sync-status').getByText(en['sync.mark.3']).first().waitFor()
    await page.evaluate(() => cairnProbe.idle())
  })
  await inBrowser(profile, async (context) => {
    const { page } = await probedPage(context)
    await page.goto(`${url}/#/c/${big}`)
    await chatShown(page, big)
    await page.locator('cairn-sync-status').getByText(en['sync.mark.3']).first().waitFor()
    await page.evaluate(() => cairnProbe.idle())
  })
}

async function withCopy<T>(folder: string, work: (copy: string) => Promise<T>): Promise<T> {
  const copy = mkdtempSync(`${folder}-`)
  try {
    cpSync(folder, copy, { recursive: true })
    return await work(copy)
  } finally {
    rmSync(copy, { recursive: true, force: true, maxRetries: 5 })
  }
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`
}
