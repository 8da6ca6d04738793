/** What messages say in states that pass: what waits, what was refused. Over a device in memory. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PUMP } from '../../client/fixtures/ridge.ts'
import { fixturePages, focusedName, storesOf, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

describe('a change that waits', () => {
  it('[UI50] a deletion for everyone says that it is not sent yet, to the eye and to the ear', async () => {
    const page = await pages.open('delete-waiting')
    const waiting = 'Deletion saved on this device, not sent yet'
    const message = page.getByRole('article', { name: `This message was deleted, ${waiting}` })
    await message.getByText(waiting).waitFor()
    expect(await message.getByText('This message was deleted').isVisible()).toBe(true)
  })
})

describe('a deletion that was refused', () => {
  it('[UI223] is told with its reason, and there is no text to copy', async () => {
    const page = await pages.open('delete-refused')
    const told = page.getByRole('region', { name: 'Your deletion was not accepted' })
    await told.getByText('You may no longer do this in').waitFor()
    expect((await told.getByRole('button').allInnerTexts()).map((name) => name.trim())).toEqual(['Retry', 'Discard'])
    expect(await told.locator('p').count()).toBe(2)
  })
})

describe('a button of a message that goes as it is pressed', () => {
  it.each([
    ['refused', 'Retry', 'Can somebody open the gate'],
    ['edit-refused', 'Retry', 'Filter B is in since noon'],
    ['overruled', 'Apply again', 'Filter B is in since noon'],
    ['edit-refused', 'Discard', 'Filter B is in. Old one'],
  ])('[UI224] leaves the focus on the message: %s, %s', async (state, button, text) => {
    const page = await pages.open(state)
    const boxes = page.locator('cairn-refusal, cairn-your-version')
    await boxes.getByRole('button', { name: button, exact: true }).press('Enter')
    await expect.poll(() => boxes.count()).toBe(0)
    const message = page.getByRole('article', { name: new RegExp(text) })
    await expect
      .poll(() => message.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one))
      .toBe(true)
  })
})

describe('a reaction', () => {
  it('[UI50] says that it waits', async () => {
    const page = await pages.open('react-waiting')
    await page.getByRole('button', { name: /^thumbsup, .*, not sent yet$/ }).waitFor()
  })
})

describe('who reacted', () => {
  it('[UI95] is listed from the menu of the message, by keys, and the focus comes back', async () => {
    const page = await pages.open('live')
    const row = page
      .locator('cairn-message')
      .filter({ has: page.locator('cairn-reactions .chip') })
      .last()
    await row.focus()
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Who reacted' }).press('Enter')
    const list = page.getByRole('dialog', { name: 'Who reacted' })
    await list.getByRole('heading').first().waitFor()
    const chips = await row.locator('cairn-reactions .chip').count()
    expect(await list.getByRole('heading').count()).toBe(chips)
    expect(await list.getByRole('listitem').count()).toBeGreaterThan(0)
    await page.keyboard.press('Escape')
    await list.waitFor({ state: 'hidden' })
    await expect.poll(() => row.evaluate((one) => one.matches(':focus'))).toBe(true)
  })
})

describe('who reacted, on touch', () => {
  it('[UI95] is listed from the buttons of the message', async () => {
    const page = await pages.open('live', { width: 390, height: 844 }, true)
    const row = page
      .locator('cairn-message')
      .filter({ has: page.locator('cairn-reactions .chip') })
      .last()
    await row.locator('cairn-rich-text').tap()
    await page.getByRole('button', { name: 'More actions' }).tap()
    await page.getByRole('menuitem', { name: 'Who reacted' }).tap()
    const list = page.getByRole('dialog', { name: 'Who reacted' })
    await list.getByRole('listitem').first().waitFor()
  })
})

describe('[MG3] several messages', () => {
  const bar = (page: Page) => page.getByRole('group', { name: 'Selected messages' })
  const row = (page: Page, text: string) =>
    page.locator('cairn-timeline cairn-message').filter({ hasText: text }).last()
  const boxOf = (page: Page) => page.getByRole('textbox', { name: /^Message/ })
  /** By the menu, by a press, and by a key. */
  const choose = async (page: Page): Promise<void> => {
    await row(page, 'Night reading').focus()
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Select', exact: true }).press('Enter')
    await bar(page).getByText('1 selected').waitFor()
    await row(page, 'Filter B is in').click()
    await row(page, 'On my way').click()
    await bar(page).getByText('3 selected').waitFor()
    await row(page, 'On my way').focus()
    await page.keyboard.press('Space')
    await bar(page).getByText('2 selected').waitFor()
  }
  const use = (page: Page, name: string) => bar(page).getByRole('button', { name, exact: true }).press('Enter')

  it('are left with Esc, and the composer is as it was', async () => {
    const page = await pages.open('live')
    await row(page, 'Night reading').focus()
    await page.keyboard.press('r')
    const banner = page.locator('cairn-composer-banner')
    await banner.getByText('Night reading').waitFor()
    await boxOf(page).fill('Which pump')
    await choose(page)
    expect(await boxOf(page).count()).toBe(0)
    await page.keyboard.press('Escape')
    await expect.poll(() => boxOf(page).inputValue()).toBe('Which pump')
    await banner.getByText('Night reading').waitFor()
    await expect.poll(() => boxOf(page).evaluate((box) => box.matches(':focus'))).toBe(true)
    expect(await page.getByRole('checkbox', { name: /^Select/ }).count()).toBe(0)
  })

  it('are copied with who and when, in their order', async () => {
    const page = await pages.open('live')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await choose(page)
    await use(page, 'Copy')
    const copied = () => page.evaluate(() => navigator.clipboard.readText())
    await expect
      .poll(copied)
      .toMatch(/^dario, .*8:52.*\nNight reading: 3\.4 bar, both pumps\.\n\nYara Lindqvist, .*12:02.*\nFilter B is in\./)
    await bar(page).waitFor({ state: 'detached' })
    await expect.poll(() => focusedName(page)).toMatch(/^Message/)
  })

  it('are saved', async () => {
    const page = await pages.open('live')
    await choose(page)
    await use(page, 'Save')
    await page.getByRole('region', { name: '2 messages are kept in your saved messages' }).waitFor()
    await page.evaluate(() => void (location.hash = '#/c/saved-1'))
    await row(page, 'Night reading').waitFor()
    await row(page, 'Filter B is in').waitFor()
    expect(await row(page, 'On my way').count()).toBe(0)
  })

  it('are deleted for oneself, and come back', async () => {
    const page = await pages.open('live')
    await choose(page)
    await use(page, 'Delete for me')
    await expect.poll(() => row(page, 'Night reading').count()).toBe(0)
    expect([await row(page, 'Filter B is in').count(), await row(page, 'On my way').count()]).toEqual([0, 1])
    await page.getByRole('region', { name: '2 messages deleted for you' }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await row(page, 'Night reading').waitFor()
    await row(page, 'Filter B is in').waitFor()
  })

  it('are forwarded together', async () => {
    const page = await pages.open('live')
    await choose(page)
    await use(page, 'Forward')
    await page.getByRole('dialog', { name: 'Forward 2 messages' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => focusedName(page)).toMatch(/^Message/)
  })
})

