/** What messages and the timeline say in states that pass: what waits, what is not here, what was refused. Over a device in memory. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixturePages, type FixturePages } from '../support/fixture-pages.ts'

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

describe('a chat in which nothing was written', () => {
  it('[UI96] offers to begin', async () => {
    const page = await pages.open('empty-chat')
    await page.locator('cairn-timeline').getByRole('button', { name: 'Write a message' }).click()
    const box = page.getByRole('textbox', { name: /^Message/ })
    await expect.poll(() => box.evaluate((area) => area.matches(':focus'))).toBe(true)
  })
})

describe('a panel', () => {
  it.each([
    ['pins-loading', 'cairn-pins', 'Nothing is pinned here.'],
    ['members-loading', 'cairn-members', 'This chat is not on this device.'],
  ])('[UI52] %s: says nothing of what is being read', async (state, panel, words) => {
    const page = await pages.open(state)
    await page.locator(`${panel} cairn-skeleton`).waitFor()
    expect(await page.locator(panel).getByText(words).count()).toBe(0)
  })
})

describe('the feed', () => {
  it('[UI59] each of its rows knows its place: messages, days, lines between them', async () => {
    const page = await pages.open('live')
    const rows = page.getByRole('feed').first().getByRole('article')
    await rows.first().waitFor()
    const places = await rows.evaluateAll((all) => all.map((row) => Number(row.getAttribute('aria-posinset'))))
    expect(places).toEqual(places.map((_, i) => places[0]! + i))
    const kinds = await rows.evaluateAll((all) => all.map((row) => row.localName))
    expect(kinds).toContain('cairn-day-divider')
  })
})

describe('a chat that is not on this device', () => {
  it('[UI52] is waited for with a skeleton while the server is in touch', async () => {
    const page = await pages.open('not-here')
    await page.locator('cairn-chat-view cairn-skeleton').waitFor()
    expect(await page.getByText('This chat is not on this device').count()).toBe(0)
    await page.getByRole('heading', { name: 'pump-crew' }).waitFor()
  })

  it('[UI52] says so without a connection, and nothing of a removal', async () => {
    const page = await pages.open('not-here-offline')
    const words = 'This chat is not on this device. It may come when you are back online.'
    await page.getByRole('main').getByText(words).waitFor()
    expect(await page.getByText('You are no longer in this chat').count()).toBe(0)
  })

  it('[UI52] messages that have not come are a hole', async () => {
    const page = await pages.open('messages-not-here')
    await page.getByRole('article', { name: 'The messages of this chat are not on this device' }).waitFor()
  })

  it('[UI52] an unknown address leads to no name and no row, but to the channels', async () => {
    const page = await pages.open('not-found')
    await page.getByRole('heading', { name: 'A chat' }).waitFor()
    expect(await page.getByText('01JNA0N0B0DYKN0WS000000009').count()).toBe(0)
    await page.getByRole('main').getByRole('button', { name: 'Find a channel' }).click()
    await page.getByRole('heading', { name: 'Find a channel' }).waitFor()
  })
})
