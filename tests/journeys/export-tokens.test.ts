/** The settings of export tokens as a person uses them, over a device in memory and a server that answers from the page. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fixturePages, focusedName, storesOf, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

it('[EX12] a token is shown once, to be copied, and the list says what each is for', async () => {
  const page = await pages.open('settings-export')
  const part = page.locator('cairn-set-export')
  await part.getByText('Nightly archive').waitFor()
  expect(await part.getByRole('listitem').count()).toBe(2)
  await part.getByText('Reads 2 chats').waitFor()

  await part.getByRole('button', { name: 'Make a token' }).click()
  await part.getByText('Give it a name').waitFor()
  await part.getByLabel('What it is for').fill('Archive')
  await part.getByLabel('Only these chats').check()
  await part.getByRole('button', { name: 'Make a token' }).click()
  await part.getByText('Choose at least one chat').waitFor()
  await part.getByRole('checkbox').first().check()
  await part.getByRole('button', { name: 'Make a token' }).click()

  await part.getByText('cairn_ro_').waitFor()
  await part.getByRole('button', { name: 'Copy' }).waitFor()
  await part.getByRole('button', { name: 'I have copied it' }).click()
  await part.getByRole('button', { name: 'Make a token' }).waitFor()
  expect(await part.getByText('cairn_ro_').count()).toBe(0)
  await page.close()
})

it('[UI34] without a connection it says so', async () => {
  const page = await pages.open('settings-export-offline')
  const part = page.locator('cairn-set-export')
  const button = part.locator('form cairn-button')
  await button.waitFor()
  expect(await button.getAttribute('reason')).not.toBe('')
  await page.close()
})

it('[EX10] a chat is downloaded from what it says of itself, while there is a connection', async () => {
  const page = await pages.open('info')
  const link = page.locator('cairn-chat-info').getByRole('link', { name: 'Download this chat' })
  await link.waitFor()
  expect(await link.getAttribute('href')).toMatch(/^\/export\/channels\/[\w-]+\?format=html&download=1$/)
  await page.close()
})

it('[UI34] the download of a chat stays where the connection goes, says why it waits, and keeps the focus', async () => {
  const page = await pages.open('info')
  const link = page.locator('cairn-chat-info').getByRole('link', { name: 'Download this chat' })
  await link.focus()
  const stores = await storesOf(page)
  await stores.evaluate(({ device }) => device.setSync({ state: 'offline', sinceMs: 0, nextTryAtMs: null }))
  await expect.poll(() => link.getAttribute('aria-disabled')).toBe('true')
  expect(await link.getAttribute('aria-description')).toBe('Needs a connection')
  expect(await link.getAttribute('href')).toBeNull()
  expect(await focusedName(page)).toBe('Download this chat')
  await stores.evaluate(({ device }) => device.setSync({ state: 'live', sinceMs: 0 }))
  await expect.poll(() => link.getAttribute('href')).not.toBeNull()
  expect(await link.getAttribute('aria-disabled')).toBeNull()
  await page.close()
})
