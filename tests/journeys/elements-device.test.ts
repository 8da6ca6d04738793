/** What this device holds, taken along and left behind, over a device in memory. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOW, WITH_BEN } from '../../client/fixtures/ridge.ts'
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
