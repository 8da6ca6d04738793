/** An account's life in the web app: e-mail, second step, devices, a forgotten password (docs/behaviour.md, UI30-UI36, UI90, UI91). */
import { chromium, type Browser, type Page } from 'playwright'
import { TOTP } from 'otpauth'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import { findChromium, launchOptions } from '../support/find-chromium.ts'
import { linkInMail } from '../support/mails.ts'
import { aPlace, DESKTOP, PASSWORD, type Person, type Place } from '../support/people.ts'
import { Screen } from '../support/screen.ts'
import { tcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { tellFailure } from '../support/tell-failure.ts'

const NEXT_PASSWORD = 'Another-horse-2'
const EMAIL = 'ana@ridge.example'

describe('an account', () => {
  let place: Place
  let ana: Person
  let browser: Browser
  /** A device that nobody has used: no session, no service worker. */
  let other: Page
  let otherLink: TcpProxy
  /** The device that has the new password. */
  let reader: Page
  let totp: TOTP
  let recovery: string[] = []
  /** `#/c/…/m/…` */
  let messageLink = ''

  beforeAll(async () => {
    place = await aPlace()
    ana = await place.signUp('ana')
    browser = await chromium.launch({ ...launchOptions, executablePath: await findChromium() })
    otherLink = await tcpProxy(place.server.port)
    other = await freshPage()
  })
  afterAll(async () => {
    await browser?.close()
    await otherLink?.close()
    await place?.end()
  })
  tellFailure(() => place)

  async function freshPage(): Promise<Page> {
    const context = await browser.newContext({
      ...DESKTOP,
      locale: 'en-GB',
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    return context.newPage()
  }

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
    await other.goto(`${otherLink.url}/${link}`)
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

  it('[UI36] who has no account makes one on the way to an invitation, and lands in the chat', async () => {
    const { screen } = ana
    await screen.go('#/')
    await screen.createChannel('night-watch', en['kind.private'])
    await screen.write('Quiet so far')
    const api = (path: string) => new URL(`/api/v1${path}`, screen.page.url()).href
    const chats = await screen.page.request.get(api('/chats?query=night-watch'))
    const [{ id }] = (await chats.json()) as [{ id: number }]
    const headers = { origin: new URL(screen.page.url()).origin }
    const made = await screen.page.request.post(api(`/chats/${id}/invite-link`), { data: {}, headers })
    const { pathname, hash } = new URL(((await made.json()) as { invite_url: string }).invite_url)

    const guest = new Screen(await freshPage(), otherLink.url)
    const { page } = guest
    await page.goto(`${otherLink.url}${pathname}${hash}`)
    await page.getByRole('link', { name: en['auth.createOne'] }).click()
    await page.getByLabel(en['auth.username']).fill('dee')
    await page.getByLabel(en['auth.password'], { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: en['auth.signUp'] }).click()
    await page.getByText(en['join.explain']).waitFor()
    await guest.isLive()
    await page.getByRole('button', { name: en['action.join'], exact: true }).click()
    await guest.message('Quiet so far').waitFor()
    messageLink = await guest.message('Quiet so far').evaluate((row) => {
      const [chat = ''] = /#\/c\/[^/?]+/.exec(location.hash) ?? []
      return `${chat}/m/${(row as HTMLElement).dataset['key']}`
    })
    await page.context().close()
  })

  it('[UI120] signing in, signing up and a new password say at once that there is no network, and when there is one', async () => {
    const page = await freshPage()
    const guest = new Screen(page, otherLink.url)
    const note = page.getByText(/needs? a connection/)
    for (const [hash, action] of [
      ['#/', 'auth.signIn'],
      ['#/sign-up', 'auth.signUp'],
      ['#/reset', 'reset.send'],
    ] as const) {
      await guest.open(hash)
      const button = page.getByRole('button', { name: en[action], exact: true })
      await button.waitFor()
      expect([await note.count(), await button.getAttribute('aria-disabled')]).toEqual([0, null])
      await page.context().setOffline(true)
      await note.first().waitFor()
      await expect.poll(() => button.getAttribute('aria-disabled')).toBe('true')
      expect(await button.getAttribute('aria-description')).toBe(en['settings.needsConnection'])
      await page.context().setOffline(false)
      await note.waitFor({ state: 'detached' })
      await expect.poll(() => button.getAttribute('aria-disabled')).toBe(null)
    }
    await page.context().close()
  })

  it("[UI90] a link to a message that is opened signed out is where one is after signing in, by the app's own form", async () => {
    const page = await freshPage()
    const guest = new Screen(page, otherLink.url)
    await guest.open(messageLink)
    await page.getByRole('button', { name: en['auth.showPassword'] }).waitFor()
    await page.getByLabel(en['auth.login']).fill('dee')
    await page.getByLabel(en['auth.password'], { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: en['auth.signIn'], exact: true }).click()
    await guest.message('Quiet so far').waitFor()
    expect(new URL(page.url())).toMatchObject({ pathname: '/', hash: messageLink })
    await page.context().close()
  })

  it('switches two-step sign-in on', async () => {
    const { page } = ana.screen
    await ana.screen.go('#/settings/account')
    const part = page.locator('cairn-two-step')
    await part.getByRole('button', { name: en['twoStep.setUp'] }).click()
    await part.getByRole('img', { name: en['twoStep.qr'] }).waitFor()
    const secret = (await part.locator('.key code').innerText()).replaceAll(' ', '')
    totp = new TOTP({ secret })
    await part.getByLabel(en['twoStep.code']).fill('000000')
    await part.getByRole('button', { name: en['twoStep.enable'] }).click()
    await part.getByText(en['auth.codeWrong']).waitFor()
    await part.getByLabel(en['twoStep.code']).fill(totp.generate())
    await part.getByRole('button', { name: en['twoStep.enable'] }).click()
    await part.getByText(en['twoStep.recoveryExplain']).waitFor()
    recovery = await part.getByRole('listitem').allInnerTexts()
    expect(recovery.length).toBeGreaterThan(5)
    await part.getByRole('button', { name: en['twoStep.kept'] }).click()
    await part.getByText(en['twoStep.on']).waitFor()
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
    await other.getByLabel(en['auth.code']).fill(recovery[0]!)
    await other.getByRole('button', { name: en['auth.signIn'], exact: true }).click()
    await new Screen(other, otherLink.url).isLive()
  })

  it('[UI32] is signed out there from here; its unsent texts stay, and can be copied', async () => {
    const there = new Screen(other, otherLink.url)
    await there.openChat('general')
    otherLink.cut()
    await there.isOffline()
    await there.write('Not yet on the way')

    await ana.screen.go('#/settings/devices')
    const devices = ana.screen.page.locator('cairn-set-devices')
    const rows = devices.getByRole('listitem')
    await expect.poll(() => rows.count()).toBe(2)
    expect(await rows.first().innerText()).toContain(en['devices.this'])
    await rows.nth(1).getByRole('button').click()
    await expect.poll(() => rows.count()).toBe(1)

    otherLink.mend()
    await there.strip.filter({ hasText: en['sync.signedOut'] }).waitFor()
    expect((await there.unsent()).join()).toContain('Not yet on the way')
    const panel = other.locator('cairn-outbox-panel')
    await panel.getByRole('button', { name: new RegExp(`^${en['chat.outbox.copy-all']}`) }).click()
    await expect.poll(() => other.evaluate(() => navigator.clipboard.readText())).toContain('Not yet on the way')
  })

  it('[UI137] signs in again by the button of the strip, and what waits is sent from all tabs without a reload', async () => {
    const there = new Screen(other, otherLink.url)
    const second = new Screen(await other.context().newPage(), otherLink.url)
    await second.open('#/c/general')
    await second.strip.filter({ hasText: en['sync.signedOut'] }).waitFor()
    await second.write('From the second tab')
    await other.evaluate(() => Object.assign(window, { isSame: true }))

    await other.getByRole('button', { name: en['auth.again'], exact: true }).click()
    const dialog = there.dialog(en['auth.signIn'])
    await dialog.getByLabel(en['auth.login']).fill('ana')
    await dialog.getByLabel(en['auth.password'], { exact: true }).fill(PASSWORD)
    await dialog.getByRole('button', { name: en['auth.signIn'], exact: true }).click()
    await dialog.getByRole('button', { name: en['auth.useRecovery'] }).click()
    await dialog.getByLabel(en['auth.code']).fill(recovery[2]!)
    await dialog.getByRole('button', { name: en['auth.signIn'], exact: true }).click()
    await there.isLive()
    await second.isLive()

    await ana.screen.go('#/')
    await ana.screen.openChat('general')
    await ana.screen.message('Not yet on the way').waitFor()
    await ana.screen.message('From the second tab').waitFor()
    expect(await other.evaluate(() => 'isSame' in window)).toBe(true)
    await second.page.close()
  })

  it('[UI91] signs out, and in again with a code, and without one where the device is trusted', async () => {
    const { page } = ana.screen
    await ana.screen.go('#/settings')
    await ana.screen.signOut()
    await page.getByLabel(en['auth.login']).fill('ana')
    await page.getByLabel(en['auth.password'], { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: en['auth.signIn'] }).click()
    // The code of this half minute has been used; a clock may be one step ahead.
    await page.getByLabel(en['auth.code']).fill(totp.generate({ timestamp: Date.now() + 30_000 }))
    await page.getByRole('switch', { name: en['auth.trust'] }).check()
    await page.getByRole('button', { name: en['auth.signIn'], exact: true }).click()
    await ana.screen.isLive()

    await ana.screen.go('#/settings')
    await ana.screen.signOut()
    await ana.screen.signIn('ana', PASSWORD)
    await ana.screen.isLive()
  })

  it('[UI33] gets a new password by the link in a mail, on a device that is not signed in; all others are signed out', async () => {
    const page = await freshPage()
    await page.goto(`${place.server.url}/login`)
    await page.getByRole('link', { name: 'Forgot the password?' }).click()
    await page.getByLabel(en['account.email']).fill(EMAIL)
    await page.getByRole('button', { name: en['reset.send'] }).click()
    await page.locator('cairn-reset').getByText(en['reset.sent']).waitFor()
    const link = await linkInMail(place.server.folder, 'reset')

    reader = await freshPage()
    await reader.goto(`${place.server.url}/${link}`)
    await reader.getByLabel(en['account.newPassword'], { exact: true }).fill(NEXT_PASSWORD)
    await reader.getByRole('button', { name: en['reset.save'] }).click()
    await reader.locator('cairn-reset').getByText(en['reset.done']).waitFor()
    await ana.screen.strip.filter({ hasText: en['sync.signedOut'] }).waitFor()

    await reader.getByRole('link', { name: en['reset.back'] }).click()
    await reader.getByLabel(en['auth.login']).fill('ana')
    await reader.getByLabel(en['auth.password'], { exact: true }).fill(NEXT_PASSWORD)
    await reader.getByRole('button', { name: en['auth.signIn'] }).click()
    await reader.getByLabel(en['auth.code']).fill(recovery[1]!)
    await reader.getByRole('button', { name: en['auth.signIn'] }).click()
    await new Screen(reader, place.server.url).isLive()
  })

  it('[UI180] signs out all other devices at once, and this one stays', async () => {
    const third = await freshPage()
    const there = new Screen(third, otherLink.url)
    await there.open()
    await third.getByLabel(en['auth.login']).fill('ana')
    await third.getByLabel(en['auth.password'], { exact: true }).fill(NEXT_PASSWORD)
    await third.getByRole('button', { name: en['auth.signIn'] }).click()
    await third.getByRole('button', { name: en['auth.useRecovery'] }).click()
    await third.getByLabel(en['auth.code']).fill(recovery[3]!)
    await third.getByRole('button', { name: en['auth.signIn'], exact: true }).click()
    await there.isLive()

    const here = new Screen(reader, place.server.url)
    await here.go('#/settings/devices')
    const devices = reader.locator('cairn-set-devices')
    const rows = devices.getByRole('listitem')
    await expect.poll(() => rows.count()).toBeGreaterThan(1)
    await devices.getByRole('button', { name: en['devices.others'], exact: true }).click()
    await here.dialog(en['devices.othersAsk']).getByRole('button', { name: en['devices.signOut'] }).click()
    await expect.poll(() => rows.count()).toBe(1)
    expect(await rows.first().innerText()).toContain(en['devices.this'])
    await there.strip.filter({ hasText: en['sync.signedOut'] }).waitFor()
    await here.isLive()
    await third.context().close()
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
