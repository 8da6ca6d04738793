/** What this device holds, taken along and left behind, over a device in memory. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOW, PUMP, WITH_ANA, WITH_BEN } from '../../client/fixtures/ridge.ts'
import { en } from '../../client/messages/en.ts'
import { accountDocument } from '../../schema/documents.ts'
import { fixturePages, storesOf, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 240_000)
afterAll(() => pages?.end())

/** A page on which the chat with Ben is closed. */
async function openWithoutBen(state: string) {
  const page = await pages.open(state)
  await (
    await storesOf(page)
  ).evaluate(({ device }, [doc, id, hiddenAt]) => device.put(doc, 'channels', id, { hiddenAt }), [
    accountDocument(1 as never),
    WITH_BEN,
    NOW,
  ] as const)
  await expect.poll(() => page.locator('cairn-sidebar').getByRole('link', { name: /^Ben/ }).count()).toBe(0)
  return page
}

describe('[OS20] a direct message that is closed', () => {
  it('is in the file of all chats, and among those to choose from', async () => {
    const page = await openWithoutBen('storage')
    const mine = page.locator('cairn-export-data')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      mine.getByRole('button', { name: en['storage.mineSave'] }).click(),
    ])
    expect(readFileSync(await file.path()).toString('latin1')).toContain(`chats/${WITH_BEN}.txt`)
    await mine.getByRole('radio', { name: en['storage.mineChosen'] }).check()
    expect(await mine.getByRole('checkbox', { name: 'Ben Okafor' }).count()).toBe(1)
  })

  it('is among those that a token for the record may read', async () => {
    const page = await openWithoutBen('settings-export')
    const tokens = page.locator('cairn-set-export')
    await tokens.getByRole('radio', { name: en['export.chosen'] }).check()
    expect(await tokens.getByRole('checkbox', { name: 'Ben Okafor' }).count()).toBe(1)
  })
})

describe('[OS22] what is written and stands on this device alone', () => {
  it('is told before signing out, copied with what is unsent, and led to', async () => {
    const page = await pages.open('sign-out-unsent')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const stores = await storesOf(page)
    await stores.evaluate(({ drafts }, chat) => {
      drafts.set(`${chat}/t/01HF7YAT00AAAAAAAAAAAAAAAA`, 'In the thread')
      drafts.set(`${chat}/e/01HF7YAT00BBBBBBBBBBBBBBBB`, 'In an edit')
    }, PUMP)
    const question = page.getByRole('dialog', { name: en['settings.signOutAsk'] })
    const told = page.locator('cairn-leave-question').filter({ has: page.locator('.unsent') })
    const lost = told.locator('.unsent p')
    await expect
      .poll(() => lost.allInnerTexts())
      .toEqual(['1 thing is unsent and would be lost.', '2 drafts are on this device alone and would be lost.'])
    await told.getByRole('button', { name: en['action.copyAll'] }).press('Enter')
    const copied = () => page.evaluate(() => navigator.clipboard.readText())
    await expect
      .poll(copied)
      .toMatch(
        /^pump-crew · .*\nBring the long wrench, please\.\n\npump-crew · draft in a thread\nIn the thread\n\npump-crew · draft of an edit\nIn an edit$/,
      )
    await told.getByRole('link', { name: en['unsent.title'] }).click()
    await page.locator('cairn-drafts').getByText('In the thread').waitFor()
    expect(await question.isVisible()).toBe(false)
  })
})

it('[UI240] the page of storage lists a draft that is on this device alone, and copies it where nothing is unsent', async () => {
  const page = await pages.open('storage')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const stores = await storesOf(page)
  await stores.evaluate(({ drafts }, chat) => drafts.set(`${chat}/t/01HF7YAT00AAAAAAAAAAAAAAAA`, 'In the thread'), PUMP)
  const here = page.locator('cairn-unsent-here')
  await here.getByText('draft in a thread').waitFor()
  await here.getByRole('button', { name: en['action.copyAll'] }).click()
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe('pump-crew · draft in a thread\nIn the thread')
})

it('[OS42] a chat says from the first look on that files of it are not here', async () => {
  const page = await pages.open('chat-offline-no-files')
  await expect
    .poll(() => page.locator('cairn-chat-offline p').first().innerText())
    .toMatch(/^1,204 messages, 38 MB, messages ready, 280 files not here$/)
})

it('[UI211] the chat list stands still as one types and sends', async () => {
  const page = await pages.open('live')
  const stores = await storesOf(page)
  await stores.evaluate(({ device }, [doc, id]) => device.put(doc, 'drafts', id, null), [
    accountDocument(1 as never),
    WITH_ANA,
  ] as const)
  const line = page.locator('cairn-sidebar').getByRole('link', { name: new RegExp(`^${en['unsent.title']}`) })
  const numbered = () => line.innerText().then((text) => /\d/.test(text))
  const top = async () => (await page.locator('cairn-sidebar cairn-chat-row').first().boundingBox())!.y
  await expect.poll(numbered).toBe(false)
  const before = await top()
  const composer = page.getByRole('main').getByRole('textbox', { name: /^Message / })
  await composer.fill('Valve 4 is open')
  await expect.poll(numbered).toBe(true)
  expect(await top()).toBe(before)
  await composer.press('Enter')
  // Beside it the draft's end, where the draft was kept already.
  const messages = () =>
    stores.evaluate(({ device }) => device.outbox().filter(({ root }) => root === 'messages').length)
  await expect.poll(messages).toBe(1)
  expect(await top()).toBe(before)
  await stores.evaluate(({ device }) => void device.deliver())
  await expect.poll(numbered).toBe(false)
  expect(await top()).toBe(before)
})

describe('[OS43] without Cairn itself on the device', () => {
  it('nothing is said to be ready, by [Prepare offline] and under the list', async () => {
    const prepared = await pages.open('storage-app-coming')
    const fact = prepared.locator('cairn-prepare p')
    expect(await fact.innerText()).toMatch(/^Here are 18,230 messages, .* Cairn itself is still coming\.$/)
    expect(await fact.getAttribute('class')).toBe('fact bad')
    const first = await pages.open('first-run-no-app')
    await first.locator('cairn-keep-card').getByText(en['storage.appNone']).waitFor()
    expect(await first.locator('cairn-keep-card').getByText(en['storage.readyTitle']).count()).toBe(0)
  })
})
