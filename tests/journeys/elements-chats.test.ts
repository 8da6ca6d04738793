/** Lists of chats, people and found things, over a device in memory: what can be reached where. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PUMP } from '../../client/fixtures/ridge.ts'
import { en } from '../../client/messages/en.ts'
import { DIRECTORY } from '../../schema/documents.ts'
import { fixturePages, focusedName, storesOf, type FixturePages } from '../support/fixture-pages.ts'

const PHONE = { width: 390, height: 844 }
let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

describe('[UI60] the chat list of a phone', () => {
  it('has what is archived and left folded after the others', async () => {
    const page = await pages.open('list-put-away', PHONE)
    const list = page.locator('cairn-chat-list')
    for (const [section, chat] of [
      ['Archived', 'Announcements'],
      ['Left', 'Night shift'],
    ] as const) {
      const row = list.getByRole('region', { name: section }).getByRole('link', { name: chat })
      expect(await row.count()).toBe(0)
      await list.getByRole('button', { name: section }).click()
      await row.waitFor()
    }
  })

  it('does not say that there are no chats where one is archived', async () => {
    const page = await pages.open('list-only-archived', PHONE)
    await page.locator('cairn-chat-list').getByRole('button', { name: 'Archived' }).waitFor()
    expect(await page.locator('cairn-chat-list cairn-empty').count()).toBe(0)
  })
})

describe('[UI125] a chat with the focus that leaves the list', () => {
  it.each([
    ['is archived: the next one of its section has it', 'Archive', 'Channels', 0, 1],
    ['is archived as the last of its section: the one before has it', 'Archive', 'Direct', -1, -2],
    ['is closed: the next one has it', en['list.close'], 'Direct', 1, 2],
  ])('%s', async (_, how, section, at, neighbour) => {
    const page = await pages.open('live')
    const links = page.getByRole('region', { name: section }).locator('cairn-chat-row a')
    const names = await links.evaluateAll((all) => all.map((link) => link.textContent.trim()))
    const leaving = links.nth(at)
    await leaving.focus()
    await leaving.dispatchEvent('contextmenu')
    await page.getByRole('menuitem', { name: how, exact: true }).press('Enter')
    await expect.poll(() => links.count()).toBe(names.length - 1)
    await expect.poll(() => focusedName(page)).toBe(names.at(neighbour))
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => focusedName(page)).not.toBe(names.at(neighbour))
  })
})

it('[UI61] pinned messages are reached on a phone from the page about the chat', async () => {
  const page = await pages.open('info', PHONE)
  const about = page.locator('cairn-chat-info')
  await about.getByRole('link', { name: 'Files' }).waitFor()
  await about.getByRole('link', { name: '7 members' }).waitFor()
  await about.getByRole('link', { name: 'Pinned messages' }).click()
  await page.getByRole('heading', { name: 'Pinned messages' }).waitFor()
})

it('[UI110] an encrypted chat has a lock in its row and its header, by name too; another has none', async () => {
  const page = await pages.open('encrypted')
  const rows = page.locator('cairn-sidebar')
  expect(await rows.getByRole('link', { name: /^Ana Sousa.*, encrypted/ }).count()).toBe(1)
  expect(await rows.getByRole('link', { name: /encrypted/ }).count()).toBe(1)
  await page.locator('cairn-chat-header').getByRole('img', { name: 'encrypted' }).waitFor()
  const open = await pages.open('direct')
  await open.getByRole('heading', { name: 'Ana Sousa' }).waitFor()
  expect(await open.locator('cairn-chat-header .lock').count()).toBe(0)
})

describe('[UI111] the safety number', () => {
  it.each(['en', 'ar'])('is reached by keys from the page about the chat, and is copied: %s', async (locale) => {
    const page = await pages.open('info-encrypted', undefined, false, locale)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const link = page.locator('cairn-chat-info a[href$="/safety"]')
    await link.focus()
    await page.keyboard.press('Enter')
    const groups = page.locator('cairn-safety ol li')
    await expect.poll(() => groups.count()).toBe(12)
    expect(await groups.allInnerTexts()).toEqual(Array(12).fill(expect.stringMatching(/^[0-9]{5}$/)))
    expect(await page.locator('cairn-panel h2').innerText()).not.toBe('')
    // The first group stands left of the second, whatever the language.
    const [first, second] = await Promise.all([groups.nth(0).boundingBox(), groups.nth(1).boundingBox()])
    expect(first!.x).toBeLessThan(second!.x)
    const button = page.locator('cairn-safety cairn-button').getByRole('button')
    await button.focus()
    await page.keyboard.press('Enter')
    const copied = () => page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(copied).toMatch(/^([0-9]{5} ){11}[0-9]{5}$/)
  })

  it('is not there without both keys, and the page says whose is missing', async () => {
    const lacking = await pages.open('safety-no-key')
    await lacking.getByText(/Ana Sousa.* has no key, so there is no number to compare/).waitFor()
    expect(await lacking.locator('cairn-safety ol').count()).toBe(0)
    expect(await lacking.locator('cairn-safety cairn-button').count()).toBe(0)
  })

  it('[UI113] another key while the page is open is another number, and said to be; the same one put again is not', async () => {
    const page = await pages.open('safety')
    const groups = page.locator('cairn-safety ol li')
    await expect.poll(() => groups.count()).toBe(12)
    const before = await groups.allInnerTexts()
    const stores = await storesOf(page)
    const put = (print: string, version: number) =>
      stores.evaluate(({ device }, [directory, key]) => void device.put(directory, 'keys', '2', key), [
        DIRECTORY,
        { print, version },
      ] as const)
    const renewed = page.getByText(/Ana Sousa.* has another key since you opened this page/)
    await put('2a'.repeat(32), 3)
    await page.getByText(/Ana Sousa.*: key 3/).waitFor()
    expect(await renewed.count()).toBe(0)
    expect(await groups.allInnerTexts()).toEqual(before)
    await put('3b'.repeat(32), 4)
    await page
      .locator('cairn-safety')
      .getByText(/Ana Sousa.* has another key since/)
      .waitFor()
    // To the ear, too.
    await page
      .locator('cairn-announcer')
      .getByText(/Ana Sousa.* has another key since/)
      .waitFor()
    await expect.poll(() => groups.count()).toBe(12)
    for (const [i, group] of (await groups.allInnerTexts()).entries()) expect(group).not.toBe(before[i])
  })
})

describe('[UI63] activity', () => {
  it('links each message, and marks what is not read', async () => {
    const page = await pages.open('activity')
    const rows = page.locator('cairn-activity').getByRole('listitem')
    await rows.filter({ hasText: 'the upper path is closed' }).waitFor()
    const row = rows.filter({ hasText: 'the upper path is closed' })
    expect(await row.innerText()).toContain('new')
    expect(await row.getByRole('link').getAttribute('href')).toMatch(/^#\/c\/[^/]+\/m\/[^/]+$/)
  })

  it('says that there is nothing, and without an index has the chats with mentions', async () => {
    const empty = await pages.open('activity-empty')
    await empty.getByText('Nobody has mentioned or answered you yet.').waitFor()
    const without = await pages.open('activity-without-index')
    await without
      .locator('cairn-activity')
      .getByRole('link', { name: /north-ridge/ })
      .waitFor()
  })
})

it('[UI64] the server can be seen to be asked, and why it cannot be now', async () => {
  const page = await pages.open('search-offline')
  const button = page.getByRole('button', { name: 'Search the server' })
  await button.waitFor()
  expect([await button.getAttribute('aria-disabled'), await button.getAttribute('aria-description')]).toEqual([
    ...['true', 'Needs a connection'],
  ])
})

it('[UI171] mentions are counted with their sign, and own messages are headed by one’s own name', async () => {
  const page = await pages.open('live')
  const activity = page.locator('cairn-sidebar').getByRole('link', { name: /^Activity ?, \d+ mentions?$/ })
  await expect.poll(() => activity.locator('b').innerText()).toMatch(/^@\d+$/)
  const authors = page.locator('cairn-message header .author')
  await authors.filter({ hasText: 'Yara Lindqvist' }).first().waitFor()
  expect(await authors.filter({ hasText: /^\s*You\s*$/ }).count()).toBe(0)
})

it('[UI66] muting from a row asks for how long', async () => {
  const page = await pages.open('live')
  await page.getByRole('button', { name: 'Actions for general' }).click()
  await page.getByRole('menuitem', { name: 'Mute', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Mute for 8 hours' }).click()
  await page.getByRole('region', { name: /^A direct @mention still notifies you in a muted chat; @everyone/ }).waitFor()
})

it('[UI67] the name of the app opens what is one’s own, and the magnifier the search', async () => {
  const page = await pages.open('live')
  await page.getByRole('button', { name: /^Cairn/ }).click()
  const items = await page.locator('cairn-app-menu').getByRole('menuitem').allInnerTexts()
  expect(items.map((item) => item.trim())).toEqual(['Profile', 'Settings', 'Keyboard', 'Workspace', 'Sign out'])
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('dialog', { name: 'Sign out on this device?' }).waitFor()
  await page.keyboard.press('Escape')
  await page.locator('cairn-sidebar').getByRole('button', { name: 'Search', exact: true }).click()
  await page.getByRole('heading', { name: 'Search' }).waitFor()
})

it('[UI68] where fingers point, the button of a row is seen and covers nothing', async () => {
  const page = await pages.open('live', { width: 1280, height: 800 }, true)
  const row = page.locator('cairn-chat-row').filter({ hasText: 'pump-crew' })
  const boxes = await row.evaluate((host) => {
    const [button, signs] = ['button', '.signs'].map((part) => host.shadowRoot!.querySelector(part)!)
    return {
      isSeen: getComputedStyle(button!).opacity === '1',
      isApart: signs!.getBoundingClientRect().right <= button!.getBoundingClientRect().left + 1,
    }
  })
  expect(boxes).toEqual({ isSeen: true, isApart: true })
})

describe('[SR24] the last searches', () => {
  it('are offered again, and cleared', async () => {
    const page = await pages.open('search-last')
    const search = page.locator('cairn-search')
    const last = search.locator('ul.last').getByRole('button')
    expect((await last.allInnerTexts()).map((text) => text.trim())).toEqual([
      ...['valve from:@ana', 'in:"Night shift" is:unread', 'صمام', 'has:image after:2026-03-01'],
    ])
    const box = search.getByRole('combobox')
    await last.first().press('Enter')
    await expect.poll(() => box.inputValue()).toBe('valve from:@ana')
    await search.getByText(/^On this device: \d/).waitFor()
    // What led somewhere is the newest.
    await box.fill('gate')
    await box.press('Enter')
    await box.fill('')
    await expect.poll(() => last.first().innerText()).toBe('gate')
    await search.getByRole('button', { name: 'Clear the last searches' }).press('Enter')
    await search.getByText('Everything on this device is looked through').waitFor()
    expect(await last.count()).toBe(0)
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('searches')))).toEqual([])
  })
})

describe('[OS22] before everything leaves the device', () => {
  it.each([
    ['sign-out-unsent', 'Sign out on this device?'],
    ['storage-leave', 'Delete everything of this account from this device?'],
    ['settings-account', 'Delete the account'],
  ])('it is told that something is unsent, and it is copied: %s', async (state, name) => {
    const page = await pages.open(state)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    if (state === 'settings-account') {
      await (
        await storesOf(page)
      ).evaluate(({ actions }, channelId) => actions.send({ channelId, text: 'Bring the long wrench, please.' }), PUMP)
      const part = page.locator('cairn-delete-account')
      await part.getByRole('textbox', { name: 'Current password' }).fill('Correct-horse-1')
      await part.getByRole('button', { name }).first().click()
    }
    const question = page.getByRole('dialog', { name })
    await question.waitFor()
    await page.getByText('1 thing is unsent and would be lost.').filter({ visible: true }).waitFor()
    const copy = page.locator('cairn-leave-question').getByRole('button', { name: 'Copy 1 unsent' })
    await copy.filter({ visible: true }).press('Enter')
    const copied = () => page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(copied).toMatch(/^pump-crew · .+\nBring the long wrench, please\.$/)
    expect(await question.isVisible()).toBe(true)
  })
})

describe('[AP92] what others lose is asked first', () => {
  it('removing a member and signing somebody out want the name typed', async () => {
    for (const [state, actions, item, name, answer] of [
      ['members', 'Actions for Chi Nakamura', 'Remove from the channel', 'Chi Nakamura', 'Remove from the channel'],
      ['admin-people', 'Actions for ana', 'Sign out everywhere', 'ana', 'Sign out everywhere'],
    ] as const) {
      const page = await pages.open(state)
      await page.getByRole('button', { name: actions, exact: true }).click()
      await page.getByRole('menuitem', { name: item }).click()
      const asked = page.locator('cairn-confirm').filter({ hasText: 'to go on' })
      const button = asked.getByRole('button', { name: answer })
      expect(await button.isDisabled()).toBe(true)
      await asked.getByRole('textbox').fill(name)
      await expect.poll(() => button.isDisabled()).toBe(false)
    }
  })

  it('a link is taken back, and an administrator made none, after a question', async () => {
    const invites = await pages.open('invites')
    await invites
      .getByRole('button', { name: /^Take back/ })
      .first()
      .click()
    await invites.getByRole('dialog', { name: 'Take back this link?' }).waitFor()
    const people = await pages.open('admin-people')
    await people.getByRole('button', { name: 'Actions for chi' }).click()
    await people.getByRole('menuitem', { name: 'No administrator any more' }).click()
    await people.getByRole('dialog', { name: 'Take the administration from chi?' }).waitFor()
  })
})
