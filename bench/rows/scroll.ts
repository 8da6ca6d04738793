/**
 * Row: scrolls up through the chat of 100,000 messages by the wheel for six seconds, without a server: once for the frames,
 * and once more to see whether rows jump and how many there are, as looking takes time from the frames.
 */
import { limitFigure, plainFigure } from '../support/limit-figure.ts'
import { chatShown, type ProbedPage, type ScrollFound } from '../support/probed-page.ts'
import type { Row } from '../support/row.ts'
import { percentile, round as digits } from '../support/stats.ts'
import { syncedReader, type SyncedReader } from '../support/synced-reader.ts'
import { ROUNDS, SPEEDS, type Speed } from '../support/web-sizes.ts'

const SECONDS = 6
/** About three screens a second: a quick wheel. */
const PX_PER_S = 2_400
const MOST_JUMP_PX = 1
const MOST_ROWS = 240
const MOST_ELEMENTS = 6_000

export const scroll: Row = {
  name: 'scroll',
  async run() {
    const reader = await syncedReader()
    const p95: Record<Speed, number[]> = { 4: [], 1: [] }
    const longest: Record<Speed, number[]> = { 4: [], 1: [] }
    const found: ScrollFound[] = []
    await reader.visit(async (probed) => {
      for (let round = 0; round < ROUNDS; round++) {
        for (const speed of SPEEDS) {
          const lengths = await frames(probed, reader, speed)
          p95[speed].push(percentile(lengths, 0.95))
          longest[speed].push(Math.max(...lengths))
          found.push(await jumps(probed, reader, speed))
        }
      }
    })
    const each = found.flatMap((run) => run.jumps)
    const furthest = each.reduce((a, b) => Math.max(a, b), 0)
    const most = (of: (run: ScrollFound) => number) => Math.max(...found.map(of))
    return [
      limitFigure({ what: 'scroll up, p95 frame', measured: p95, limits: { 4: 24, 1: 20 }, unit: 'ms', digits: 1 }),
      limitFigure({
        ...{ what: 'scroll up, longest frame of all rounds', held: 'largest', measured: longest },
        ...{ limits: { 4: 50, 1: 50 }, unit: 'ms' },
      }),
      plainFigure(
        'scroll up, jumps over 1 px',
        each.filter((px) => px > MOST_JUMP_PX).length,
        0,
        'jumps',
        `${each.length} frames, ${most(({ px }) => px)} px scrolled; the furthest by ${digits(furthest, 1)} px`,
      ),
      plainFigure(
        'rows in the timeline',
        most(({ rows }) => rows),
        MOST_ROWS,
        'rows',
      ),
      // As tools count a page's size: elements. A template's texts and markers are no boxes.
      plainFigure(
        'DOM elements in the timeline',
        most(({ elements }) => elements),
        MOST_ELEMENTS,
        'elements',
        `with texts and markers ${most(({ nodes }) => nodes)} nodes`,
      ),
    ]
  },
}

async function frames(probed: ProbedPage, reader: SyncedReader, speed: Speed): Promise<number[]> {
  await openBig(probed, reader)
  await probed.slowDown(speed)
  await probed.page.evaluate(() => cairnProbe.startFrames())
  await wheelUp(probed)
  return probed.page.evaluate(() => cairnProbe.stopFrames())
}

async function jumps(probed: ProbedPage, reader: SyncedReader, speed: Speed): Promise<ScrollFound> {
  await openBig(probed, reader)
  await probed.slowDown(speed)
  await probed.page.evaluate(() => cairnProbe.startJumps())
  await wheelUp(probed)
  return probed.page.evaluate(() => cairnProbe.stopJumps())
}

async function wheelUp({ page, devtools }: ProbedPage): Promise<void> {
  const box = await page.locator('cairn-timeline').boundingBox()
  if (!box) throw new Error('there is no timeline to scroll')
  await devtools.send('Input.synthesizeScrollGesture', {
    x: Math.round(box.x + box.width / 2),
    y: Math.round(box.y + box.height / 2),
    yDistance: PX_PER_S * SECONDS,
    speed: PX_PER_S,
    gestureSourceType: 'mouse',
  })
}

/** Anew: each time from the end, and nothing older in memory. */
async function openBig({ page, slowDown }: ProbedPage, { url, big }: SyncedReader): Promise<void> {
  await slowDown(1)
  await page.goto('about:blank')
  await page.goto(`${url}/#/c/${big}`)
  await chatShown(page, big)
  await page.evaluate(() => cairnProbe.idle())
}
