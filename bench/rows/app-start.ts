/**
 * Row: the app opens cold and without a server, at the chat that was read last: a fresh browser process each time, times from
 * the navigation's start. Paint is the first with content; messages are there at the end of the frame that shows the last one.
 * Beside it what this machine takes for a page of one word without a script, from the same cache.
 */
import type { Row } from '../support/row.ts'
import { limitFigure } from '../support/limit-figure.ts'
import { chatShown, inBrowser, probedPage } from '../support/probed-page.ts'
import { syncedReader, type SyncedReader } from '../support/synced-reader.ts'
import { ROUNDS, SPEEDS, type Speed } from '../support/web-sizes.ts'

/** An address that the browser answers from its caches, with the service worker's rules for parts of the app. */
const ONE_WORD = '/assets/one-word.html'

interface Start {
  readonly paintMs: number
  readonly messagesMs: number
}

export const appStart: Row = {
  name: 'app-start',
  async run() {
    const reader = await syncedReader()
    const starts: Record<Speed, Start[]> = { 4: [], 1: [] }
    const least: Record<Speed, number[]> = { 4: [], 1: [] }
    for (let round = 0; round < ROUNDS; round++) {
      for (const speed of SPEEDS) {
        starts[speed].push(await startCold(reader, speed))
        least[speed].push(await paintOneWord(reader, speed))
      }
    }
    const of = (pick: (start: Start) => number) => ({ 4: starts[4].map(pick), 1: starts[1].map(pick) })
    const unit = 'ms'
    return [
      limitFigure({
        what: 'first paint, service worker, offline',
        measured: of(({ paintMs }) => paintMs),
        limits: { 4: 150, 1: 60 },
        ...{ unit, least },
      }),
      limitFigure({
        what: "last chat's messages on screen, offline",
        measured: of(({ messagesMs }) => messagesMs),
        limits: { 4: 400, 1: 150 },
        ...{ unit, least },
      }),
    ]
  },
}

function startCold(reader: SyncedReader, speed: number): Promise<Start> {
  return reader.visit(async ({ page, slowDown }) => {
    await slowDown(speed)
    await page.goto(`${reader.url}/#/c/${reader.big}`, { waitUntil: 'commit' })
    const messagesMs = await chatShown(page, reader.big)
    const paintMs = await page.evaluate(() => cairnProbe.firstPaint())
    return { paintMs, messagesMs }
  })
}

function paintOneWord(reader: SyncedReader, speed: Speed): Promise<number> {
  return reader.onCopy(async (profile) => {
    await inBrowser(profile, async (context) => {
      const { page } = await probedPage(context)
      await page.goto(`${reader.url}/`)
      await page.evaluate(async (path) => {
        const [app = ''] = (await caches.keys()).filter((name) => name.startsWith('cairn-'))
        const headers = { 'Content-Type': 'text/html' }
        await (await caches.open(app)).put(path, new Response('<!doctype html><p>Cairn</p>', { headers }))
      }, ONE_WORD)
    })
    return inBrowser(profile, async (context) => {
      const { page, slowDown } = await probedPage(context)
      await slowDown(speed)
      await page.goto(reader.url + ONE_WORD)
      return page.evaluate(() => cairnProbe.firstPaint())
    })
  })
}
