/** Why something cannot be done, that something was done, and what goes on when a part fails, over a device in memory. */
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import { fixturePages, storesOf, type FixturePages } from '../support/fixture-pages.ts'

const PHONE = { width: 390, height: 844 }
const NEEDS = en['settings.needsConnection']
let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())
afterEach(() => pages.closePages())

const open: FixturePages['open'] = (...what) => pages.open(...what)

const said = (page: Page) => page.locator('cairn-app > cairn-announcer').getByRole('log').locator('p').allInnerTexts()
const button = (page: Page, within: string, name: string | RegExp) =>
  page.locator(within).getByRole('button', { name }).first()
const alerted = (page: Page) => page.locator('cairn-app > cairn-announcer [role=alert]').allInnerTexts()

it('[UI157] a finger that presses what needs a connection sees why, and it is said', async () => {
  const page = await open('settings-devices-offline', PHONE, true)
  const button = page.locator('cairn-set-devices').getByRole('button', { name: en['devices.others'] })
  // It is pressed though it is told as disabled.
  await button.tap({ force: true })
  const tip = page.locator('cairn-set-devices .tip:popover-open')
  await expect.poll(() => tip.allInnerTexts()).toEqual([NEEDS])
  await expect.poll(() => said(page)).toContain(NEEDS)
  await page.getByRole('heading', { level: 1 }).tap()
  await expect.poll(() => tip.count()).toBe(0)
})

it('[UI157] a key shows it too', async () => {
  const page = await open('settings-devices-offline')
  await page.locator('cairn-set-devices').getByRole('button', { name: en['devices.others'] }).press('Enter')
  await expect.poll(() => page.locator('cairn-set-devices .tip:popover-open').allInnerTexts()).toEqual([NEEDS])
})

it('[UI186] a button that has the focus keeps it when the connection goes and comes', async () => {
  const page = await open('settings-devices')
  const stores = await storesOf(page)
  const button = page.locator('cairn-set-devices').getByRole('button', { name: en['devices.others'] })
  await button.focus()
  const isDisabled = () => button.getAttribute('aria-disabled')
  for (const state of ['offline', 'live'] as const) {
    await stores.evaluate(({ device }, is) => {
      const sinceMs = device.now() - 60_000
      device.setSync(is === 'live' ? { state: is, sinceMs } : { state: is, sinceMs, nextTryAtMs: null }, 0)
    }, state)
    await expect.poll(isDisabled).toBe(state === 'live' ? null : 'true')
    expect(await button.evaluate((one) => one.matches(':focus'))).toBe(true)
  }
})

it('[UI158] so does a hole in the history', async () => {
  const page = await open('gap-offline', PHONE, true)
  await page.locator('cairn-gap').getByRole('button').first().tap({ force: true })
  await expect.poll(() => page.locator('cairn-gap .tip:popover-open').allInnerTexts()).toEqual([NEEDS])
  await expect.poll(() => said(page)).toContain(NEEDS)
})

it('[UI156] that signing in needs a connection is no alert', async () => {
  const page = await open('sign-in-cut')
  await page.getByLabel(en['auth.login']).fill('ana')
  await page.getByLabel(en['auth.login']).press('Enter')
  await expect.poll(() => said(page)).toContain(en['auth.needsConnection'])
  expect(await alerted(page)).toEqual([])
})

it("[UI159] a direct chat's row says when its person was last known of, and a channel's does not", async () => {
  const page = await open('offline')
  const list = page.locator('cairn-chat-list')
  await expect.poll(() => list.getByRole('link', { name: /^Ana Sousa.*, Last known/ }).count()).toBe(1)
  expect(await list.getByRole('link', { name: /^pump-crew.*Last known/ }).count()).toBe(0)
  const live = await open('live')
  await live
    .locator('cairn-chat-list')
    .getByRole('link', { name: /^Ana Sousa/ })
    .first()
    .waitFor()
  expect(await live.getByRole('link', { name: /Last known/ }).count()).toBe(0)
})

it('[UI160] a draft that is copied after a removal is told as copied, seen and heard once', async () => {
  const page = await open('permission-lost')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.locator('cairn-closed-composer').getByRole('button', { name: en['chat.closed.copy'] }).click()
  await page.locator('cairn-toasts').getByText(en['app.copied']).waitFor()
  await expect.poll(async () => (await said(page)).filter((line) => line === en['app.copied'])).toHaveLength(1)
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('I can take the late shift on')
})

it.each([
  ['something unsent', 'unsent', (page: Page) => button(page, 'cairn-unsent-item', /^Copy: /).click()],
  ['all of it', 'unsent', (page: Page) => button(page, 'cairn-outbox-panel', en['chat.outbox.copy-all']).click()],
  ['a draft', 'drafts', (page: Page) => button(page, 'cairn-drafts', /^Copy: /).click()],
  ['code', 'rich-text', (page: Page) => button(page, 'cairn-code-block', en['talk.code.copy']).click()],
  [
    'the link of a message',
    'live',
    async (page: Page) => {
      await page.locator('cairn-timeline cairn-message').last().focus()
      await page.keyboard.press('c')
    },
  ],
] as const)('[UI160] %s that is copied is told as copied, seen and heard once', async (_, state, copy) => {
  const page = await open(state)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await copy(page)
  await page.locator('cairn-toasts').getByText(en['app.copied']).waitFor()
  await expect.poll(async () => (await said(page)).filter((line) => line === en['app.copied'])).toHaveLength(1)
})

