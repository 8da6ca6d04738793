/** Where a language is written from the right, boxes are, and what is typed goes its own way. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fixturePages, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages
beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

it.each([
  ['switcher', 'cairn-quick-switcher input'],
  ['forward', 'cairn-forward cairn-pick-list input'],
  ['forward', 'cairn-forward .note textarea'],
  ['search', 'cairn-search-box input'],
  ['find', 'cairn-find-bar input'],
  ['settings-profile', 'cairn-field input'],
  ['live', 'cairn-composer textarea'],
])('[UI188] %s, %s: from the right while empty, then as its words', async (state, box) => {
  const page = await pages.open(state, undefined, false, 'ar')
  const field = page.locator(box).first()
  const direction = () => field.evaluate((one) => getComputedStyle(one).direction)
  await field.fill('')
  await expect.poll(direction).toBe('rtl')
  await field.fill('pump')
  await expect.poll(direction).toBe('ltr')
  await field.fill('مضخة')
  await expect.poll(direction).toBe('rtl')
  await page.context().close()
})

it('[UI188] the description of a picture that is to be sent', async () => {
  const page = await pages.open('upload-tray', undefined, false, 'ar')
  const field = page.locator('cairn-upload-row input[type=text]').first()
  const direction = () => field.evaluate((one) => getComputedStyle(one).direction)
  await field.fill('')
  expect(await direction()).toBe('rtl')
  await field.fill('pump')
  expect(await direction()).toBe('ltr')
  await page.context().close()
})
