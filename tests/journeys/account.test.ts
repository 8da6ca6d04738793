/** An account's life in the web app: e-mail, picture, second step, a forgotten password, its end (docs/behaviour.md, UI30-UI35, UI91, UI180). */
import type { Page } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import { freshDevices, type FreshDevices } from '../support/fresh-devices.ts'
import { linkInMail } from '../support/mails.ts'
import { aPlace, PASSWORD, type Person, type Place } from '../support/people.ts'
import { Screen } from '../support/screen.ts'
import { tellFailure } from '../support/tell-failure.ts'
import { switchTwoStepOn, type TwoStep } from '../support/two-step.ts'

const NEXT_PASSWORD = 'Another-horse-2'
const EMAIL = 'ana@ridge.example'

describe('an account', () => {
  let place: Place
  let ana: Person
  let fresh: FreshDevices
  let other: Page
  /** The device that has the new password. */
  let reader: Page
  let twoStep: TwoStep

  beforeAll(async () => {
    place = await aPlace()
    ana = await place.signUp('ana')
    fresh = await freshDevices()
    other = await fresh.open()
  })
  afterAll(async () => {
    await fresh?.end()
    await place?.end()
  })
  tellFailure(() => place)

  it('[UI33] gets an e-mail, confirmed by the link in a mail', async () => {
    const { page } = ana.screen
    await ana.screen.go('#/settings/account')
    const email = page.locator('cairn-set-email')
    await email.getByText(en['account.noEmail']).waitFor()
    await email.getByLabel(en['account.newEmail']).fill(EMAIL)
    await email.getByLabel(en['account.currentPassword'], { exact: true }).fill('Not-my-password-1')
    await email.getByRole('button', { name: en['account.addEmail'] }).click()
    await email.getByText(en['account.wrongPassword']).waitFor()
    expect(await email.getByLabel(en['account.newEmail']).inputValue()).toBe(EMAIL)
    await email.getByLabel(en['account.currentPassword'], { exact: true }).fill(PASSWORD)
    await email.getByRole('button', { name: en['account.addEmail'] }).click()
    const link = await linkInMail(place.server.folder, 'verify')

    await ana.screen.open(link)
    await page.locator('cairn-verify').getByText(en['verify.done']).waitFor()
    await page.getByRole('link', { name: en['verify.open'] }).click()
    await ana.screen.chats.waitFor()
    await ana.screen.go('#/settings/account')
    await email.getByText(en['account.emailConfirmed'], { exact: true }).waitFor()

    // Used up: signed out too it says so.
    await other.goto(`${place.server.url}/${link}`)
    await other.locator('cairn-verify').getByText(en['verify.over']).waitFor()
  })

  it('[UI35] shows a picture, cut to a square here and cleaned there, until it is taken away', async () => {
    const { page } = ana.screen
    await ana.screen.go('#/settings/profile')
    const part = page.locator('cairn-set-picture')
    const photo = await sharp({ create: { width: 900, height: 300, channels: 3, background: '#0a7d5a' } })
      .withExif({ IFD0: { Copyright: 'somewhere on the ridge' } })
      .jpeg()
      .toBuffer()
    await part.locator('input[type=file]').setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: photo })
    await part.getByLabel(en['crop.zoom']).fill('2')
    await part.getByLabel(en['crop.across']).fill('0')
    await part.getByRole('button', { name: en['picture.use'] }).click()
    const shown = part.locator('cairn-avatar img')
    await shown.waitFor()
    const address = (await shown.getAttribute('src')) ?? ''
    const kept = await page.request.get(new URL(address, page.url()).href)
    const { width, height, exif } = await sharp(await kept.body()).metadata()
    expect([width, height, exif]).toEqual([150, 150, undefined])

    await part
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no') })
    await part.getByText(en['picture.unreadable']).waitFor()
    await part.getByRole('button', { name: en['picture.remove'] }).click()
    await shown.waitFor({ state: 'detached' })
  })

  it('switches two-step sign-in on', async () => {
    twoStep = await switchTwoStepOn(ana.screen)
    expect(twoStep.recovery.length).toBeGreaterThan(5)
  })

  it('[UI30][UI91] another device asks for the second step on its own screen; what was typed stays, and a recovery code does', async () => {
    await other.getByRole('link', { name: en['verify.open'] }).click()
    await other.getByLabel(en['auth.login']).fill(EMAIL)
    await other.getByLabel(en['auth.password'], { exact: true }).fill(PASSWORD)
    await other.getByRole('button', { name: en['auth.signIn'] }).click()
    await other.getByRole('heading', { name: en['auth.enterCode'] }).waitFor()
    expect(await other.getByRole('textbox').count()).toBe(1)
    await other.getByRole('button', { name: en['reset.back'] }).click()
    expect(await other.getByLabel(en['auth.login']).inputValue()).toBe(EMAIL)
    await other.getByRole('button', { name: en['auth.signIn'], exact: true }).click()
    await other.getByRole('button', { name: en['auth.useRecovery'] }).click()
    await other.getByLabel(en['auth.code']).fill(twoStep.recovery[0]!)
    await other.getByRole('button', { name: en['auth.signIn'], exact: true }).click()
    await new Screen(other, place.server.url).isLive()
  })

  it('[UI91] signs out, and in again with a code, and without one where the device is trusted', async () => {
    const { page } = ana.screen
    await ana.screen.go('#/settings')
    await ana.screen.signOut()
    await page.getByLabel(en['auth.login']).fill('ana')
    await page.getByLabel(en['auth.password'], { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: en['auth.signIn'] }).click()
    // The code of this half minute has been used; a clock may be one step ahead.
    await page.getByLabel(en['auth.code']).fill(twoStep.totp.generate({ timestamp: Date.now() + 30_000 }))
    await page.getByRole('switch', { name: en['auth.trust'] }).check()
    await page.getByRole('button', { name: en['auth.signIn'], exact: true }).click()
    await ana.screen.isLive()

    await ana.screen.go('#/settings')
    await ana.screen.signOut()
    await ana.screen.signIn('ana', PASSWORD)
    await ana.screen.isLive()
  })

  it('[UI33] gets a new password by the link in a mail, on a device that is not signed in; all others are signed out', async () => {
    const page = await fresh.open()
    await page.goto(`${place.server.url}/login`)
    await page.getByRole('link', { name: 'Forgot the password?' }).click()
    await page.getByLabel(en['account.email']).fill(EMAIL)
    await page.getByRole('button', { name: en['reset.send'] }).click()
    await page.locator('cairn-reset').getByText(en['reset.sent']).waitFor()
    const link = await linkInMail(place.server.folder, 'reset')

    reader = await fresh.open()
    await reader.goto(`${place.server.url}/${link}`)
    await reader.getByLabel(en['account.newPassword'], { exact: true }).fill(NEXT_PASSWORD)
    await reader.getByRole('button', { name: en['reset.save'] }).click()
    await reader.locator('cairn-reset').getByText(en['reset.done']).waitFor()
    await ana.screen.strip.filter({ hasText: en['sync.signedOut'] }).waitFor()

    await reader.getByRole('link', { name: en['reset.back'] }).click()
    await reader.getByLabel(en['auth.login']).fill('ana')
    await reader.getByLabel(en['auth.password'], { exact: true }).fill(NEXT_PASSWORD)
    await reader.getByRole('button', { name: en['auth.signIn'] }).click()
    await reader.getByLabel(en['auth.code']).fill(twoStep.recovery[1]!)
    await reader.getByRole('button', { name: en['auth.signIn'] }).click()
    await new Screen(reader, place.server.url).isLive()
  })

  it('[UI180] deletes its account: signed out, and nothing of it is left on the device', async () => {
    const here = new Screen(reader, place.server.url)
    const kept = () =>
      reader.evaluate(async () => [
        ...(await indexedDB.databases())
          .map(({ name = '' }) => name)
          .filter((name) => /^cairn-(\w+-)?1(-|$)/.test(name)),
        ...Object.keys(localStorage).filter((key) => /identity|[.-]1($|\.)/.test(key)),
      ])
    expect((await kept()).length).toBeGreaterThan(2)
    await here.go('#/settings/account')
    const part = reader.locator('cairn-delete-account')
    const button = part.getByRole('button', { name: en['delete.action'] }).first()
    const asked = here.dialog(/^Delete the account/)
    await part.getByLabel(en['account.currentPassword'], { exact: true }).fill('Not-my-password-1')
    await button.click()
    await asked.getByRole('button', { name: en['delete.action'] }).click()
    await part.getByText(en['account.wrongPassword']).waitFor()
    await part.getByLabel(en['account.currentPassword'], { exact: true }).fill(NEXT_PASSWORD)
    await button.click()
    await asked.getByRole('button', { name: en['delete.action'] }).click()
    await reader.getByRole('heading', { name: en['auth.signIn'] }).waitFor()
    await expect.poll(kept).toEqual([])

    // Nobody has that name any more.
    await reader.getByLabel(en['auth.login']).fill('ana')
    await reader.getByLabel(en['auth.password'], { exact: true }).fill(NEXT_PASSWORD)
    await reader.getByRole('button', { name: en['auth.signIn'] }).click()
    await reader.locator('cairn-sign-in').getByText(en['auth.wrong']).waitFor()
  })
})
