/** The devices of one account, with two-step sign-in: signed out from elsewhere, in again, all at once (docs/behaviour.md, UI32, UI137, UI180). */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import { freshDevices, type FreshDevices } from '../support/fresh-devices.ts'
import { aPlace, PASSWORD, type Person, type Place } from '../support/people.ts'
import { Screen } from '../support/screen.ts'
import { tcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { tellFailure } from '../support/tell-failure.ts'
import { switchTwoStepOn } from '../support/two-step.ts'

describe('a device', () => {
  let place: Place
  let ana: Person
  let fresh: FreshDevices
  let other: Page
  let otherLink: TcpProxy
  let recovery: readonly string[]

  beforeAll(async () => {
    place = await aPlace()
    ana = await place.signUp('ana')
    fresh = await freshDevices()
    otherLink = await tcpProxy(place.server.port)
    recovery = (await switchTwoStepOn(ana.screen)).recovery
    other = await fresh.open()
    await signIn(new Screen(other, otherLink.url), recovery[0]!)
  })
  afterAll(async () => {
    await fresh?.end()
    await otherLink?.close()
    await place?.end()
  })
  tellFailure(() => place)

  async function signIn(there: Screen, code: string): Promise<void> {
    const { page } = there
    await there.open()
    await page.getByLabel(en['auth.login']).fill('ana')
    await page.getByLabel(en['auth.password'], { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: en['auth.signIn'] }).click()
    await page.getByRole('button', { name: en['auth.useRecovery'] }).click()
    await page.getByLabel(en['auth.code']).fill(code)
    await page.getByRole('button', { name: en['auth.signIn'], exact: true }).click()
    await there.isLive()
  }

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

  it('[UI180] signs out all other devices at once, and this one stays', async () => {
    const third = await fresh.open()
    const there = new Screen(third, otherLink.url)
    await signIn(there, recovery[3]!)

    const here = ana.screen
    await here.go('#/settings/devices')
    const devices = here.page.locator('cairn-set-devices')
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
})
