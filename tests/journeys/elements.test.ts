/** What elements do with keys and presses, over a device in memory: focus, lists, popovers, undo. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixturePages, focusedName, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

/** Seqs of the messages that are whole in view, the first and the last one. */
async function inView(page: Page): Promise<{ first: number; last: number; hasLine: boolean; hasFocus: boolean }> {
  return page.locator('cairn-timeline').evaluate((timeline) => {
    const root = timeline.shadowRoot!
    const box = root.querySelector('.scroller')!.getBoundingClientRect()
    const isIn = (row: Element | null | undefined) => {
      const { top, bottom, height } = row?.getBoundingClientRect() ?? { top: 0, bottom: 0, height: 0 }
      return height > 0 && top >= box.top - 1 && bottom <= box.bottom + 1
    }
    const rows = [...root.querySelectorAll('cairn-message')].filter(isIn)
    const seqs = rows.map((row) => (row as unknown as { message: { seq: number } }).message.seq)
    return {
      first: seqs[0] ?? 0,
      last: seqs.at(-1) ?? 0,
      hasLine: isIn(root.querySelector('cairn-new-line')),
      hasFocus: isIn(root.activeElement),
    }
  })
}

function unsent(page: Page): Promise<string[]> {
  const items = page.locator('cairn-outbox-panel').getByRole('listitem')
  return items.evaluateAll((all) => all.map((item) => item.getAttribute('aria-label') ?? ''))
}

describe('the timeline', () => {
  it('the view goes with the focus, from end to end', async () => {
    const page = await pages.open('live', { width: 1280, height: 400 })
    await page.locator('cairn-timeline').evaluate((timeline) => (timeline as HTMLElement).focus())
    for (const [key, edge] of [
      ['Home', 'first'],
      ['End', 'last'],
      ['PageUp', null],
    ] as const) {
      await page.keyboard.press(key)
      await expect.poll(() => inView(page)).toMatchObject({ hasFocus: true })
      if (edge === 'first') await expect.poll(async () => (await inView(page)).first).toBe(1)
      if (edge === 'last') await expect.poll(async () => (await inView(page)).last).toBe(19)
    }
  })

  it('[UI8] a key goes to the first unread message, and from there to the latest', async () => {
    const page = await pages.open('long')
    await expect.poll(() => inView(page)).toMatchObject({ hasLine: true })
    await page.keyboard.press('Control+j')
    await expect.poll(() => inView(page)).toMatchObject({ last: 339, hasLine: false })
    // The line is among messages that are no longer loaded.
    await page.keyboard.press('Control+j')
    await expect.poll(() => inView(page)).toMatchObject({ hasLine: true, first: 15 })
    await page.keyboard.press('Control+j')
    await expect.poll(() => inView(page)).toMatchObject({ last: 339 })
  })

  it('a key opens the picker for the last message', async () => {
    const page = await pages.open('live')
    await page.keyboard.press('Control+Shift+Backslash')
    await page.getByRole('combobox').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('cairn-message').last().getAttribute('aria-label')).toContain('1 reaction')
  })

  it('[UI5] a press on a receipt tells who has read it, and gives the focus back', async () => {
    const page = await pages.open('live')
    const receipt = page.getByRole('button', { name: /^Read by/ }).last()
    await receipt.focus()
    await page.keyboard.press('Enter')
    const names = page.getByRole('dialog', { name: 'Who has read it' })
    await names.waitFor()
    expect(await names.getByRole('listitem').allInnerTexts()).toMatchObject(
      [/Ana/, /Ben/, /Chi/].map((name) => expect.stringMatching(name)),
    )
    await page.keyboard.press('Escape')
    await names.waitFor({ state: 'hidden' })
    await expect.poll(() => focusedName(page)).toMatch(/^Read by/)
  })
})

describe('the unsent panel', () => {
  it('[UI2] a discard can be undone, and the focus goes to the neighbour meanwhile', async () => {
    const page = await pages.open('unsent')
    const before = await unsent(page)
    await page
      .getByRole('button', { name: /^Discard: / })
      .first()
      .focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => unsent(page)).toEqual(before.slice(1))
    await expect.poll(() => focusedName(page)).toContain('Reached the culvert')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => unsent(page)).toEqual(before)
  })

  it('[OB37] an item goes before those of other chats', async () => {
    const page = await pages.open('unsent')
    expect(await page.getByRole('button', { name: /^Send first: .*pump-crew/ }).count()).toBe(0)
    await page.getByRole('button', { name: /^Send first: .*Ana Sousa/ }).click()
    await expect.poll(async () => (await unsent(page))[0]).toBe('Message, Ana Sousa, Saturday is fine')
  })

  it('[UI3] what is stale tells both versions; a name that is taken leads to another', async () => {
    const page = await pages.open('stale')
    const stale = page.getByRole('listitem', { name: /Chi Nakamura: Admin/ })
    expect(await stale.innerText()).toContain('Ana Sousa changed this meanwhile: now Not a member')
    await stale.getByRole('button', { name: /^Apply again/ }).click()
    await expect.poll(() => stale.getByRole('button', { name: /^Cancel/ }).count()).toBe(1)
    await page.getByRole('link', { name: /^Rename/ }).click()
    await page.getByRole('heading', { name: 'About' }).waitFor()
  })

  it('[UI1] taking back a founding takes all of it', async () => {
    const page = await pages.open('unsent')
    await page.getByRole('button', { name: /^Cancel: New chat/ }).click()
    await expect.poll(async () => (await unsent(page)).filter((name) => name.includes('Wells'))).toEqual([])
  })
})

describe('a session that was ended elsewhere', () => {
  it('[UI6] offers to sign in, and keeps what is written and unsent', async () => {
    const page = await pages.open('session-ended')
    const composer = page.getByRole('textbox', { name: /^Message/ })
    await composer.fill('One more thing')
    await page.getByRole('button', { name: 'Sign in to send' }).click()
    await page.getByRole('dialog', { name: 'Sign in' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog', { name: 'Sign in' }).count()).toBe(0)
    expect(await composer.inputValue()).toBe('One more thing')
    expect(await page.getByRole('article', { name: /On my way\., Saved on this device/ }).count()).toBe(1)
  })
})

describe('the keyboard list', () => {
  it('[UI7] opens and closes by its own keys', async () => {
    const page = await pages.open('live')
    await page.keyboard.press('Control+/')
    const list = page.getByRole('dialog', { name: 'Keyboard' })
    await list.waitFor()
    expect(await page.locator('cairn-keys').getByRole('heading', { level: 3 }).allInnerTexts()).toEqual([
      'Anywhere',
      'In the composer',
      'On a message',
    ])
    await page.keyboard.press('Control+/')
    await expect.poll(() => list.count()).toBe(0)
  })
})
