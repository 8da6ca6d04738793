/** What the keys do inside menus and the grid of emoji, over a device in memory. */
import type { Locator } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixturePages, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

it('[UI195] in a menu arrows go round, Home and End to its ends, and a letter to the next that begins so', async () => {
  const page = await pages.open('live')
  const row = page.locator('cairn-chat-row a').first()
  await row.focus()
  await row.dispatchEvent('contextmenu')
  const items = page.getByRole('menu').getByRole('menuitem')
  await items.first().waitFor()
  const labels = await items.evaluateAll((all) => all.map((one) => one.textContent.trim()))
  const focused = () => items.evaluateAll((all) => all.findIndex((one) => one.matches(':focus')))
  const last = labels.length - 1
  expect(last).toBeGreaterThan(3)
  await expect.poll(focused).toBe(0)
  for (const [key, at] of [
    ['ArrowDown', 1],
    ['ArrowDown', 2],
    ['ArrowUp', 1],
    ['End', last],
    ['ArrowDown', 0],
    ['ArrowUp', last],
    ['Home', 0],
  ] as const) {
    await page.keyboard.press(key)
    expect(await focused(), key).toBe(at)
  }
  // Several begin with it: one after the other, and the first again after the last.
  const letter = 'm'
  const found = labels.flatMap((label, at) => (label.toLowerCase().startsWith(letter) ? [at] : []))
  expect(found.length).toBeGreaterThan(0)
  await page.keyboard.press('End')
  for (const at of [...found.filter((one) => one > last), ...found, found[0]!]) {
    await page.keyboard.press(letter)
    expect(await focused(), letter).toBe(at)
  }
  await page.keyboard.press('Escape')
  await items.first().waitFor({ state: 'hidden' })
  await expect.poll(() => row.evaluate((one) => one.matches(':focus'))).toBe(true)
})

describe('[UI196] in the grid of emoji', () => {
  /** What the composer passes on when it renders again changes nothing of it. */
  const useLately = (picker: Locator, names: readonly string[]) =>
    picker.evaluate((one, recent) => {
      Object.defineProperty(one, 'recent', { get: () => recent, set: () => undefined, configurable: true })
      ;(one as HTMLElement & { requestUpdate(): void }).requestUpdate()
    }, names)

  /** Two were used lately: they stand first, in a group and a row of their own. */
  async function grid(locale: string) {
    const page = await pages.open('live', { width: 1280, height: 800 }, false, locale)
    await page.locator('cairn-composer').getByRole('textbox').focus()
    await page.keyboard.press('Control+Shift+E')
    const picker = page.locator('cairn-composer cairn-emoji-picker')
    await picker.getByRole('option').first().waitFor()
    await useLately(picker, ['tada', 'heart'])
    const field = picker.getByRole('combobox')
    await expect.poll(() => picker.getByRole('group').count()).toBe(2)
    const active = async () => Number((await field.getAttribute('aria-activedescendant'))!.slice(1))
    const box = async (at: number) => (await picker.locator(`#e${at}`).boundingBox())!
    const press = async (key: string) => {
      await page.keyboard.press(key)
      return active()
    }
    return { picker, box, press }
  }

  it.each([
    ['en', 'ArrowRight', 'ArrowLeft'],
    ['ar', 'ArrowLeft', 'ArrowRight'],
  ])('the arrows go as the writing goes: %s', async (locale, forward, back) => {
    const { press, box } = await grid(locale)
    expect(await press(forward)).toBe(1)
    expect(Math.sign((await box(1)).x - (await box(0)).x)).toBe(locale === 'ar' ? -1 : 1)
    expect(await press(back)).toBe(0)
    expect(await press(back)).toBe(0)
  })

  it.each([
    ['en', 'ArrowRight', 'ArrowLeft'],
    ['ar', 'ArrowLeft', 'ArrowRight'],
  ])('up and down keep the column, from the recent ones to the rest and back: %s', async (locale, forward, back) => {
    const { picker, press, box } = await grid(locale)
    await press(forward)
    const first = await press('ArrowDown')
    expect(first).toBe(2 + 1)
    expect((await box(first)).x).toBeCloseTo((await box(1)).x, 0)
    const below = await press('ArrowDown')
    expect((await box(below)).x).toBeCloseTo((await box(first)).x, 0)
    expect((await box(below)).y).toBeGreaterThan((await box(first)).y)
    expect(await press('ArrowUp')).toBe(first)
    expect(await press('ArrowUp')).toBe(1)
    // Where the recent ones have no such column, to the last of them.
    await useLately(picker, ['tada'])
    await picker.locator('[role=group]').first().getByRole('option').nth(1).waitFor({ state: 'detached' })
    await press(back)
    expect(await press('ArrowDown')).toBe(1)
    await press(forward)
    expect(await press('ArrowUp')).toBe(0)
  })

  it('[UI244] each press goes one row on, where the recent ones fill two rows as well', async () => {
    const { picker, press, box } = await grid('en')
    const columns = await picker
      .locator('.cells')
      .first()
      .evaluate((cells) => getComputedStyle(cells).gridTemplateColumns.split(' ').length)
    const names = ['tada', 'heart', 'eyes', 'fire', 'rocket', 'wave', 'pray', 'clap', 'joy', 'cry', 'ok_hand', 'sob']
    const recent = Math.min(names.length, columns + 2)
    await useLately(picker, names.slice(0, recent))
    await expect.poll(() => picker.getByRole('group').first().getByRole('option').count()).toBe(recent)
    await press('ArrowRight')
    const seen = [1, await press('ArrowDown'), await press('ArrowDown')]
    expect(seen).toEqual([1, columns + 1, recent + 1])
    const places = await Promise.all(seen.map(box))
    for (const { x } of places) expect(x).toBeCloseTo(places[0]!.x, 0)
    expect([await press('ArrowUp'), await press('ArrowUp')]).toEqual([columns + 1, 1])
  })
})
