/**
 * Row: the quick switcher among 2,000 chats, without a server: from each key to the paint of what it found, by Event Timing
 * (`type.ts`).
 */
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { en } from '../../client/messages/en.ts'
import type { ChannelId } from '../../schema/ids.ts'
import { addSession, areAllChatsListed } from '../support/reader-browser.ts'
import { fillGroup, fillMessages } from '../support/fill.ts'
import { limitFigure } from '../support/limit-figure.ts'
import { inBrowser, probedPage, type ProbedPage } from '../support/probed-page.ts'
import type { Row } from '../support/row.ts'
import { startServer } from '../support/server-process.ts'
import { median, percentile, round as digits } from '../support/stats.ts'
import { ROUNDS, SPEEDS, TARGETS, type Speed } from '../support/web-sizes.ts'
import { makeWorkspace } from '../support/workspace.ts'

/** What is typed: the first letters fit nearly all, the rest few. */
const TERMS = ['ridge 17', 'station 4', 'crew 19']
const NAMES = ['Ridge', 'Station', 'Crew', 'Harbour', 'Kitchen']
const KEY_EVERY_MS = 120
const SYNC_MS = 600_000

type Times = Record<Speed, number[]>

export const switcher: Row = {
  name: 'switcher',
  async run() {
    const workspace = await makeWorkspace(1, (core) => {
      for (let n = 0; n < TARGETS; n++) {
        const id: ChannelId = fillGroup(core, `${NAMES[n % NAMES.length]} ${n}`, [1])
        fillMessages(core, id, [1], 1)
      }
    })
    const profile = mkdtempSync(join(workspace.folder, 'profile-'))
    const [told, own]: [Times, Times] = [
      { 4: [], 1: [] },
      { 4: [], 1: [] },
    ]
    try {
      const server = await startServer(workspace.folder)
      const url = server.url.replace(/^ws/, 'http')
      await inBrowser(profile, async (context) => {
        await addSession(context, url, workspace.cookies[0] as string)
        const { page } = await probedPage(context)
        await page.goto(url)
        await page.evaluate(async () => void (await navigator.serviceWorker.ready))
        await areAllChatsListed(page, TARGETS, SYNC_MS)
        await page.locator('cairn-sync-status').getByText(en['sync.mark.3']).first().waitFor({ timeout: SYNC_MS })
      })
      await server.end()
      await inBrowser(profile, async (context) => {
        const probed = await probedPage(context)
        await probed.page.goto(url)
        await areAllChatsListed(probed.page, TARGETS, SYNC_MS)
        for (let round = 0; round < ROUNDS; round++) {
          for (const speed of SPEEDS) {
            const keys = await typed(probed, speed)
            told[speed].push(percentile(keys.told, 0.98))
            own[speed].push(percentile(keys.own, 0.98))
          }
        }
      })
    } finally {
      workspace.remove()
    }
    return [
      limitFigure({
        ...{ what: 'quick switcher, key to paint, p98', measured: told, limits: { 4: 50, 1: 16 }, unit: 'ms' },
        note: `${TARGETS} chats; to the end of the frame ${digits(median(own[4]))} (${digits(median(own[1]))}) ms`,
      }),
    ]
  },
}

async function typed({ page, slowDown }: ProbedPage, speed: Speed): Promise<{ told: number[]; own: number[] }> {
  const all = { told: [] as number[], own: [] as number[] }
  for (const term of TERMS) {
    await slowDown(1)
    await page.keyboard.press('Control+k')
    const box = page.locator('cairn-quick-switcher').getByRole('combobox', { name: en['switcher.label'] })
    await box.waitFor()
    await page.evaluate(() => cairnProbe.idle())
    await slowDown(speed)
    await page.evaluate(() => cairnProbe.startKeys())
    await page.keyboard.type(term, { delay: KEY_EVERY_MS })
    const { told, own } = await page.evaluate(async () => {
      await cairnProbe.painted()
      return cairnProbe.stopKeys()
    })
    const untold = Array.from({ length: Math.max(0, term.length - told.length) }, () => 16)
    all.told.push(...told, ...untold)
    all.own.push(...own)
    await page.keyboard.press('Escape')
    await box.waitFor({ state: 'hidden' })
  }
  return all
}
