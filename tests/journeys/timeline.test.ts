/** The way to the latest message, following the end, going to a day, and what stands before the device is open, in a browser. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fixturePages, storesOf, type FixturePages } from '../support/fixture-pages.ts'

const PHONE = { width: 390, height: 844 }
let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

const pill = (page: Page) => page.locator('cairn-jump-pill')

/** How far the end is below the view, in px. */
const left = (page: Page) =>
  page.locator('cairn-timeline .scroller').evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)

const scrollTo = (page: Page, above: number) =>
  page
    .locator('cairn-timeline .scroller')
    .evaluate((box, px) => void (box.scrollTop = box.scrollHeight - box.clientHeight - px), above)

const frames = (page: Page, count: number) =>
  page.evaluate(
    (wanted) =>
      new Promise<void>((done) => {
        let seen = 0
        const next = () => (++seen < wanted ? void requestAnimationFrame(next) : done())
        next()
      }),
    count,
  )

/** No more rows come in: a few do in each frame, until there is enough to scroll. */
async function untilFilled(page: Page): Promise<void> {
  const rows = page.locator('cairn-timeline [data-key]')
  await expect
    .poll(async () => {
      const before = await rows.count()
      await frames(page, 20)
      return (await rows.count()) - before
    })
    .toBe(0)
}

/** At the end of a long chat, with all its rows. */
async function atTheEnd(viewport?: typeof PHONE): Promise<Page> {
  const page = await pages.open('long', viewport)
  await page.keyboard.press('Control+j')
  await expect.poll(() => left(page)).toBeLessThan(1)
  await expect.poll(() => page.locator('cairn-timeline cairn-message').count()).toBeGreaterThanOrEqual(60)
  return page
}

it('[MG28] the way to the latest is offered beyond 200 px, not before', async () => {
  const page = await atTheEnd()
  await scrollTo(page, 198)
  await expect.poll(() => left(page)).toBeCloseTo(198, 0)
  expect(await pill(page).count()).toBe(0)
  await scrollTo(page, 203)
  await pill(page).waitFor()
})

it.each([
  [38, true],
  [43, false],
])('[MG28] %i px above the end, what arrives is followed: %s', async (above, isFollowed) => {
  const page = await atTheEnd()
  await scrollTo(page, above)
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  const stores = await storesOf(page)
  const chat = /#\/c\/([^/]+)/.exec(page.url())![1]!
  await stores.evaluate(
    ({ actions }, channelId) => actions.send({ channelId: channelId as never, text: 'It runs.' }),
    chat,
  )
  await page.locator('cairn-message', { hasText: 'It runs.' }).waitFor({ state: 'attached' })
  if (isFollowed) await expect.poll(() => left(page)).toBeLessThan(1)
  else expect(await left(page)).toBeGreaterThan(above)
})

it('[MG28] scrolling past the ends of a chat moves nothing behind it', async () => {
  const page = await pages.open('long')
  const style = (box: Element) => getComputedStyle(box).overscrollBehaviorY
  expect(await page.locator('cairn-timeline .scroller').evaluate(style)).toBe('contain')
})

it('[UI149] on a phone, what has to be said under the header moves nothing that is read', async () => {
  const page = await atTheEnd(PHONE)
  await scrollTo(page, 1_500)
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  const rows = page.locator('cairn-timeline [data-key]')
  const middle = await rows.evaluateAll((all) => all.findIndex((row) => row.getBoundingClientRect().top > 400))
  const key = await rows.nth(middle).getAttribute('data-key')
  const top = () => page.locator(`[data-key="${key}"]`).evaluate((one) => one.getBoundingClientRect().top)
  const before = await top()
  const stores = await storesOf(page)
  await stores.evaluate(({ device }) => void device.setSync({ state: 'signed-out' }))
  await page.locator('cairn-chat cairn-sync-status').waitFor()
  expect(await top()).toBeCloseTo(before, 0)
})

