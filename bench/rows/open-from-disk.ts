/**
 * Row: a browser opens a channel from its own disk, cold and without a server: 100,000 messages against 1,000. Each time
 * a fresh browser process; time from the navigation's start to the newest message on screen, heap after a collection.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { en } from '../../client/messages/en.ts'
import { fillGroup, fillMessages } from '../support/fill.ts'
import { inBrowser } from '../support/probed-page.ts'
import { addSession } from '../support/reader-browser.ts'
import type { Figure, Row } from '../support/row.ts'
import { startServer } from '../support/server-process.ts'
import { median, round } from '../support/stats.ts'
import { makeWorkspace } from '../support/workspace.ts'

const ROUNDS = 5
const FEW = 1_000
const MANY = 100_000
const LIMIT = 1.2
const WAIT_MS = 60_000

interface Opened {
  readonly ms: number
  readonly heapBytes: number
}

/** One person's browser, which holds one channel. */
interface Reader {
  readonly profile: string
  readonly channel: string
  readonly opened: Opened[]
}

export const openFromDisk: Row = {
  name: 'open-from-disk',
  async run() {
    const channels: string[] = []
    const workspace = await makeWorkspace(2, (core) => {
      for (const [user, count] of [
        [1, FEW],
        [2, MANY],
      ] as const) {
        const id = fillGroup(core, `${count} messages`, [user])
        fillMessages(core, id, [user], count)
        channels.push(id)
      }
    })
    const readers = channels.map((channel): Reader => ({
      channel,
      profile: mkdtempSync(join(workspace.folder, 'profile-')),
      opened: [],
    }))
    try {
      const server = await startServer(workspace.folder)
      const url = server.url.replace(/^ws/, 'http')
      for (const [n, reader] of readers.entries()) await fetchOnce(reader, url, workspace.cookies[n] as string)
      await server.end()
      for (let round = 0; round < ROUNDS; round++) {
        for (const reader of readers) reader.opened.push(await openCold(reader, url))
      }
    } finally {
      for (const { profile } of readers) rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
      workspace.remove()
    }
    const [few, many] = readers as [Reader, Reader]
    return [
      figure('open a channel from disk, 100,000 messages, time', few, many, ({ ms }) => ms, 'ms'),
      figure('open a channel from disk, 100,000 messages, heap', few, many, ({ heapBytes }) => heapBytes / 1e6, 'MB'),
    ]
  },
}

function figure(what: string, few: Reader, many: Reader, of: (opened: Opened) => number, unit: string): Figure {
  const [baseline, measured] = [median(few.opened.map(of)), median(many.opened.map(of))]
  const ratio = measured / baseline
  return {
    what,
    baseline: `${round(baseline, 1)} ${unit}`,
    measured: `${round(measured, 1)} ${unit}`,
    ratio: `${round(ratio)} x`,
    limit: `<= ${LIMIT} x`,
    ok: ratio <= LIMIT,
    note: `baseline: 1,000 messages; median of ${ROUNDS}`,
  }
}

/** With the server: the app and the channel come to this device's disk. */
function fetchOnce({ profile, channel }: Reader, url: string, cookieHeader: string): Promise<void> {
  return inBrowser(profile, async (context) => {
    await addSession(context, url, cookieHeader)
    const page = await context.newPage()
    await page.goto(`${url}/#/c/${channel}`)
    await newestMessage(page)
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await page.locator('cairn-sync-status').getByText(en['sync.mark.3']).first().waitFor({ timeout: WAIT_MS })
  })
}

function openCold({ profile, channel }: Reader, url: string): Promise<Opened> {
  return inBrowser(profile, async (context) => {
    const page = await context.newPage()
    await page.goto(`${url}/#/c/${channel}`)
    const ms = await newestMessage(page)
    const devtools = await context.newCDPSession(page)
    await devtools.send('HeapProfiler.collectGarbage')
    const { usedSize } = await devtools.send('Runtime.getHeapUsage')
    return { ms, heapBytes: usedSize }
  })
}

/** @returns milliseconds since the navigation began, at the first frame with a message on screen */
async function newestMessage(page: Page): Promise<number> {
  const shown = await page.waitForFunction(
    // Without a function of its own: the compiler would name it by a helper that the page does not have.
    () => {
      const roots: (Document | ShadowRoot)[] = [document]
      for (const root of roots) {
        if (root.querySelector('cairn-message')) return performance.now()
        for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot)
      }
      return null
    },
    null,
    { polling: 'raf', timeout: WAIT_MS },
  )
  return (await shown.jsonValue()) as number
}
