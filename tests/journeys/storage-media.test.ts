/** What the storage page and a chat's page do with pictures: kept, prepared, cleared, no room for them; and what is unsent (OS34-OS40, MV92). */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import { aPlace, DESKTOP, type Person, type Place } from '../support/people.ts'
import { tellFailure } from '../support/tell-failure.ts'

const patient = { timeout: 20_000 }
const PICTURES = ['gate.jpg', 'valve.jpg', 'shed.jpg']

describe('pictures that a device keeps', () => {
  let place: Place
  let ana: Person
  let ben: Person

  beforeAll(async () => {
    place = await aPlace()
    ana = await place.signUp('ana')
    ben = await place.signUp('ben', DESKTOP)
    await ben.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const { page } = ana.screen
    await ana.screen.openChat('general')
    const files = PICTURES.map(async (name, n) => ({ name, mimeType: 'image/jpeg', buffer: await aPicture(n) }))
    await page
      .getByRole('main')
      .locator('cairn-attach-button input[type=file]')
      .setInputFiles(await Promise.all(files))
    for (const name of PICTURES) await page.locator('cairn-upload-tray').getByText(name).first().waitFor()
    await page.getByRole('main').getByRole('button', { name: en['chat.composer.send'] }).click()
    await ben.screen.openChat('general')
    const shown = ben.screen.page.getByRole('main').getByRole('button', { name: /^Picture / })
    await shown.nth(PICTURES.length - 1).waitFor()
  })
  afterAll(() => place.end())
  tellFailure(() => place)

  const toStorage = () => ben.screen.go('#/settings/storage')
  const part = (name: string) => ben.screen.page.locator(name)
  const choose = (label: string, option: string) =>
    ben.screen.page.getByRole('combobox', { name: label, exact: true }).selectOption(option)
  const kept = (key: string) => ben.screen.page.evaluate((name) => JSON.parse(localStorage[name] ?? 'null'), key)
  const prepare = (within: string) =>
    part(`${within} cairn-prepare`).getByRole('button', { name: en['storage.prepare'] })
  const fact = (within: string) => part(`${within} cairn-prepare p`).last().innerText()

  it('[OS36] [MV8] [MV92] what of them is kept, and in how much room, is chosen on the storage page', async () => {
    await toStorage()
    await choose(en['storage.mediaKeep'], 'thumbnails')
    await choose(en['storage.mediaLimit'], '250000000')
    await expect.poll(() => kept('cairn.media.2')).toEqual({ keep: 'thumbnails', limitBytes: 250_000_000 })
    await choose(en['storage.mediaKeep'], 'all')
    await expect.poll(() => kept('cairn.media.2')).toMatchObject({ keep: 'all' })
  })

  it('[OS38] a chat is prepared by itself, files too, and says what is here', async () => {
    await ben.screen.go('#/c/general/info')
    await prepare('cairn-chat-offline').click()
    await expect.poll(() => fact('cairn-chat-offline'), patient).toMatch(/^Ready\. 1 chat, .*, 3 files, /)
    await expect.poll(() => part('cairn-chat-offline p').first().innerText()).toMatch(/^\d+ messages?, .*[kM]B, ready$/)
  })

  it('[OS11] a chat is kept otherwise than the others, as chosen where it says what it is', async () => {
    await choose(en['storage.chat'], '30d')
    await expect.poll(async () => (await kept('cairn.keep.2')).chats).toEqual({ general: '30d' })
    await choose(en['storage.chat'], '')
    await expect.poll(async () => (await kept('cairn.keep.2')).chats).toEqual({})
  })

  it('[OS39] all of them are cleared after a question', async () => {
    await toStorage()
    const usage = part('cairn-storage-usage')
    await usage.getByText('3 files').waitFor()
    await usage.getByRole('button', { name: en['storage.clearMedia'] }).first().click()
    await ben.screen.page.getByRole('dialog', { name: en['storage.clearMediaAsk'] }).waitFor()
    await usage.locator('cairn-confirm').getByRole('button', { name: en['storage.clearMedia'] }).click()
    await part('cairn-toasts')
      .getByText(/[kM]B are free again$/)
      .waitFor()
    await usage.getByText('No files').waitFor()
  })

  it('[OS34] where the browser has no room for them, preparing does not end in "Ready"', async () => {
    await ben.screen.page.evaluate(() => {
      navigator.storage.estimate = () => Promise.resolve({ usage: 85, quota: 100 })
    })
    await prepare('cairn-set-storage').click()
    await expect
      .poll(() => fact('cairn-set-storage'), patient)
      // What was on its way when all was cleared may have come.
      .toMatch(/^There is no room for 3 files\. Here are .*, (0 files|1 file), /)
    await ben.screen.page.reload()
    await toStorage()
    await prepare('cairn-set-storage').click()
    await expect.poll(() => fact('cairn-set-storage'), patient).toMatch(/^Ready\. .*, 3 files, /)
  })

  it('[OS37] it says so when the browser does not agree to keep it all', async () => {
    await ben.screen.page.evaluate(() => {
      navigator.storage.persist = () => Promise.resolve(false)
      navigator.storage.persisted = () => Promise.resolve(false)
    })
    const keep = part('cairn-storage-keep')
    await keep.getByRole('button', { name: en['storage.keep'] }).click()
    await keep.getByText(en['storage.notKept']).waitFor()
  })

  it('[OS40] what is unsent is copied from the storage page, all of it', async () => {
    ben.link.cut()
    await ben.screen.isOffline()
    await ben.screen.openChat('general')
    for (const text of ['Bring the long wrench.', 'And the lamp.']) await ben.screen.write(text)
    await toStorage()
    await part('cairn-unsent-here').getByRole('button', { name: 'Copy 2 unsent' }).click()
    const copied = () => ben.screen.page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(copied).toMatch(/^general · .+\nBring the long wrench\.\n\ngeneral · .+\nAnd the lamp\.$/)
  })
})

function aPicture(n: number): Promise<Buffer> {
  const background = ['#3f7d5a', '#7d5a3f', '#5a3f7d'][n]!
  return sharp({ create: { width: 900, height: 600, channels: 3, background } })
    .jpeg()
    .toBuffer()
}
