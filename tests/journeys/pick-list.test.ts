/** Several of a list are chosen by keys alone, over a device in memory. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fixturePages, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages
beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

it.each([
  ['forward', 'cairn-forward'],
  ['settings-notices-people', 'cairn-quiet-hours'],
])('[UI152] %s: arrows walk, Enter and Space tick, and what is ticked is said', async (state, host) => {
  const page = await pages.open(state)
  const list = page.locator(`${host} cairn-pick-list`)
  const field = list.getByRole('combobox')
  await expect.poll(() => field.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(true)
  const box = list.getByRole('listbox')
  expect(await box.getAttribute('aria-multiselectable')).toBe('true')
  const ticked = () => box.getByRole('option', { selected: true }).evaluateAll((all) => all.map(({ id }) => id))
  const pointed = () => field.getAttribute('aria-activedescendant')
  const before = await ticked()
  expect(await pointed()).toBe('option-0')
  // Two that can be chosen: not every chat takes what is forwarded.
  const [one = 0, other = 0] = await box
    .getByRole('option')
    .evaluateAll((all) =>
      all.flatMap((row, i) => (i > 0 && row.ariaDisabled !== 'true' && row.ariaSelected !== 'true' ? [i] : [])),
    )

  for (let n = 0; n < one; n++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(ticked).toEqual([...before, `option-${one}`])
  const name = await box.locator(`#option-${one} bdi`).first().innerText()
  const said = () => page.locator(`${host} cairn-announcer`).getByRole('log').locator('p').allInnerTexts()
  await expect.poll(async () => (await said()).some((line) => line.includes(name) && /chosen/.test(line))).toBe(true)
  for (let n = one; n < other; n++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect.poll(ticked).toEqual([...before, `option-${one}`, `option-${other}`])
  expect([await pointed(), await field.inputValue()]).toEqual([`option-${other}`, ''])
  await page.keyboard.press('Space')
  await expect.poll(ticked).toEqual([...before, `option-${one}`])

  // While a name is typed a space is one of its letters, and Enter ticks the best that was found.
  await field.pressSequentially(`${name} `)
  expect(await field.inputValue()).toMatch(/ $/)
  await expect.poll(ticked).toEqual(['option-0'])
  await page.keyboard.press('Enter')
  await expect.poll(ticked).toEqual([])
  await page.context().close()
})
