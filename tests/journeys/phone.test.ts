/** A phone's stack: what lies on the list, and how it is left again (UI.md, section 2). */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PUMP } from '../../client/fixtures/ridge.ts'
import { en } from '../../client/messages/en.ts'
import { fixturePages, type FixturePages } from '../support/fixture-pages.ts'

const PHONE = { width: 390, height: 844 }
let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 240_000)
afterAll(() => pages?.end())

it('[UI166] what is unread is reached by touch, and all of it marked as read', async () => {
  const page = await pages.open('home', PHONE, true)
  await page
    .locator('cairn-sidebar')
    .getByRole('link', { name: /^Unread, \d+$/ })
    .tap()
  await heading(page, en['chats.unreadOnly'])
  await page.locator('cairn-unread').getByRole('button', { name: en['chats.markAll'] }).tap()
  await page.locator('cairn-dialogs').getByRole('button', { name: en['chats.markAll'] }).tap()
  await page.getByText(en['list.noUnread']).waitFor()
  await page.locator('cairn-page').getByRole('link', { name: en['action.back'] }).tap()
  await page.locator('cairn-sidebar').getByRole('link', { name: en['chats.unreadOnly'], exact: true }).waitFor()
})

describe('[UI167] what is closed', () => {
  it('is left as by Back: the list, the chat, its page and its members', async () => {
    const page = await pages.open('home', PHONE, true)
    const before = await page.evaluate(() => history.length)
    await page
      .locator('cairn-chat-list')
      .getByRole('link', { name: /^pump-crew/ })
      .tap()
    await heading(page, 'pump-crew')
    await page.locator('cairn-chat-header').getByRole('link', { name: en['chat.header.info'] }).tap()
    await heading(page, en['info.title'])
    await page.locator('cairn-chat-info').getByRole('link', { name: '7 members' }).tap()
    await heading(page, en['members.title'])
    await page.locator('cairn-panel').getByRole('button', { name: en['panel.close'] }).tap()
    await heading(page, 'pump-crew')
    await page.locator('cairn-chat-header').getByRole('link', { name: en['chat.header.back'] }).tap()
    await heading(page, en['chats.title'])
    // At the first entry again: the system's Back leaves the app, Forward has all of it.
    expect(await page.evaluate(() => history.length)).toBe(before + 3)
    await page.goForward()
    await heading(page, 'pump-crew')
  })

  it('is replaced where a link led right to it', async () => {
    const page = await pages.open('info', PHONE, true)
    const before = await page.evaluate(() => history.length)
    await page.locator('cairn-panel').getByRole('button', { name: en['panel.close'] }).tap()
    await heading(page, 'pump-crew')
    expect(await page.evaluate(() => location.hash)).toBe(`#/c/${PUMP}`)
    await page.locator('cairn-chat-header').getByRole('link', { name: en['chat.header.back'] }).tap()
    await heading(page, en['chats.title'])
    expect(await page.evaluate(() => history.length)).toBe(before)
  })

  it('is known after a reload', async () => {
    const page = await pages.open('home', PHONE, true)
    await page.getByRole('link', { name: en['you.title'] }).tap()
    await heading(page, en['settings.title'])
    await page.getByRole('link', { name: en['settings.lookAndLanguage'] }).tap()
    await heading(page, en['settings.lookAndLanguage'])
    await page.reload()
    await heading(page, en['settings.lookAndLanguage'])
    const length = await page.evaluate(() => history.length)
    for (const title of [en['settings.title'], en['chats.title']]) {
      await page.locator('cairn-page').getByRole('link', { name: en['action.back'] }).filter({ visible: true }).tap()
      await heading(page, title)
    }
    expect(await page.evaluate(() => history.length)).toBe(length)
    await page.goForward()
    await heading(page, en['settings.title'])
  })
})

async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name, exact: true, level: 1 }).filter({ visible: true }).waitFor()
}