it('[UI160] [UI161] of a part that fails the details are copied, it is reloaded by itself, and the others live on', async () => {
  const page = await open('failed')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const main = page.locator('#main')
  await main.getByRole('button', { name: en['app.copyDetails'] }).click()
  await page.locator('cairn-toasts').getByText(en['app.copied']).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('fixture: this part fails')

  // The list hears of what comes.
  const stores = await storesOf(page)
  await stores.evaluate(({ device }) => device.setSync({ state: 'connecting', sinceMs: device.now() - 5_000 }, 0))
  await page.locator('cairn-sync-status').getByText(en['sync.connecting']).first().waitFor()

  // It fails as long as its cause stands, and is there again without it.
  await main.getByRole('button', { name: en['app.reloadPart'] }).click()
  await main.getByRole('button', { name: en['app.reloadPart'] }).waitFor()
  await page.evaluate(() => {
    const chat = customElements.get('cairn-chat')!.prototype as { render: () => unknown }
    // What it does after a rendering looks for what the real one shows.
    Object.assign(chat, { render: () => 'here again', updated: () => undefined, firstUpdated: () => undefined })
  })
  await main.getByRole('button', { name: en['app.reloadPart'] }).click()
  await expect
    .poll(() => main.locator('cairn-chat').evaluate((chat) => chat.shadowRoot?.textContent?.trim()))
    .toBe('here again')
  expect(await main.locator('cairn-empty').count()).toBe(0)
})

it('[UI222] a chat that failed on a phone has a way back, and keeps the focus when it fails again', async () => {
  const page = await open('failed', PHONE)
  const main = page.locator('#main')
  const hasFocus = (selector: string) =>
    main.locator(selector).evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)
  await main.getByRole('button', { name: en['app.reloadPart'] }).click()
  await expect.poll(() => hasFocus('.failed')).toBe(true)
  await main.getByRole('button', { name: en['action.back'], exact: true }).click()
  await page.locator('cairn-chat-list').waitFor()
  expect(await page.evaluate(() => location.hash)).toBe('#/')
})

it('[UI222] a panel that failed over the chat is closed; the focus goes to the part that is reloaded', async () => {
  const page = await open('info', { width: 800, height: 700 })
  await page.locator('cairn-panel').waitFor()
  const breakPanel = () =>
    page.evaluate(() => {
      const prototype = customElements.get('cairn-panel')!.prototype as { render: () => unknown; whole?: () => unknown }
      prototype.whole ??= prototype.render
      prototype.render = () => {
        throw new Error('this panel fails')
      }
      const shell = document.querySelector('cairn-app')!.shadowRoot!.querySelector('cairn-shell')!
      const boundary = shell.shadowRoot!.querySelector('.panel cairn-boundary')!
      const panel = boundary.shadowRoot!.querySelector('cairn-panel') as unknown as { requestUpdate(): void }
      panel.requestUpdate()
    })
  const mendPanel = () =>
    page.evaluate(() => {
      const prototype = customElements.get('cairn-panel')!.prototype as { render: () => unknown; whole: () => unknown }
      prototype.render = prototype.whole
    })
  const panel = page.locator('.panel')
  await breakPanel()
  await panel.getByRole('button', { name: en['app.reloadPart'] }).waitFor()
  await mendPanel()
  await panel.getByRole('button', { name: en['app.reloadPart'] }).click()
  const heading = panel.getByRole('heading', { level: 1 })
  await expect.poll(() => heading.evaluate((one) => one.matches(':focus'))).toBe(true)
  await breakPanel()
  await panel.getByRole('button', { name: en['action.close'], exact: true }).click()
  await expect.poll(() => panel.count()).toBe(0)
  await page.getByRole('textbox', { name: /^Message/ }).waitFor()
})

it('[UI163] a message that mentions one has its ground, and a bar of 3 px at its start', async () => {
  const page = await open('live')
  const row = page.locator('cairn-message[mention]').first()
  await row.waitFor()
  const look = await row.evaluate((one) => {
    const { backgroundColor, boxShadow } = getComputedStyle(one)
    const probe = document.createElement('i')
    document.body.append(probe)
    const colour = (name: string) => {
      probe.style.setProperty('color', `var(${name})`)
      return getComputedStyle(probe).color
    }
    const wanted = [colour('--mention'), `${colour('--warn')} 3px 0px 0px 0px inset`]
    probe.remove()
    return { is: [backgroundColor, boxShadow], wanted }
  })
  expect(look.is).toEqual(look.wanted)
})
