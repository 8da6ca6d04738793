/** How wide the panes are, at both sides of each breakpoint, and the edge between them (UI.md, section 2). */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import { fixturePages, type FixturePages } from '../support/fixture-pages.ts'

const DESK = { width: 1280, height: 800 }
let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 240_000)
afterAll(() => pages?.end())

describe('[UI173] the panes', () => {
  it.each([
    [599, { panel: [0, 599] }],
    [600, { list: [0, 280], main: [280, 320], panel: [240, 360] }],
    [1023, { list: [0, 280], main: [280, 743], panel: [663, 360] }],
    [1024, { list: [0, 280], main: [280, 384], panel: [664, 360] }],
  ])('at %s px', async (width, boxes) => {
    const page = await pages.open('info', { width, height: 800 })
    expect(await boxesOf(page)).toEqual(boxes)
    await page.context().close()
  })

  it('the list is dragged by its edge, from 220 to 400 px', async () => {
    const page = await pages.open('live', DESK)
    await page.locator('cairn-grip').waitFor()
    let x = 280
    for (const [to, width] of [
      [340, 340],
      [100, 220],
      [700, 400],
    ] as const) {
      await page.mouse.move(x, 400)
      await page.mouse.down()
      await page.mouse.move(to, 400, { steps: 3 })
      await page.mouse.up()
      await expect.poll(async () => (await boxesOf(page)).list).toEqual([0, width])
      x = width
    }
    await page.context().close()
  })

  it.each([
    ['en', 'ArrowRight', 'ArrowLeft'],
    ['ar', 'ArrowLeft', 'ArrowRight'],
  ])('the list is as wide as the arrow keys on its edge make it: %s', async (locale, wider, narrower) => {
    const page = await pages.open('live', DESK, false, locale)
    const grip = page.locator('cairn-grip').getByRole('separator')
    await grip.focus()
    const width = async () => (await boxesOf(page)).list?.[1]
    await page.keyboard.press(wider)
    await expect.poll(width).toBe(296)
    for (let n = 0; n < 10; n++) await page.keyboard.press(wider)
    await expect.poll(width).toBe(400)
    for (let n = 0; n < 20; n++) await page.keyboard.press(narrower)
    await expect.poll(width).toBe(220)
    expect(await grip.getAttribute('aria-valuenow')).toBe('220')
    await page.context().close()
  })
})

it('[UI170] a finger grasps the edge of the list 24 px wide; nothing that is pressed is under it', async () => {
  const page = await pages.open('live', { width: 900, height: 800 }, true)
  await page.locator('cairn-grip').waitFor()
  expect(await boxesOf(page)).toMatchObject({ list: [0, 280], main: [280, 620] })
  const isGrip = (x: number) =>
    page.evaluate((at) => {
      const list = (document.querySelector('cairn-app') as HTMLElement).shadowRoot!.querySelector('cairn-shell')!
      return list.shadowRoot!.elementFromPoint(at, 400)?.localName === 'cairn-grip'
    }, x)
  expect(await Promise.all([270, 273, 294, 297].map(isGrip))).toEqual([false, true, true, false])
  const covered = await page
    .locator('cairn-sidebar, cairn-chat')
    .locator('button, a, input, textarea, [role=button]')
    .evaluateAll((controls) =>
      controls
        .filter((one) => one.checkVisibility())
        .map((one) => ({ name: one.getAttribute('aria-label') ?? one.textContent, box: one.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && box.right > 273 && box.left < 295)
        .map(({ name }) => name),
    )
  expect(covered).toEqual([])
  await page.getByRole('separator', { name: en['nav.resize'] }).waitFor()
})

/** Where each pane begins, and how wide it is, in px; those that are on the screen. */
async function boxesOf(page: Page): Promise<Record<string, number[]>> {
  return page.locator('cairn-shell').evaluate((shell) => {
    const root = shell.shadowRoot!
    const panes = {
      list: root.querySelector('nav'),
      main: root.querySelector('#main'),
      panel: root.querySelector('.panel'),
    }
    const shown = Object.entries(panes).filter(([, pane]) => pane?.checkVisibility())
    return Object.fromEntries(
      shown.map(([name, pane]) => {
        const { left, width } = pane!.getBoundingClientRect()
        return [name, [Math.round(left), Math.round(width)]]
      }),
    )
  })
}
