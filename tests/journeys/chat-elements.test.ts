/** What a chat, its panels and its feed say in states that pass: what is empty, what is being read, what is not here. Over a device in memory. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixturePages, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

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
