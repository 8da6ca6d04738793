/** The list of drafts and of what is unsent, over a device in memory. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boxOf, goTo, threadBoxOf } from '../support/fixture-composer.ts'
import { fixturePages, focusedName, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

describe('the list of drafts', () => {
  const names = (page: Page) =>
    page
      .locator('cairn-drafts')
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('aria-label')))

  it('[UI92] names the chat and what it is, and leads to the thread', async () => {
    const page = await pages.open('drafts')
    expect((await names(page)).sort()).toEqual([
      'Ana Sousa',
      'Night shift',
      'pump-crew, Edit of a message',
      'pump-crew, Thread',
    ])
    await page.getByText('gate-1.pdf').waitFor()
    await page.getByRole('link', { name: /^Drafts and unsent ?, 4 drafts$/ }).waitFor()
    await page.getByRole('link', { name: 'pump-crew, Thread' }).click()
    await expect.poll(() => threadBoxOf(page).inputValue()).toBe('I have one in the')
  })

  it('[UI92] leads to an edit that goes on', async () => {
    const page = await pages.open('live')
    const own = page.locator('cairn-message').filter({ hasText: 'Filter B is in' }).last()
    await own.focus()
    await page.keyboard.press('e')
    await boxOf(page).fill('Filter B is in since noon')
    await goTo(page, '#/unsent')
    await page.getByRole('link', { name: 'pump-crew, Edit of a message' }).click()
    await page.locator('cairn-composer-banner').getByText('Edit the message').waitFor()
    await expect.poll(() => boxOf(page).inputValue()).toBe('Filter B is in since noon')
  })

  it('[UI93] discards one with an undo, and its neighbour has the focus', async () => {
    const page = await pages.open('drafts')
    const before = await names(page)
    await page
      .locator('cairn-drafts')
      .getByRole('button', { name: /^Discard: pump-crew, Thread/ })
      .press('Enter')
    await expect.poll(() => names(page)).toEqual(before.filter((name) => name !== 'pump-crew, Thread'))
    await expect.poll(() => focusedName(page)).toBe('pump-crew, Edit of a message')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => names(page)).toEqual(before)
  })

  it('[UI94] beside it what is unsent is cancelled with an undo', async () => {
    const page = await pages.open('unsent')
    const rows = page.locator('cairn-unsent-item')
    await expect.poll(() => rows.count()).toBe(5)
    await page.getByRole('button', { name: /^Cancel: Message, pump-crew, Reached/ }).click()
    await expect.poll(() => rows.count()).toBe(4)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => rows.count()).toBe(5)
  })
})
