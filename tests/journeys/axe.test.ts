/** No screen has anything that axe finds wrong, whatever its impact (UI.md, 9), in light and dark, on a desk and in a hand. */
import axe from 'axe-core'
import type { Locator } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import { aPlace, DESKTOP, PHONE, type Person, type Place } from '../support/people.ts'
import { ridgeHistory, type Ridge } from '../support/ridge-history.ts'
import type { Screen } from '../support/screen.ts'
import { tellFailure } from '../support/tell-failure.ts'

describe.each([
  { device: 'desktop', options: DESKTOP },
  { device: 'phone', options: PHONE },
])('on a $device', ({ device, options }) => {
  let place: Place
  let yara: Person
  let screen: Screen
  let ridge: Ridge

  beforeAll(async () => {
    place = await aPlace({ prepare: async (folder) => void (ridge = await ridgeHistory(folder)) })
    yara = await place.signIn('yara', options)
    screen = yara.screen
  })
  afterAll(() => place.end())
  // One that failed must not fail those after it.
  afterEach(async () => {
    yara.link.mend()
    await screen.page.keyboard.press('Escape')
  })
  tellFailure(() => place)

  it('chat list', async () => {
    await screen.go('#/')
    await screen.chat('pump-crew').waitFor()
    await expectNothingWrong(screen)
  })

  it('chat with messages', async () => {
    await screen.go(`#/c/${ridge.pump}`)
    await screen.message('Valve 4 checked.').waitFor()
    await expectNothingWrong(screen)
  })

  it('a message with its buttons, its menu, the emoji picker', async () => {
    await screen.message('Valve 4 checked.').focus()
    await expectNothingWrong(screen)
    await screen.page.keyboard.press('Shift+F10')
    await isShown(screen, screen.page.getByRole('menu'))
    await screen.page.keyboard.press('Escape')
    await screen.message('Valve 4 checked.').focus()
    await screen.page.keyboard.press('+')
    await isShown(screen, screen.page.getByRole('combobox', { name: en['chat.emoji.search'] }))
    await screen.page.keyboard.press('Escape')
  })

  it('thread', async () => {
    await screen.go(`#/c/${ridge.pump}/t/${ridge.root}`)
    await isShown(screen, screen.page.locator('cairn-thread').getByText('Taking filter B.'))
  })

  it('members, about, pinned messages', async () => {
    await screen.go(`#/c/${ridge.pump}/members`)
    await isShown(screen, screen.panel.getByText('Ben Okafor').first())
    await screen.go(`#/c/${ridge.pump}/info`)
    await isShown(screen, screen.panel.getByRole('heading', { name: en['info.title'] }))
    await screen.go(`#/c/${ridge.pump}/pins`)
    await isShown(screen, screen.panel.getByRole('heading', { name: en['panel.pins'] }))
  })

  it('mentions, settings', async () => {
    await screen.go('#/activity')
    await isShown(screen, screen.page.getByRole('heading', { level: 1, name: en['activity.title'] }))
    await screen.go('#/settings')
    await isShown(screen, screen.page.getByRole('heading', { level: 1, name: en['settings.title'] }))
  })

  it('quick switcher, new direct message, new channel, keyboard', async () => {
    await screen.go('#/')
    await screen.page.keyboard.press('Control+k')
    await isShown(screen, screen.page.getByRole('dialog', { name: en['switcher.title'] }))
    await screen.page.getByRole('combobox').fill('no such thing')
    await expectNothingWrong(screen)
    await screen.page.keyboard.press('Escape')
    await screen.choose(en['chats.new'], en['chats.newDirect'])
    await isShown(screen, screen.page.getByRole('dialog', { name: en['direct.title'] }))
    await screen.page.keyboard.press('Escape')
    await screen.choose(en['chats.new'], en['chats.newChannel'])
    const dialog = screen.dialog(en['create.title'])
    await dialog.getByRole('radio', { name: new RegExp(`^${en['kind.broadcast']}`) }).check()
    await expectNothingWrong(screen)
    await screen.page.keyboard.press('Escape')
    await screen.page.keyboard.press('Control+/')
    await isShown(screen, screen.page.getByRole('dialog', { name: en['keys.title'] }))
    await screen.page.keyboard.press('Escape')
  })

  it('offline with unsent messages, and the list of them', async () => {
    yara.link.cut()
    await screen.go(`#/c/${ridge.pump}`)
    await screen.write(`Written without a network on a ${device}`)
    await screen.page
      .getByText(/^As of /)
      .first()
      .waitFor()
    await expectNothingWrong(screen)
    await screen.go('#/unsent')
    await isShown(screen, screen.page.locator('cairn-outbox-panel').getByRole('listitem').first())
    yara.link.mend()
  })

  it('signed out: sign in, create an account, a wrong password', async () => {
    await screen.go('#/settings')
    await screen.signOut()
    await isShown(screen, screen.page.getByRole('button', { name: en['auth.signIn'], exact: true }))
    await screen.page.getByRole('link', { name: en['auth.createOne'] }).click()
    await screen.page.getByRole('button', { name: en['auth.signUp'] }).click()
    await isShown(screen, screen.page.getByText(en['auth.invalidName']))
    // As they are without scripts: with them they hand on to the form above.
    await screen.page.route('**/sign-in.js', (route) => route.abort())
    for (const path of ['/login', '/signup']) {
      await screen.page.goto(place.server.url + path)
      await expectNothingWrong(screen)
    }
  })
})

async function isShown(screen: Screen, part: Locator): Promise<void> {
  await part.waitFor()
  await expectNothingWrong(screen)
}

/** Every rule in light; in dark what colours can change. */
async function expectNothingWrong({ page }: Screen): Promise<void> {
  await page.evaluate(axe.source)
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await violations(page, {})
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await violations(page, { runOnly: ['color-contrast', 'link-in-text-block'] })
  expect({ light, dark }).toEqual({ light: [], dark: [] })
}

/** Rule, impact and place of each finding. */
async function violations(page: Screen['page'], options: axe.RunOptions): Promise<string[]> {
  const found = await page.evaluate((run) => window.axe.run(run), options)
  return found.violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${impact}): ${target.flat().join(' >>> ')}: ${failureSummary}`),
  )
}

declare global {
  interface Window {
    readonly axe: typeof axe
  }
}
