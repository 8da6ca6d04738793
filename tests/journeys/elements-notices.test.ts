/** What is chosen about notices, over a device in memory: what the account then holds, and what a window says of its focus. */
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ME, PUMP } from '../../client/fixtures/ridge.ts'
import { TYPING_MS } from '../../client/components/chat/composer-typing.ts'
import { en } from '../../client/messages/en.ts'
import { accountDocument } from '../../schema/documents.ts'
import type { UserId } from '../../schema/ids.ts'
import { fixturePages, storesOf, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

/** What the account holds under a root: all whose keys begin so, without that beginning. */
async function kept(page: Page, root: 'prefs' | 'channels', start: string): Promise<Record<string, unknown>> {
  const stores = await storesOf(page)
  return stores.evaluate(
    ({ device }, [doc, of, begin]) => {
      const all = [...device.view(doc).entries(of)].filter(([key]) => key.startsWith(begin))
      return Object.fromEntries(all.map(([key, value]) => [key.slice(begin.length), value]))
    },
    [accountDocument(ME as UserId), root, start] as const,
  )
}

describe('[NF50] the settings of notices', () => {
  it('keep each choice at once', async () => {
    const page = await pages.open('settings-notices-people')
    await page.keyboard.press('Escape')
    const part = page.locator('cairn-set-notices')
    const choices = () => kept(page, 'prefs', 'notifications.')
    const zone = await page.evaluate(() => new Intl.DateTimeFormat().resolvedOptions().timeZone)
    const toggle = (name: string) => part.getByRole('switch', { name }).click()
    const pick = (name: string) => part.getByRole('radio', { name }).click()

    await part.getByRole('combobox', { name: en['notices.place.channel'] }).selectOption('nothing')
    await part.getByRole('combobox', { name: en['notices.place.direct'] }).selectOption('mentions')
    await toggle(en['notices.reactions'])
    await pick(en['notices.text.name'])
    await pick(en['notices.sounds.off'])
    const times = { quiet: '23:15-07:00', quietZone: zone }
    await part.getByLabel(en['notices.quietFrom'], { exact: true }).fill('23:15')
    const chosen = {
      'level.channel': 'nothing',
      'level.direct': 'mentions',
      reactions: true,
      text: 'name',
      sounds: 'off',
    }
    await expect.poll(choices).toEqual({ ...chosen, ...times })

    const people = page.getByRole('dialog', { name: en['notices.quietPeople'] })
    await part.getByRole('button', { name: en['notices.quietAdd'] }).click()
    const picker = page.locator('cairn-people-picker')
    await picker.getByRole('option', { name: 'Ana Sousa' }).click()
    await picker.getByRole('option', { name: 'Ben Okafor' }).click()
    await page.getByRole('button', { name: en['info.save'], exact: true }).click()
    await people.waitFor({ state: 'detached' })
    await expect.poll(choices).toMatchObject({ quietPeople: '2,3' })
    await part.getByRole('button', { name: 'Take Ana Sousa off the list' }).click()
    await expect.poll(choices).toMatchObject({ quietPeople: '3' })

    await toggle(en['notices.quietOn'])
    await toggle(en['notices.reactions'])
    const { reactions: _off, ...left } = chosen
    await expect.poll(choices).toEqual({ ...left, quietPeople: '3' })
    await toggle(en['notices.all'])
    await expect.poll(choices).toMatchObject({ enabled: false })
    await toggle(en['notices.all'])
    await expect.poll(choices).toEqual({ ...left, quietPeople: '3' })
  })
})

describe('the menu of a chat', () => {
  it('[NF50] keeps its level, and none where it is the usual one', async () => {
    const page = await pages.open('live')
    const choose = async (level: string) => {
      await page.locator('cairn-chat-header .mute').click()
      await page.getByRole('menuitemradio', { name: level }).click()
    }
    const prefs = () => kept(page, 'channels', PUMP)
    const before = (await prefs())[''] ?? {}
    await choose(en['notices.level.nothing'])
    await expect.poll(prefs).toEqual({ '': { ...before, notify: 'nothing' } })
    await choose(en['notices.level.mentions'])
    await expect.poll(prefs).toEqual({ '': { ...before, notify: 'mentions' } })
    await choose(en['notices.level.all'])
    await expect.poll(async () => (await prefs())['']).toEqual(Object.keys(before).length > 0 ? before : undefined)
  })

  it.each([
    ['mute-menu', ['mute.hour', 'mute.eight', 'mute.tomorrow', 'mute.always']],
    ['mute-menu-muted', ['mute.end']],
  ] as const)('[NF21] of %s says beside what mutes that mentions by name come all the same', async (state, names) => {
    const page = await pages.open(state)
    const menu = page.getByRole('menu', { name: en['mute.menu'] })
    await menu.getByText(en['mute.hint']).waitFor()
    for (const name of names) {
      const item = menu.getByRole('menuitem', { name: en[name], exact: true })
      expect(await item.getAttribute('aria-description')).toBe(en['mute.hint'])
    }
    for (const level of await menu.getByRole('menuitemradio').all()) {
      expect(await level.getAttribute('aria-description')).toBe(null)
    }
  })
})

it('[NF48] a window that lost the focus while somebody typed counts as left, also when the typing ends', async () => {
  const page = await pages.open('live')
  const stores = await storesOf(page)
  const activity = () => stores.evaluate(({ device }) => device.activity)
  expect(await activity()).toEqual({ typing: false, active: 'active' })
  await page.clock.install()
  await page.getByRole('textbox', { name: /^Message/ }).fill('half a sen')
  expect(await activity()).toEqual({ typing: true, active: 'active' })
  await page.evaluate(() => {
    document.hasFocus = () => false
    window.dispatchEvent(new Event('blur'))
  })
  expect(await activity()).toEqual({ typing: false, active: 'idle' })
  await page.clock.fastForward(TYPING_MS)
  expect(await activity()).toEqual({ typing: false, active: 'idle' })
})

describe('a toast', () => {
  const toasts = (page: Page) => page.locator('cairn-toasts')
  const composer = (page: Page) => page.getByRole('textbox', { name: /^Message/ })
  const button = (page: Page, name: string) => toasts(page).getByRole('button', { name, exact: true })
  const hasFocus = (of: Locator) => of.evaluate((one) => one.matches(':focus-within'))
  /** One that passes by itself, before the question that stands. */
  const markAllRead = async (page: Page) => {
    await page.locator('cairn-chat-row a').first().focus()
    await page.keyboard.press('Shift+Escape')
    await page.locator('cairn-dialogs').getByRole('button', { name: en['chats.markAll'], exact: true }).click()
    await button(page, en['action.undo']).waitFor()
    await composer(page).focus()
  }

  it('[UI193] is a stop of F6 while it is there, and gives the focus back', async () => {
    const page = await pages.open('new-device')
    await toasts(page)
      .getByText(/Firefox, Windows/)
      .waitFor()
    await composer(page).focus()
    await page.keyboard.press('F6')
    await expect.poll(() => hasFocus(button(page, en['devices.yes']))).toBe(true)
    await page.keyboard.press('F6')
    await expect.poll(() => hasFocus(page.getByRole('navigation', { name: en['nav.label'], exact: true }))).toBe(true)
    await page.keyboard.press('Shift+F6')
    await expect.poll(() => hasFocus(button(page, en['devices.yes']))).toBe(true)
    await composer(page).focus()
    await page.keyboard.press('F6')
    await page.keyboard.press('Enter')
    await toasts(page)
      .getByText(/Firefox, Windows/)
      .waitFor({ state: 'detached' })
    await expect.poll(() => hasFocus(composer(page))).toBe(true)
    await page.keyboard.press('F6')
    await expect.poll(() => hasFocus(page.getByRole('navigation', { name: en['nav.label'], exact: true }))).toBe(true)
  })

  it('[UI194] that was answered leaves no button of the next one under the finger', async () => {
    const page = await pages.open('new-device')
    await markAllRead(page)
    await page.keyboard.press('F6')
    await expect.poll(() => hasFocus(button(page, en['action.undo']))).toBe(true)
    await page.keyboard.press('Enter')
    await toasts(page)
      .getByText(/Firefox, Windows/)
      .waitFor()
    await expect.poll(() => hasFocus(composer(page))).toBe(true)
    await page.keyboard.press('Enter')
    expect(
      await toasts(page)
        .getByText(/Firefox, Windows/)
        .count(),
    ).toBe(1)
  })

  it('[UI193] does not pass while it has the focus, wherever the pointer goes', async () => {
    const page = await pages.open('live')
    await page.clock.install()
    await markAllRead(page)
    await page.keyboard.press('F6')
    await button(page, en['action.undo']).hover()
    await page.mouse.move(5, 5)
    await page.clock.fastForward(60_000)
    await expect.poll(() => hasFocus(button(page, en['action.undo']))).toBe(true)
    await composer(page).focus()
    await page.clock.fastForward(60_000)
    await button(page, en['action.undo']).waitFor({ state: 'detached' })
  })
})

it.each([
  ['notice-card', 'cairn-notice-card'],
  ['first-run-keep', 'cairn-keep-card'],
])('[UI194] the card of %s that is put away gives the focus back to where it came from', async (state, element) => {
  const page = await pages.open(state)
  const button = page.locator(element).getByRole('button', { name: en['action.notNow'] })
  await button.waitFor()
  const link = page.locator('cairn-chat-row a').first()
  await link.focus()
  await button.focus()
  await page.keyboard.press('Enter')
  await button.waitFor({ state: 'detached' })
  await expect.poll(() => link.evaluate((one) => one.matches(':focus'))).toBe(true)
})
