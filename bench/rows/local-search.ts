/**
 * Row: a search on the device, 100,000 messages on its disk and no server: from a key to the first results on the screen, at
 * full speed and with the processor slowed down four times (UI.md, section 9). The browser slows down its page alone, so
 * what the index's worker took at full speed is counted three times more. The index was kept by an earlier start; the
 * first search of a start is a figure of its own, as it reads the index from the disk.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, CDPSession, Page } from 'playwright'
import { en } from '../../client/messages/en.ts'
import { fillGroup, fillMessages } from '../support/fill.ts'
import { plainFigure } from '../support/limit-figure.ts'
import { inBrowser } from '../support/probed-page.ts'
import { addSession, askUntil } from '../support/reader-browser.ts'
import type { Figure, Row } from '../support/row.ts'
import { startServer } from '../support/server-process.ts'
import { median, round } from '../support/stats.ts'
import { makeWorkspace } from '../support/workspace.ts'

const MESSAGES = 100_000
const ROUNDS = 5
const WAIT_MS = 120_000
/** Words of the messages (`english.ts`), and what is typed of them: parts, several, one that is rare. */
const QUERIES = ['glac', 'valley storm', 'medicine rope', 'harb', 'morning generator']
const BUDGETS = [
  { throttle: 1, budgetMs: 100 },
  { throttle: 4, budgetMs: 300 },
] as const

interface Timed {
  readonly ms: number
  /** From the question to the answer of the index. */
  readonly workerMs: number
}

export const localSearch: Row = {
  name: 'local-search',
  async run() {
    let channel = ''
    const workspace = await makeWorkspace(1, (core) => {
      channel = fillGroup(core, 'a long talk', [1])
      fillMessages(core, channel as never, [1], MESSAGES)
    })
    const profile = mkdtempSync(join(workspace.folder, 'profile-'))
    try {
      const server = await startServer(workspace.folder)
      const url = server.url.replace(/^ws/, 'http')
      const builtMs = await inBrowser(profile, (context) => buildOnce(context, url, workspace.cookies[0] as string))
      await server.end()
      return await inBrowser(profile, (context) => measure(context, url, builtMs))
    } finally {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
      workspace.remove()
    }
  },
}

async function measure(context: BrowserContext, url: string, builtMs: number): Promise<Figure[]> {
  const figures: Figure[] = []
  await context.addInitScript(watchWorker)
  let workerMs = 0
  for (const { throttle, budgetMs } of BUDGETS) {
    const first: Timed[] = []
    const next: Timed[] = []
    for (let n = 0; n < ROUNDS; n++) {
      const page = await context.newPage()
      const devtools = await context.newCDPSession(page)
      await page.goto(`${url}/#/search?q=`)
      await box(page).waitFor({ timeout: WAIT_MS })
      await slowDown(devtools, throttle)
      // The first one finds the index on the disk, where opening the search has begun to read it.
      first.push(await timeOf(page, QUERIES[n]!))
      next.push(await timeOf(page, QUERIES[(n + 1) % QUERIES.length]!))
      await page.close()
    }
    const all = [first, next].map((timed) => median(timed.map(({ ms }) => ms)))
    if (throttle === 1) workerMs = median(next.map((timed) => timed.workerMs))
    const [coldMs = 0, ms = 0] = all.map((one) => one + (throttle - 1) * workerMs)
    const what = `search of 100,000 messages on the device, first results, ${throttle}x`
    const built = `index made in ${round(builtMs / 1_000, 1)} s`
    const ofWorker = `median of ${ROUNDS}, ${round(workerMs, 0)} ms of it in the worker`
    figures.push(plainFigure(what, ms, budgetMs, 'ms', `${ofWorker}; ${built}`))
    figures.push(plainFigure(`${what}, the first of a start`, coldMs, budgetMs, 'ms', 'reads the index from the disk'))
  }
  return figures
}

/** All messages come to the disk, and the index is made. @returns how long that took, downloads included */
async function buildOnce(context: BrowserContext, url: string, cookieHeader: string): Promise<number> {
  await addSession(context, url, cookieHeader)
  const page = await context.newPage()
  await page.goto(`${url}/#/search?q=`)
  const begunMs = performance.now()
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await page.locator('cairn-sync-status').getByText(en['sync.mark.3']).first().waitFor({ timeout: WAIT_MS })
  await holdsAll(page, 900_000)
  const builtMs = performance.now() - begunMs
  // What was indexed last is written a second later.
  await askUntil(page, storedRows, MESSAGES, WAIT_MS)
  return builtMs
}

/** By what the search itself tells: everything that was written holds an `e`. */
async function holdsAll(page: Page, withinMs: number): Promise<void> {
  await box(page).fill('after:2020-01-01')
  const told = new RegExp(MESSAGES.toLocaleString('en'))
  await page.locator('cairn-search').getByRole('heading', { name: told }).waitFor({ timeout: withinMs })
}

/** In the page: whether the index's database holds that many rows. */
async function storedRows(wanted: number): Promise<boolean> {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '')
  const name = names.find((one) => one.startsWith('cairn-search-'))
  if (name === undefined) return false
  const opening = indexedDB.open(name)
  const db = await new Promise<IDBDatabase>((resolve) => (opening.onsuccess = () => resolve(opening.result)))
  const heads = db.transaction('heads').objectStore('heads').getAll()
  const rows = await new Promise<number>((resolve) => {
    heads.onsuccess = () => resolve(heads.result.reduce((sum, head) => sum + (head as { rows: number }).rows, 0))
  })
  db.close()
  return rows >= wanted
}

function box(page: Page) {
  return page.locator('cairn-search').getByRole('combobox')
}

/** In the page: how long the last search was with the worker. */
function watchWorker(): void {
  const post = Worker.prototype.postMessage
  Worker.prototype.postMessage = function (
    this: Worker,
    message: { t?: string; n?: number; question?: { name: string } },
  ) {
    if (message.t === 'ask' && message.question?.name === 'search') {
      const askedMs = performance.now()
      this.addEventListener('message', ({ data }: MessageEvent<{ n?: number }>) => {
        if (data.n === message.n) Object.assign(globalThis, { askedMs: performance.now() - askedMs })
      })
    }
    post.call(this, message)
  }
}

async function slowDown(devtools: CDPSession, rate: number): Promise<void> {
  await devtools.send('Emulation.setCPUThrottlingRate', { rate })
}

/** From the event of the last key to the frame that shows results for all that was typed. */
async function timeOf(page: Page, query: string): Promise<Timed> {
  await box(page).fill('')
  return page.evaluate(async (typed) => {
    const roots: (Document | ShadowRoot)[] = [document]
    let search: ShadowRoot | null = null
    for (const root of roots) {
      search ??= root.querySelector('cairn-search')?.shadowRoot ?? null
      for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot)
    }
    const input = search?.querySelector('cairn-search-box')?.shadowRoot?.querySelector('input')
    if (!search || !input) throw new Error('there is no search')
    const beganMs = performance.now()
    input.value = typed
    input.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
    for (;;) {
      await new Promise(requestAnimationFrame)
      const results = search.querySelector('cairn-search-results')?.shadowRoot
      if (results?.querySelector('.hit')) {
        return { ms: performance.now() - beganMs, workerMs: (globalThis as unknown as { askedMs: number }).askedMs }
      }
      if (performance.now() - beganMs > 60_000) throw new Error('no results')
    }
  }, query)
}
