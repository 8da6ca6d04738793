/**
 * Row: a quarter of an hour of somebody's day in one go, at a quarter of the speed: what moved on the screen that nobody moved,
 * and how often the page did not answer for 200 ms. Shifts are all added up, without those within half a second of a key or click.
 */
import { en } from '../../client/messages/en.ts'
import { plainFigure } from '../support/limit-figure.ts'
import { chatShown, type PageProbe, type ProbedPage } from '../support/probed-page.ts'
import type { Row } from '../support/row.ts'
import { syncedReader, type SyncedReader } from '../support/synced-reader.ts'

const LONG_TASK_MS = 200
const MOST_SHIFT = 0.02
const SPEED = 4
const WHEEL_PX = 4_000

type Disturbances = PageProbe['disturbances']

export const scriptedRun: Row = {
  name: 'scripted-run',
  async run() {
    const reader = await syncedReader()
    const found: Disturbances[] = []
    await reader.visit(async (probed) => {
      await probed.slowDown(SPEED)
      await reader.withServer(async () => found.push(await aDay(probed, reader)))
      // The network goes, and the app is opened again.
      found.push(await anotherDay(probed, reader))
    })
    const shifts = found.flatMap((day) => day.shifts).filter(({ hadRecentInput }) => !hadRecentInput)
    const long = found.flatMap((day) => day.tasks).filter(({ ms }) => ms > LONG_TASK_MS)
    const lasted = long.map(({ ms, atMs }) => `${ms.toFixed(0)} ms at ${(atMs / 1_000).toFixed(1)} s`).join(', ')
    return [
      plainFigure(
        ...(['layout shift, a whole scripted run', shifts.reduce((sum, { value }) => sum + value, 0)] as const),
        ...([MOST_SHIFT, '', `${shifts.length} shifts`, 4] as const),
      ),
      plainFigure(`tasks over ${LONG_TASK_MS} ms, a whole scripted run`, long.length, 0, 'tasks', lasted || undefined),
    ]
  },
}

async function aDay({ page, devtools }: ProbedPage, reader: SyncedReader): Promise<Disturbances> {
  const { url, big, few, small, bigMessages } = reader
  const settled = () => page.evaluate(() => cairnProbe.idle())
  await page.goto(`${url}/#/`)
  await page.getByRole('link', { name: /^Chat 0/ }).click()
  await chatShown(page, small[0] as string)
  await settled()
  for (const chat of [few, big]) {
    await page.evaluate((id) => cairnProbe.go(`#/c/${id}`, () => cairnProbe.isChatShown(id)), chat)
    await settled()
  }
  await devtools.send('Input.synthesizeScrollGesture', { x: 700, y: 400, yDistance: WHEEL_PX, speed: 2_000 })
  await settled()
  await page.getByRole('main').getByRole('textbox').fill('Written in the middle of it')
  await page.keyboard.press('Enter')
  await settled()
  const old = bigMessages[Math.floor(bigMessages.length / 2)] as string
  await page.evaluate(
    ([hash, id]) => cairnProbe.go(hash as string, () => cairnProbe.isInView(id as string)),
    [`#/c/${big}/m/${old}`, old],
  )
  await settled()
  await page.keyboard.press('Control+k')
  await page.locator('cairn-quick-switcher').getByRole('combobox').fill('chat 1')
  await settled()
  await page.keyboard.press('Enter')
  await settled()
  for (const hash of [
    `#/c/${small[1]}/members`,
    `#/c/${small[1]}/info`,
    '#/activity',
    '#/settings',
    '#/search?q=ridge',
  ]) {
    await page.evaluate((to) => void (location.hash = to), hash)
    await settled()
  }
  await page.locator('cairn-sync-status').getByText(en['sync.mark.3']).first().waitFor()
  return page.evaluate(() => cairnProbe.disturbances)
}

async function anotherDay({ page }: ProbedPage, { url, big, few }: SyncedReader): Promise<Disturbances> {
  await page.goto('about:blank')
  await page.goto(`${url}/#/c/${big}`)
  await chatShown(page, big)
  await page.evaluate(() => cairnProbe.idle())
  await page.evaluate((id) => cairnProbe.go(`#/c/${id}`, () => cairnProbe.isChatShown(id)), few)
  await page.evaluate(() => cairnProbe.idle())
  return page.evaluate(() => cairnProbe.disturbances)
}
