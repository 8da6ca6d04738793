/** The question before a message that mentions everyone is sent, over a device in memory. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import { fixturePages, focusedName, storesOf, type FixturePages } from '../support/fixture-pages.ts'

const TEXT = '@everyone the pump is running again'
let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

const boxOf = (page: Page) => page.getByRole('textbox', { name: /^Message/ })
const questionOf = (page: Page) => page.getByRole('alertdialog', { name: /^Notify \d+ people\?$/ })

/** A chat where that was written and Enter pressed: the question has the focus. */
async function asked(): Promise<Page> {
  const page = await pages.open('live')
  await boxOf(page).fill(TEXT)
  await boxOf(page).press('Enter')
  await expect.poll(() => focusedName(page)).toBe(en['chat.composer.notify-yes'])
  return page
}

/** The texts of the messages that were sent from here. */
async function sent(page: Page): Promise<unknown[]> {
  const stores = await storesOf(page)
  return stores.evaluate(({ device }) =>
    device.outbox().flatMap(({ root, value }) => (root === 'messages' ? [(value as { text: unknown }).text] : [])),
  )
}

describe('[UI127] a message that mentions everyone', () => {
  it('is sent once, when that is answered with yes', async () => {
    const page = await asked()
    expect([await boxOf(page).inputValue(), await sent(page)]).toEqual([TEXT, []])
    await page.keyboard.press('Enter')
    await questionOf(page).waitFor({ state: 'detached' })
    await expect.poll(() => sent(page)).toEqual([TEXT])
    expect(await boxOf(page).inputValue()).toBe('')
  })

  it.each([
    ['Cancel', (page: Page) => page.getByRole('button', { name: en['chat.composer.cancel'], exact: true }).click()],
    ['Esc', (page: Page) => page.keyboard.press('Escape')],
  ] as const)('is not sent after %s: text and focus are in the box, and Enter asks again', async (_, answer) => {
    const page = await asked()
    await answer(page)
    await questionOf(page).waitFor({ state: 'detached' })
    await expect.poll(() => focusedName(page)).toMatch(/^Message /)
    expect([await boxOf(page).inputValue(), await sent(page)]).toEqual([TEXT, []])
    await page.keyboard.press('Enter')
    await questionOf(page).waitFor()
    expect(await sent(page)).toEqual([])
  })

  it('is asked about only as it stands: another text, an edit or another chat ends the question', async () => {
    const page = await asked()
    await boxOf(page).pressSequentially(' now')
    await questionOf(page).waitFor({ state: 'detached' })
    await page.keyboard.press('Enter')
    await questionOf(page).waitFor()
    await page.locator('cairn-message').filter({ hasText: 'Filter B is in' }).last().focus()
    await page.keyboard.press('e')
    await questionOf(page).waitFor({ state: 'detached' })
    await boxOf(page).press('Escape')
    await expect.poll(() => boxOf(page).inputValue()).toBe(`${TEXT} now`)
    await page.keyboard.press('Enter')
    await questionOf(page).waitFor()
    await page.evaluate(() => void (location.hash = '#/c/general'))
    await expect.poll(() => boxOf(page).inputValue()).toBe('')
    await questionOf(page).waitFor({ state: 'detached' })
    expect(await sent(page)).toEqual([])
  })
})
