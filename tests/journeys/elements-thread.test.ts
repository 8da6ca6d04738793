/** A thread beside its chat, over a device in memory: what is answered and recorded there, and its keys. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goTo, hashOf, idsOf, threadBoxOf } from '../support/fixture-composer.ts'
import { fixturePages, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

describe('a thread', () => {
  it('[UI42] is answered by itself: what is answered in one is not answered in the next', async () => {
    const page = await pages.open('thread')
    const [first = ''] = await idsOf(page)
    await threadBoxOf(page).press('Shift+ArrowUp')
    const banner = page.locator('cairn-thread cairn-composer-banner')
    await banner.getByText('Reply to').waitFor()
    const thread = await hashOf(page)
    await goTo(page, thread.replace(/\/t\/.*$/, `/t/${first}`))
    await page.getByText('No replies yet').waitFor()
    expect(await banner.count()).toBe(0)
    await goTo(page, thread)
    await banner.getByText('Reply to').waitFor()
  })

  it('[UI42] gets the recordings that are made in it', async () => {
    const page = await pages.open('upload-tray')
    const [root = ''] = await idsOf(page)
    await goTo(page, `${await hashOf(page)}/t/${root}`)
    await page.getByText('No replies yet').waitFor()
    await page.locator('cairn-thread cairn-composer').evaluate((composer) => {
      const files = [new File(['sound'], 'spoken.webm', { type: 'audio/webm' })]
      composer.dispatchEvent(
        new CustomEvent('files-recorded', { detail: { files, send: true }, bubbles: true, composed: true }),
      )
    })
    await expect.poll(() => page.locator('cairn-thread cairn-message').count()).toBe(2)
  })

  it('[UI43] says what of it is not on this device', async () => {
    const page = await pages.open('thread-gap')
    await page
      .locator('cairn-thread')
      .getByRole('article', { name: 'The messages of this chat are not on this device' })
      .waitFor()
  })

  it('[UI44] of a chat that one is out of says why, and gives the draft back', async () => {
    const page = await pages.open('thread-lost')
    const closed = page.locator('cairn-thread cairn-closed-composer')
    await closed.getByText('I have one in the').waitFor()
    expect(await closed.getByRole('button', { name: 'Copy' }).count()).toBe(1)
    await closed.getByText('Ana Sousa').waitFor()
  })

  describe('[KB47] whose messages are more than a view', () => {
    const place = (page: Page) =>
      page.locator('cairn-thread-view').evaluate((view) => {
        const root = view.shadowRoot!
        const list = root.querySelector('.list')!
        const rows = [...root.querySelectorAll('cairn-message')]
        const { top } = list.getBoundingClientRect()
        return {
          from: list.scrollTop,
          viewPx: list.clientHeight,
          at: rows.indexOf(root.activeElement as HTMLElement & (typeof rows)[number]),
          firstWhole: rows.findIndex((row) => row.getBoundingClientRect().top >= top - 1),
          last: rows.length - 1,
        }
      })

    it('is gone through by pages, from end to end', async () => {
      const page = await pages.open('thread', { width: 1280, height: 560 })
      const rows = page.locator('cairn-thread cairn-message')
      for (let n = 1; n <= 12; n++) {
        await threadBoxOf(page).fill(`Answer ${n}\nin two lines`)
        await threadBoxOf(page).press('Enter')
        await rows.filter({ hasText: `Answer ${n}\n` }).waitFor()
      }
      await rows.last().focus()
      await page.keyboard.press('End')
      const end = await place(page)
      await page.keyboard.press('PageUp')
      const up = await place(page)
      expect(Math.abs(end.from - up.from - end.viewPx * 0.9)).toBeLessThanOrEqual(1)
      expect(up.at).toBe(up.firstWhole)
      await page.keyboard.press('PageDown')
      expect(Math.abs((await place(page)).from - end.from)).toBeLessThanOrEqual(1)
      await page.keyboard.press('PageDown')
      expect(await place(page)).toMatchObject({ at: end.last })
      await page.keyboard.press('Home')
      expect(await place(page)).toMatchObject({ at: 0 })
      await page.keyboard.press('PageUp')
      expect(await place(page)).toMatchObject({ at: 0, from: 0 })
    })
  })
})
