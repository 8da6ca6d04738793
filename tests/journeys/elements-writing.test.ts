/** Writing in a composer, over a device in memory: Enter as it is set, formatting, what is suggested. */
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boxOf, goTo, hashOf, threadBoxOf } from '../support/fixture-composer.ts'
import { fixturePages, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

/** What the list of keys says of sending and of a new line. */
async function saidOf(rows: Locator): Promise<Record<string, string>> {
  const texts = await rows.evaluateAll((all) =>
    all.map((row) => [row.querySelector('dt, .what')?.textContent, row.querySelector('kbd')?.textContent]),
  )
  return Object.fromEntries(texts) as Record<string, string>
}

describe('the setting "Enter makes a new line"', () => {
  const swap = async (page: Page) => {
    const from = await hashOf(page)
    await goTo(page, '#/settings/look')
    await page.getByRole('switch', { name: 'Enter makes a new line' }).click()
    return () => goTo(page, from)
  }
  const writesTwoLines = async (box: Locator, messages: Locator) => {
    await box.fill('')
    await box.pressSequentially('one')
    await box.press('Enter')
    await box.pressSequentially('two')
    expect(await box.inputValue()).toBe('one\ntwo')
    await box.press('Shift+Enter')
    await expect.poll(() => box.inputValue()).toBe('')
    await messages.filter({ hasText: /one\s*two/ }).waitFor()
  }

  it('[KB48] counts in a chat', async () => {
    const page = await pages.open('live')
    await (
      await swap(page)
    )()
    await writesTwoLines(boxOf(page), page.locator('cairn-timeline cairn-message'))
  })

  it('[KB48] counts in a thread', async () => {
    const page = await pages.open('thread')
    await (
      await swap(page)
    )()
    await writesTwoLines(threadBoxOf(page), page.locator('cairn-thread cairn-message'))
  })

  it('[KB46] is what the list of keys and the settings tell', async () => {
    const page = await pages.open('live')
    const list = page.locator('cairn-keys')
    await page.keyboard.press('Control+/')
    await list.getByText('New line').waitFor()
    expect(await saidOf(list.locator('dl > div'))).toMatchObject({ Send: 'Enter', 'New line': 'Shift+Enter' })
    await page.keyboard.press('Escape')
    await swap(page)
    await goTo(page, '#/settings/keyboard')
    const settings = page.locator('cairn-set-keyboard')
    await settings.getByText('New line').waitFor()
    expect(await saidOf(settings.locator('li'))).toMatchObject({ Send: 'Shift+Enter', 'New line': 'Enter' })
    await page.keyboard.press('Control+/')
    await list.getByText('New line').waitFor()
    expect(await saidOf(list.locator('dl > div'))).toMatchObject({ Send: 'Shift+Enter', 'New line': 'Enter' })
  })
})

describe('formatting', () => {
  const select = async (page: Page) => {
    await boxOf(page).fill('pump')
    await boxOf(page).selectText()
    return page.locator('cairn-composer-tools')
  }

  it('[UI133] by a button writes the markup, and the focus stays', async () => {
    const page = await pages.open('live')
    const tools = await select(page)
    await tools.getByRole('button', { name: 'Bold' }).click()
    expect(await boxOf(page).inputValue()).toBe('**pump**')
    await tools.getByRole('button', { name: 'Italic' }).click()
    expect(await boxOf(page).inputValue()).toBe('**_pump_**')
    await page.keyboard.type('gauge')
    expect(await boxOf(page).inputValue()).toBe('**_gauge_**')
  })

  it('[UI133] by the menu of a narrow composer does the same', async () => {
    const page = await pages.open('live', { width: 390, height: 844 }, true)
    const tools = await select(page)
    expect(await tools.getByRole('button', { name: 'Bold' }).count()).toBe(0)
    await tools.getByRole('button', { name: 'Formatting' }).click()
    await page.getByRole('menuitem', { name: 'Bold' }).click()
    await expect.poll(() => boxOf(page).inputValue()).toBe('**pump**')
  })
})

describe('suggestions', () => {
  it('[UI48] accepts no suggestion for a word that the caret has left', async () => {
    const page = await pages.open('live')
    const box = boxOf(page)
    await box.pressSequentially('see @an')
    const list = page.locator('cairn-composer').getByRole('listbox')
    await list.waitFor()
    await box.press('Home')
    await list.waitFor({ state: 'detached' })
  })

  it('[MG15] find emoji that are no reaction of the workspace', async () => {
    const page = await pages.open('live')
    const box = boxOf(page)
    await box.pressSequentially('a :banan')
    await page.locator('cairn-composer').getByRole('option', { name: ':banana:' }).waitFor()
    await box.press('Enter')
    await expect.poll(() => box.inputValue()).toBe('a 🍌 ')
  })

  it('[MG15] are found in the picker as well, which keeps them among the recent ones', async () => {
    const page = await pages.open('live')
    const picker = page.locator('cairn-emoji-button').getByRole('combobox', { name: 'Find an emoji' })
    await page.keyboard.press('Control+Shift+e')
    await picker.fill('owl')
    await page.locator('cairn-emoji-button').getByRole('option', { name: 'owl', exact: true }).click()
    await expect.poll(() => boxOf(page).inputValue()).toBe('🦉')
    await page.keyboard.press('Control+Shift+e')
    const recent = page.locator('cairn-emoji-button').getByRole('group', { name: 'Recent' })
    await recent.getByRole('option', { name: 'owl', exact: true }).waitFor()
  })
})
