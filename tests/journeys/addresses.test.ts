/** Every address of UI.md, section 2, leads to its pane: when it is opened, by Back, and after a reload. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PUMP } from '../../client/fixtures/ridge.ts'
import { fixturePages, type FixturePages } from '../support/fixture-pages.ts'

const CHAT = `#/c/${PUMP}`
/** Beside the search stands what stood there. */
const ANY = ''
/** The headings of the middle and of the panel beside it. */
const PLACES: readonly (readonly [address: string, ...headings: string[]])[] = [
  [CHAT, 'pump-crew'],
  [`${CHAT}/m/:message`, 'pump-crew'],
  [`${CHAT}/t/:message`, 'pump-crew', 'Thread'],
  [`${CHAT}/info`, 'pump-crew', 'About'],
  [`${CHAT}/members`, 'pump-crew', 'Members'],
  [`${CHAT}/files`, 'pump-crew', 'Files'],
  [`${CHAT}/pins`, 'pump-crew', 'Pinned messages'],
  [`${CHAT}?q=valve`, 'pump-crew', 'Search'],
  ['#/search?q=valve', ANY, 'Search'],
  ['#/activity', 'Activity'],
  ['#/discover', 'Find a channel'],
  ['#/unsent', 'Drafts and unsent', 'Drafts'],
  ['#/settings/profile', 'Settings', 'What others see'],
  ['#/settings/look', 'Settings', 'Look'],
  ['#/settings/keyboard', 'Settings'],
  ['#/admin/people', 'Workspace', 'People'],
  ['#/join/abc', 'Join a chat'],
]

let pages: FixturePages
let page: Page
let message = ''

beforeAll(async () => {
  pages = await fixturePages()
  page = await pages.open('live')
  message = (await page.locator('cairn-message').nth(3).getAttribute('data-key')) ?? ''
}, 120_000)
afterAll(() => pages?.end())

it.each(PLACES)(
  '[BU25] %s is the same pane when it is opened, by Back, and after a reload',
  async (at, ...headings) => {
    expect(message).not.toBe('')
    const address = at.replace(':message', message)
    const isHere = async (): Promise<void> => {
      for (const [i, name] of headings.entries()) {
        if (name === ANY) continue
        const heading = page.getByRole('heading', { name, exact: true, level: i + 1 })
        await heading.first().waitFor()
      }
      if (at.endsWith('/m/:message')) await page.locator(`cairn-message[data-key="${message}"]`).waitFor()
      expect(await page.evaluate(() => location.hash)).toBe(address)
    }
    await go(address)
    await isHere()
    await go('#/unread')
    await page.getByRole('heading', { name: 'Unread', exact: true, level: 1 }).waitFor()
    await page.goBack()
    await isHere()
    await page.reload()
    await page.waitForFunction(() => document.documentElement.dataset.fixture === 'live')
    await isHere()
  },
)

function go(hash: string): Promise<void> {
  return page.evaluate((to) => void (location.hash = to), hash)
}
