/** The page about a chat and the one of its members: what is changed there, without a connection too. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOW, PUMP, RIDGE } from '../../client/fixtures/ridge.ts'
import { en } from '../../client/messages/en.ts'
import { channelDocument } from '../../schema/documents.ts'
import { fixturePages, storesOf, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 240_000)
afterAll(() => pages?.end())

describe('[UI178] name and topic of a chat', () => {
  it('are changed in a form, without a connection', async () => {
    const page = await opened('info')
    const about = page.locator('cairn-chat-info')
    await about.getByRole('button', { name: en['info.editTopic'] }).click()
    await about.getByRole('textbox', { name: en['create.name'] }).fill('  ')
    await about.getByRole('button', { name: en['info.save'] }).click()
    await about.getByText(en['create.emptyName']).waitFor()
    await about.getByRole('textbox', { name: en['create.name'] }).fill('pump-and-valve-crew')
    await about.getByRole('textbox', { name: en['info.topic'] }).fill('All that turns')
    await about.getByRole('button', { name: en['info.save'] }).click()
    await about.getByRole('definition').filter({ hasText: 'All that turns' }).waitFor()
    await page.getByRole('heading', { level: 1, name: 'pump-and-valve-crew' }).waitFor()
    await page
      .locator('cairn-chat-list')
      .getByRole('link', { name: /^pump-and-valve-crew/ })
      .waitFor()
    expect(await about.getByRole('textbox').count()).toBe(0)
  })

  it('that somebody else changed meanwhile are shown and said, where nothing was typed', async () => {
    const page = await pages.open('info')
    const about = page.locator('cairn-chat-info')
    await about.getByRole('button', { name: en['info.editTopic'] }).click()
    await about.getByRole('textbox', { name: en['info.topic'] }).waitFor()
    expect(await about.getByText(en['manage.stale']).count()).toBe(0)
    const stores = await storesOf(page)
    await stores.evaluate(
      ({ device }, doc) => void device.put(doc, 'meta', 'topic', 'Filters only'),
      channelDocument(PUMP),
    )
    await about.getByText(en['manage.stale']).waitFor()
    await page.locator('cairn-announcer').getByText(en['manage.stale']).waitFor()
    expect(await about.getByRole('textbox', { name: en['info.topic'] }).inputValue()).toBe('Filters only')
  })

  it('[UI212] that somebody else changed meanwhile stand beside what was typed, and are taken over on a press', async () => {
    const page = await pages.open('info')
    const about = page.locator('cairn-chat-info')
    await about.getByRole('button', { name: en['info.editTopic'] }).click()
    const [name, topic] = [en['create.name'], en['info.topic']].map((label) =>
      about.getByRole('textbox', { name: label }),
    )
    await name!.fill('pump-and-valve-crew')
    await topic!.fill('All that turns')
    const stores = await storesOf(page)
    await stores.evaluate(({ device }, doc) => {
      device.put(doc, 'meta', 'title', 'pumps')
      device.put(doc, 'meta', 'topic', 'Filters only')
    }, channelDocument(PUMP))
    await about.getByText(`${en['manage.stands']} Filters only`).waitFor()
    expect([await name!.inputValue(), await topic!.inputValue()]).toEqual(['pump-and-valve-crew', 'All that turns'])
    await about.getByRole('button', { name: `${en['manage.takeOver']}: ${en['info.topic']}` }).press('Enter')
    await expect.poll(() => topic!.inputValue()).toBe('Filters only')
    await expect.poll(() => topic!.evaluate((box) => box.matches(':focus'))).toBe(true)
    expect(await about.getByText(`${en['manage.stands']} Filters only`).count()).toBe(0)
    expect(await name!.inputValue()).toBe('pump-and-valve-crew')
    await about.getByRole('button', { name: en['info.save'] }).click()
    await page.getByRole('heading', { level: 1, name: 'pump-and-valve-crew' }).waitFor()
    await about.getByRole('definition').filter({ hasText: 'Filters only' }).waitFor()
  })

  it('are not taken from another channel', async () => {
    const page = await pages.open('live')
    const stores = await storesOf(page)
    await stores.evaluate(
      ({ device }, doc) => void device.put(doc, 'members', '1', { role: 'owner', by: 2 }),
      channelDocument(RIDGE),
    )
    await page.evaluate((id) => void (location.hash = `#/c/${id}/info`), RIDGE)
    const about = page.locator('cairn-chat-info')
    await about.getByRole('button', { name: en['info.editTopic'] }).click()
    await about.getByRole('textbox', { name: en['create.name'] }).fill('General')
    await about.getByRole('button', { name: en['info.save'] }).click()
    await about.getByText(en['create.taken']).waitFor()
    await page.getByRole('heading', { level: 1, name: 'north-ridge' }).waitFor()
  })

  it('stand beside switches for the top of the list and for the archive', async () => {
    const page = await opened('info')
    const about = page.locator('cairn-chat-info')
    const isIn = (section: string) =>
      page
        .locator('cairn-chat-list')
        .getByRole('region', { name: section })
        .getByRole('link', { name: /^pump-crew/ })
    await isIn('Pinned').waitFor()
    await about.getByRole('switch', { name: en['info.pinned'] }).uncheck()
    await isIn('Groups').waitFor()
    await about.getByRole('switch', { name: en['info.archived'] }).check()
    await isIn('Archived').waitFor()
    expect(await isIn('Groups').count()).toBe(0)
  })
})

describe('[UI179] without a connection', () => {
  it('a role is changed by the menu of a member', async () => {
    const page = await opened('members')
    // Owners alone make admins.
    const stores = await storesOf(page)
    await stores.evaluate(
      ({ device }, doc) => void device.put(doc, 'members', '1', { role: 'owner', by: 2 }),
      channelDocument(PUMP),
    )
    const row = page.locator('cairn-member-row').filter({ hasText: 'Chi Nakamura' })
    for (const [item, role] of [
      ['members.makeAdmin', 'members.role.admin'],
      ['members.makeMember', 'members.role.member'],
    ] as const) {
      await row.getByRole('button', { name: 'Actions for Chi Nakamura' }).click()
      await page.getByRole('menuitem', { name: en[item], exact: true }).click()
      await row.locator('.role').getByText(en[role], { exact: true }).waitFor()
    }
  })

  it('people are added by a dialog that has those who are not in it', async () => {
    const page = await opened('members')
    const members = page.locator('cairn-members')
    await members.getByRole('button', { name: en['members.add'], exact: true }).click()
    const dialog = page.locator('cairn-add-members')
    await dialog.getByRole('combobox').fill('Chi')
    await dialog
      .getByText(/^Nobody/)
      .filter({ visible: true })
      .first()
      .waitFor()
    await dialog.getByRole('combobox').fill('mikkel')
    await dialog.getByRole('option', { name: /^Mikkel/ }).click()
    await dialog.getByRole('button', { name: en['action.add'], exact: true }).click()
    await members.locator('cairn-member-row').filter({ hasText: 'Mikkel Aaberg' }).waitFor()
    await members.getByText('8 members').waitFor()
  })
})

/** The server has been out of touch for an hour. */
async function opened(state: string): Promise<Page> {
  const page = await pages.open(state)
  const stores = await storesOf(page)
  await stores.evaluate(
    ({ device }, at) => void device.setSync({ state: 'offline', sinceMs: at - 3_600_000, nextTryAtMs: null }, at),
    NOW,
  )
  await page
    .locator('cairn-sync-status')
    .getByText(/Offline/)
    .first()
    .waitFor()
  return page
}
