/** Lists longer than a screen: what is made of them, and that nothing of that moves the reader or loses the focus. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixturePages, focusedName, type FixturePages } from '../support/fixture-pages.ts'

const PHONE = { width: 390, height: 780 }
const CHATS = 300

let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

describe.each([
  ['a desk', undefined, '#/c/01JNA0PVMPCREW000000000001'],
  ['a hand', PHONE, '#/'],
] as const)('[UI12] the chats of a long list, on %s', (_, viewport, hash) => {
  let page: Page
  beforeAll(async () => {
    page = await pages.open('list-many', viewport)
    await page.evaluate((to) => void (location.hash = to), hash)
    await page.locator('cairn-chat-row').first().waitFor()
  })

  const rows = () => page.locator('cairn-chat-row').count()
  const focused = async () => /^\S+( \d+)?/.exec(await focusedName(page))?.[0]

  it('those in sight are made, and say how many there are', async () => {
    await expect.poll(rows).toBeLessThan(CHATS / 3)
    const sizes = await page
      .locator('cairn-chat-list li')
      .evaluateAll((all) => all.map((item) => Number(item.getAttribute('aria-setsize'))))
    expect(Math.max(...sizes)).toBeGreaterThanOrEqual(CHATS)
  })

  it('keys reach the last and the first one, and go on from there', async () => {
    await page.locator('cairn-chat-row').first().focus()
    const first = await focused()
    await page.keyboard.press('End')
    await expect.poll(focused).not.toBe(first)
    const last = await focused()
    await page.keyboard.press('ArrowUp')
    await expect.poll(focused).not.toBe(last)
    await page.keyboard.press('ArrowDown')
    await expect.poll(focused).toBe(last)
    expect(await page.locator('cairn-chat-row').last().getByRole('link').innerText()).toContain(last)
    await page.keyboard.press('Home')
    await expect.poll(focused).toBe(first)
    expect(await rows()).toBeLessThan(CHATS / 3)
  })

  it('each of them comes by the arrow', async () => {
    await page.keyboard.press('Home')
    for (let n = 0; n < 80; n++) await page.keyboard.press('ArrowDown')
    const place = () =>
      page.evaluate(() => {
        let active = document.activeElement
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
        const row = (active?.getRootNode() as ShadowRoot).host
        return Number(row?.closest('li')?.getAttribute('aria-posinset'))
      })
    expect(await place()).toBeGreaterThan(70)
  })

  it('the focus stays in the list when its row is scrolled away, and one row is in the tab order', async () => {
    await page.keyboard.press('Home')
    await expect.poll(focused).not.toMatch(/^Well/)
    await page.locator('cairn-chat-row').filter({ hasText: 'Well' }).first().focus()
    const first = await focused()
    await page.locator('cairn-chat-list').hover()
    const scrolled = async () => {
      // A browser that is busy may lose a turn of the wheel.
      await page.mouse.wheel(0, 6_000)
      return focused()
    }
    await expect.poll(scrolled).not.toBe(first)
    await expect.poll(focused).toMatch(/^Well/)
    expect(await page.locator('cairn-chat-row[stop]').count()).toBe(1)
  })
})

describe('[UI13] a chat that has just been opened', () => {
  /** Where the view stands, and how many rows there are. */
  const look = (page: Page) =>
    page.locator('cairn-timeline').evaluate((timeline) => {
      const scroller = timeline.shadowRoot!.querySelector('.scroller')!
      const rows = timeline.shadowRoot!.querySelectorAll<HTMLElement>('[data-key]')
      const view = scroller.getBoundingClientRect()
      const first = [...rows].find((row) => row.getBoundingClientRect().bottom > view.top + 1)
      return {
        rows: rows.length,
        left: Math.round(scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight),
        first: { key: first?.dataset.key, top: Math.round((first?.getBoundingClientRect().top ?? 0) - view.top) },
      }
    })

  it('fills up above while its end stays where it is', async () => {
    const page = await pages.open('long')
    await page.keyboard.press('Control+j')
    await expect.poll(async () => (await look(page)).left).toBe(0)
    await expect.poll(async () => (await look(page)).rows).toBeGreaterThanOrEqual(60)
    expect((await look(page)).left).toBe(0)
  })

  it('[UI232] keeps its rows where somebody at the end sends a message', async () => {
    const page = await pages.open('long')
    await page.keyboard.press('Control+j')
    await expect.poll(async () => (await look(page)).rows).toBeGreaterThanOrEqual(60)
    const key = await page.locator('cairn-timeline [data-key]').first().getAttribute('data-key')
    const { rows } = await look(page)
    await page.locator('cairn-composer textarea').fill('At the end')
    await page.keyboard.press('Enter')
    await page.locator('cairn-timeline cairn-message').filter({ hasText: 'At the end' }).waitFor()
    await expect.poll(async () => (await look(page)).left).toBe(0)
    expect(await page.locator(`cairn-timeline [data-key="${key}"]`).count()).toBe(1)
    expect((await look(page)).rows).toBeGreaterThanOrEqual(rows)
  })

  it('does not take back who scrolls meanwhile', async () => {
    const page = await pages.open('long')
    await page.keyboard.press('Control+j')
    await expect.poll(async () => (await look(page)).left).toBe(0)
    await page.locator('cairn-timeline').hover()
    await page.mouse.wheel(0, -240)
    await expect.poll(async () => (await look(page)).left).toBeGreaterThanOrEqual(240)
    const before = await look(page)
    await expect.poll(async () => (await look(page)).rows).toBeGreaterThanOrEqual(60)
    expect((await look(page)).first).toEqual(before.first)
  })

  it('what was gone to stands where it was put, whatever comes above it', async () => {
    const page = await pages.open('long')
    await expect.poll(async () => (await look(page)).rows).toBeGreaterThanOrEqual(60)
    const share = await page.locator('cairn-timeline').evaluate((timeline) => {
      const view = timeline.shadowRoot!.querySelector('.scroller')!.getBoundingClientRect()
      return (
        (timeline.shadowRoot!.querySelector('cairn-new-line')!.getBoundingClientRect().top - view.top) / view.height
      )
    })
    expect(share).toBeCloseTo(0.2, 2)
  })
})
