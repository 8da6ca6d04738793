/**
 * Row: a first visit over a slow link, with nothing on the device: the first paint with content, and a form that can be filled
 * in. The browser slows the page's own requests; what the service worker keeps for later comes when the form is there.
 */
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { limitFigure } from '../support/limit-figure.ts'
import { inBrowser, probedPage } from '../support/probed-page.ts'
import type { Row } from '../support/row.ts'
import { startServer } from '../support/server-process.ts'
import { ROUNDS, SPEEDS, type Speed } from '../support/web-sizes.ts'
import { makeWorkspace } from '../support/workspace.ts'

const SLOW_LINK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }

type Times = Record<Speed, number[]>

export const coldVisit: Row = {
  name: 'cold-visit',
  async run() {
    const workspace = await makeWorkspace(1)
    const [paint, form]: [Times, Times] = [
      { 4: [], 1: [] },
      { 4: [], 1: [] },
    ]
    const server = await startServer(workspace.folder)
    try {
      for (let round = 0; round < ROUNDS; round++) {
        for (const speed of SPEEDS) {
          const visit = await visitFirst(mkdtempSync(join(workspace.folder, 'profile-')), server.url, speed)
          paint[speed].push(visit.paintMs)
          form[speed].push(visit.formMs)
        }
      }
    } finally {
      await server.end()
      workspace.remove()
    }
    const note = '1.6 Mbit/s, 150 ms round trip'
    const unit = 'ms'
    return [
      limitFigure({
        ...{ what: 'cold visit, first contentful paint', measured: paint, limits: { 4: 1_800, 1: 1_800 }, unit, note },
      }),
      limitFigure({
        ...{ what: 'cold visit, usable sign-in', measured: form, limits: { 4: 2_500, 1: 2_500 }, unit, note },
      }),
    ]
  },
}

function visitFirst(profile: string, socketUrl: string, speed: Speed): Promise<{ paintMs: number; formMs: number }> {
  return inBrowser(profile, async (context) => {
    const { page, devtools, slowDown } = await probedPage(context)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', SLOW_LINK)
    await slowDown(speed)
    const begunAtMs = Date.now()
    await page.goto(socketUrl.replace(/^ws/, 'http'), { waitUntil: 'commit' })
    // The server's own page hands on to the app, which is another document: its clock begins then.
    await page.waitForURL(({ pathname }) => pathname !== '/login', { waitUntil: 'commit' })
    const beforeMs = (await page.evaluate(() => performance.timeOrigin)) - begunAtMs
    const formMs = beforeMs + (await page.evaluate(() => cairnProbe.when(() => cairnProbe.isFormShown())))
    const paintMs = beforeMs + (await page.evaluate(() => cairnProbe.firstPaint()))
    return { paintMs, formMs }
  })
}