it('[UI230] at the top of what is loaded, what is read stays where it is while older messages come above it', async () => {
  const page = await atTheEnd()
  await untilFilled(page)
  const rows = page.locator('cairn-timeline [data-key]')
  const topmost = () => rows.first().getAttribute('data-key')
  // The day's line above the first loaded message goes as soon as one of the same day stands before it.
  await page.locator('cairn-timeline .scroller').evaluate((box) => (box.scrollTop = 0))
  const first = await topmost()
  const read = await page.locator('cairn-timeline cairn-message').nth(1).getAttribute('data-key')
  const top = () => page.locator(`[data-key="${read}"]`).evaluate((one) => one.getBoundingClientRect().top)
  const before = await top()
  await expect.poll(topmost).not.toBe(first)
  await untilFilled(page)
  expect(await top()).toBeCloseTo(before, 0)
})

it.each([
  ['in the middle', 1_500],
  ['at the end', 0],
])('[UI181] on a phone a chat behind a panel stands still, and coming back finds it %s', async (_, above) => {
  const page = await atTheEnd(PHONE)
  if (above > 0) await scrollTo(page, above)
  await untilFilled(page)
  const rows = page.locator('cairn-timeline [data-key]')
  const keys = () => rows.evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.key))
  const seen = () =>
    rows.evaluateAll((all) => {
      const row = all.find((one) => one.getBoundingClientRect().top > 400)!
      return [(row as HTMLElement).dataset.key, Math.round(row.getBoundingClientRect().top)]
    })
  const [made, before] = [await keys(), await seen()]
  const chat = /#\/c\/[^/]+/.exec(page.url())![0]
  await page.evaluate((hash) => void (location.hash = `${hash}/files`), chat)
  await page.locator('cairn-files').waitFor()
  await frames(page, 30)
  expect(await keys()).toEqual(made)
  await page.goBack()
  await rows.first().waitFor()
  expect(await seen()).toEqual(before)
  if (above === 0) expect(await left(page)).toBeLessThan(1)
})

it('[MG28] it tells of all that is unread, loaded or not', async () => {
  const page = await pages.open('unread-far')
  await page.locator('cairn-new-line').waitFor()
  const count = async () => Number(/\d+/.exec(await pill(page).getByRole('button').innerText())?.[0])
  // Those in view are being read.
  await expect.poll(count).toBeGreaterThan(550)
  expect(await count()).toBeLessThanOrEqual(590)
})

it('[MG30] a day that is chosen takes the reader to its first message', async () => {
  const page = await pages.open('date-picker')
  await page.locator('cairn-date-picker button[data-day]:not(.empty)').last().click()
  const first = page.locator('cairn-timeline [data-key][flash]')
  await first.waitFor()
  expect(await first.getAttribute('aria-posinset')).toBe('2')
})

it.each([
  ['cairn-chat-list', '#/'],
  ['cairn-chat', null],
  ['cairn-activity', '#/activity'],
])('[UI147] %s shows rows on their way before the device is open', async (tag, hash) => {
  const page = await pages.open('live')
  if (hash) await page.evaluate((to) => void (location.hash = to), hash)
  await page.locator(tag).first().waitFor()
  await page.evaluate(() => {
    const app = document.querySelector('cairn-app') as unknown as { stores: unknown }
    app.stores = null
  })
  await page.locator(`${tag} cairn-skeleton`).first().waitFor()
})

it('[UI147] rows on their way are not seen for 150 ms', async () => {
  const page = await pages.open('activity-asking')
  const rows = page.locator('cairn-activity cairn-skeleton')
  await rows.waitFor()
  const seen = await rows.evaluate((element) => {
    const [appear] = element.getAnimations()
    if (!appear) return null
    appear.pause()
    return [0, 149, 150].map((at) => {
      appear.currentTime = at
      return getComputedStyle(element).visibility
    })
  })
  expect(seen).toEqual(['hidden', 'hidden', 'visible'])
})