describe('[MG7] cards of links', () => {
  it('are turned off in the settings', async () => {
    const page = await pages.open('link-card')
    const cards = page.locator('cairn-link-card .card')
    await expect.poll(() => cards.count()).toBe(2)
    const chat = await page.evaluate(() => location.hash)
    const go = (hash: string) => page.evaluate((to) => void (location.hash = to), hash)
    const turn = async () => {
      await go('#/settings/privacy')
      await page.getByRole('switch', { name: 'Show what links lead to' }).press('Space')
      await go(chat)
      await page.getByText('and this is the line').waitFor()
    }
    await turn()
    expect(await cards.count()).toBe(0)
    await turn()
    await expect.poll(() => cards.count()).toBe(2)
  })
})

describe('[UI123] how long something waits', () => {
  const MINUTE = 60_000
  const open = async (state: string) => {
    const page = await pages.open(state)
    await page.clock.install()
    return { page, stores: await storesOf(page) }
  }
  const labels = (page: Page) =>
    page
      .locator('cairn-thread cairn-message')
      .evaluateAll((rows) => rows.map((one) => one.getAttribute('aria-label') ?? '').join('\n'))

  it('is told anew in a thread: each second while it is sent again, and since when after an hour', async () => {
    const { page, stores } = await open('live')
    const root = await stores.evaluate(async ({ device, actions }, channelId) => {
      const id = [...device.view(`channel/${channelId}/0`).entries('messages')].at(-2)![0]
      await actions.send({ channelId: channelId, text: 'Ten minutes', replyTo: { id: id } })
      const n = device.outbox().at(-1)!.n
      device.setItem(n, 'rate-limited', { againAt: device.now() + 12_000 })
      return { id, n }
    }, PUMP)
    await page.evaluate((id) => void (location.hash += `/t/${id}`), root.id)
    await expect.poll(() => labels(page)).toContain('Sending again in 12 seconds')
    await stores.evaluate(({ device }) => device.advance(5_000))
    await page.clock.runFor(1_000)
    await expect.poll(() => labels(page)).toContain('Sending again in 7 seconds')
    await stores.evaluate(({ device }, n) => void device.setItem(n, 'saved'), root.n)
    await expect.poll(() => labels(page)).toContain('not sent yet')
    await stores.evaluate(({ device }) => device.advance(61 * 60_000))
    await page.clock.runFor(10_000)
    await expect.poll(() => labels(page)).toMatch(/waiting since 0?2:02/)
  })

  it('is told anew each minute in the list of what is unsent', async () => {
    const { page } = await open('live')
    await page.evaluate(() => void (location.hash = '#/unsent'))
    const ages = () => page.locator('cairn-unsent-item cairn-ago [aria-hidden]').allInnerTexts()
    await expect.poll(ages).toEqual([])
    await (
      await storesOf(page)
    ).evaluate(({ actions }, channelId) => actions.send({ channelId, text: 'On my way.' }), PUMP)
    await expect.poll(ages).toEqual(['this minute'])
    await page.clock.runFor(MINUTE)
    await expect.poll(ages).toEqual(['1 min. ago'])
    await page.clock.runFor(4 * MINUTE)
    await expect.poll(ages).toEqual(['5 min. ago'])
  })
})
