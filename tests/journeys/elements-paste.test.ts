/** What comes into a composer from elsewhere, over a device in memory: pasted, dropped, chosen, and none of it lost. */
import type { JSHandle, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_FILES_PER_MESSAGE } from '../../schema/limits.ts'
import {
  boxOf,
  editOwn,
  goTo,
  hashOf,
  openEmptyTray,
  pasteFile,
  pasteText,
  threadBoxOf,
  trayOf,
} from '../support/fixture-composer.ts'
import { fixturePages, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

const LONG = 'x'.repeat(4_000)

const question = (page: Page) => page.locator('cairn-composer-question.paste')
const toasts = (page: Page) => page.locator('cairn-toasts')
const chatOf = (page: Page) => page.locator('cairn-chat')

/** A drag with one file. */
function dragOf(page: Page): Promise<JSHandle<DataTransfer>> {
  return page.evaluateHandle(() => {
    const data = new DataTransfer()
    data.items.add(new File(['gauge'], 'gauge.txt', { type: 'text/plain' }))
    return data
  })
}

/** What stands on the outline; null = there is none. */
function outline(page: Page): Promise<string | null> {
  return chatOf(page).evaluate((chat) => {
    const { content } = getComputedStyle(chat, '::after')
    return content === 'none' ? null : content.replaceAll('"', '')
  })
}

describe('what is pasted', () => {
  it('[UI48] is a file where its name alone is beside it, and else the text, whatever picture of it comes along', async () => {
    const page = await openEmptyTray(pages.open)
    const box = boxOf(page)
    await pasteFile(box, 'image.png', 'Pump 3.6', '<p><b>Pump</b> 3.6</p>')
    await expect.poll(() => box.inputValue()).toBe('**Pump** 3.6')
    expect(await trayOf(page).count()).toBe(0)
    await pasteFile(box, 'gauge.png', 'gauge.png')
    await expect.poll(() => trayOf(page).count()).toBe(1)
    expect(await box.inputValue()).toBe('**Pump** 3.6')
  })

  it('[MG11] goes in up to 4,000 characters', async () => {
    const page = await openEmptyTray(pages.open)
    await pasteText(page, LONG)
    await expect.poll(() => boxOf(page).inputValue()).toBe(LONG)
    expect(await question(page).count()).toBe(0)
  })

  it('[MG11] is asked about from 4,001 on, and becomes a file', async () => {
    const page = await openEmptyTray(pages.open)
    await pasteText(page, `${LONG}y`)
    await question(page).getByText('That is 4,001 characters').waitFor()
    expect(await boxOf(page).inputValue()).toBe('')
    await question(page).getByRole('button', { name: 'As a text file' }).click()
    await trayOf(page).getByText('text.txt').waitFor()
    await trayOf(page).getByText('4 kB').waitFor()
    expect(await boxOf(page).inputValue()).toBe('')
    expect(await question(page).count()).toBe(0)
  })

  it('[MG11] from 4,001 on goes into the message where that is chosen', async () => {
    const page = await openEmptyTray(pages.open)
    await boxOf(page).fill('Log: ')
    await pasteText(page, `${LONG}y`)
    await question(page).getByRole('button', { name: 'Into the message' }).click()
    await expect.poll(() => boxOf(page).inputValue()).toBe(`Log: ${LONG}y`)
    expect(await trayOf(page).count()).toBe(0)
  })
})

describe('a question about a long text', () => {
  it('[MG22] keeps its text while another comes', async () => {
    const page = await openEmptyTray(pages.open)
    await pasteText(page, `${LONG}y`)
    await question(page).getByText('That is 4,001 characters').waitFor()
    await expect.poll(() => question(page).evaluate((asking) => asking.matches(':focus-within'))).toBe(true)
    await boxOf(page).focus()
    await pasteText(page, `${LONG}zz`)
    await expect.poll(() => boxOf(page).inputValue()).toBe(`${LONG}zz`)
    await question(page).getByText('That is 4,001 characters').waitFor()
  })

  it('[MG22] waits in its chat while another is shown', async () => {
    const page = await openEmptyTray(pages.open)
    const chat = await hashOf(page)
    await pasteText(page, `${LONG}y`)
    await question(page).waitFor()
    await page.locator('cairn-chat-row a').last().click()
    await expect.poll(() => question(page).count()).toBe(0)
    await goTo(page, chat)
    await question(page).getByText('That is 4,001 characters').waitFor()
  })
})

describe('[MG32] a question about a long text is there again', () => {
  const again = (page: Page) => question(page).getByText('That is 4,001 characters').waitFor()

  it('after another page, which lists the text under the drafts', async () => {
    const page = await openEmptyTray(pages.open)
    const chat = await hashOf(page)
    await boxOf(page).fill('Log: ')
    await pasteText(page, `${LONG}y`)
    await question(page).waitFor()
    await goTo(page, '#/activity')
    await page.locator('cairn-chat').waitFor({ state: 'detached' })
    await goTo(page, '#/unsent')
    await page
      .locator('cairn-drafts p')
      .filter({ hasText: `${LONG}y` })
      .waitFor()
    await goTo(page, chat)
    await again(page)
    await question(page).getByRole('button', { name: 'Into the message' }).click()
    await expect.poll(() => boxOf(page).inputValue()).toMatch(/^(Log: x+y|x+yLog: )$/)
  })

  it('after the composer made room for a selection', async () => {
    const page = await openEmptyTray(pages.open)
    await pasteText(page, `${LONG}y`)
    await again(page)
    await page.locator('cairn-timeline cairn-message').last().focus()
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Select' }).click()
    await question(page).waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await again(page)
  })

  it('where no file could be made of it', async () => {
    const page = await openEmptyTray(pages.open)
    const files = Array.from({ length: MAX_FILES_PER_MESSAGE }, (_, n) => ({
      ...{ name: `gauge-${n}.txt`, mimeType: 'text/plain', buffer: Buffer.from('3.4 bar') },
    }))
    await page.locator('cairn-attach-button input[type=file]').setInputFiles(files)
    await expect.poll(() => trayOf(page).count()).toBe(MAX_FILES_PER_MESSAGE)
    await boxOf(page).focus()
    await pasteText(page, `${LONG}y`)
    await question(page).getByRole('button', { name: 'As a text file' }).click()
    await toasts(page).getByText('A message takes 20 files').waitFor()
    await again(page)
    await trayOf(page).last().getByRole('button', { name: 'Remove' }).click()
    await expect.poll(() => trayOf(page).count()).toBe(MAX_FILES_PER_MESSAGE - 1)
    await question(page).getByRole('button', { name: 'As a text file' }).click()
    await trayOf(page).getByText('text.txt').waitFor()
    await question(page).waitFor({ state: 'detached' })
  })

  it('after its thread was closed', async () => {
    const page = await openEmptyTray(pages.open)
    await page.locator('cairn-timeline cairn-message').last().focus()
    await page.keyboard.press('t')
    await threadBoxOf(page).focus()
    const thread = await hashOf(page)
    await pasteText(page, `${LONG}y`)
    await again(page)
    await goTo(page, '#/c/general')
    await question(page).waitFor({ state: 'detached' })
    await goTo(page, thread)
    await again(page)
  })
})

describe('what is dragged over a chat', () => {
  it('[UI132] has an outline until it is left, and goes to the tray when it is dropped', async () => {
    const page = await openEmptyTray(pages.open)
    const dataTransfer = await dragOf(page)
    const chat = chatOf(page)
    expect(await outline(page)).toBeNull()
    await chat.dispatchEvent('dragenter', { dataTransfer })
    expect(await outline(page)).toBe('Drop files here to attach them')
    // Over one of its parts, and out of that: still in the chat.
    await page.locator('cairn-timeline').dispatchEvent('dragenter', { dataTransfer })
    await page.locator('cairn-timeline').dispatchEvent('dragleave', { dataTransfer })
    expect(await outline(page)).not.toBeNull()
    await chat.dispatchEvent('dragleave', { dataTransfer })
    expect(await outline(page)).toBeNull()
    await chat.dispatchEvent('dragenter', { dataTransfer })
    await boxOf(page).dispatchEvent('drop', { dataTransfer })
    await trayOf(page).getByText('gauge.txt').waitFor()
    expect(await outline(page)).toBeNull()
  })

  it('[UI132] has none where it is no file', async () => {
    const page = await openEmptyTray(pages.open)
    const dataTransfer = await page.evaluateHandle(() => {
      const data = new DataTransfer()
      data.setData('text/plain', 'gauge')
      return data
    })
    await chatOf(page).dispatchEvent('dragenter', { dataTransfer })
    expect(await outline(page)).toBeNull()
  })
})

describe('while a message is edited', () => {
  const WHY = 'An edit changes the text only. Files go with a new message'
  const attach = (page: Page) => page.locator('cairn-attach-button').getByRole('button')

  it.each<[string, (page: Page) => Promise<unknown>]>([
    ['the button', (page) => attach(page).click({ force: true })],
    ['its key', (page) => page.keyboard.press('Control+u')],
    ['a paste', (page) => pasteFile(boxOf(page), 'gauge.png', 'gauge.png')],
    ['a drop', async (page) => chatOf(page).dispatchEvent('drop', { dataTransfer: await dragOf(page) })],
  ])('[MG21] %s takes no file, and it is said why', async (_, give) => {
    const page = await openEmptyTray(pages.open)
    let choosers = 0
    page.on('filechooser', () => choosers++)
    await editOwn(page, 'Filter B')
    await give(page)
    await toasts(page).getByText(WHY).waitFor()
    await boxOf(page).press('Escape')
    await page.locator('cairn-composer-banner').waitFor({ state: 'detached' })
    expect([choosers, await trayOf(page).count()]).toEqual([0, 0])
  })

  it('[MG21] the button and the outline say so before', async () => {
    const page = await openEmptyTray(pages.open)
    await editOwn(page, 'Filter B')
    const button = attach(page)
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    expect(await button.getAttribute('aria-description')).toBe(WHY)
    await chatOf(page).dispatchEvent('dragenter', { dataTransfer: await dragOf(page) })
    expect(await outline(page)).toBe(WHY)
    await boxOf(page).press('Escape')
    await expect.poll(() => button.getAttribute('aria-disabled')).toBeNull()
  })

  it('[MG22] a long text goes in without a question', async () => {
    const page = await openEmptyTray(pages.open)
    await editOwn(page, 'Filter B')
    await pasteText(page, `${LONG}y`)
    await expect.poll(() => boxOf(page).inputValue()).toBe(`Filter B${LONG}y`)
    expect(await question(page).count()).toBe(0)
  })

  it('[MG22] the question about an earlier one waits with the draft', async () => {
    const page = await openEmptyTray(pages.open)
    await boxOf(page).fill('Filter B')
    await boxOf(page).press('Enter')
    await boxOf(page).fill('Log: ')
    await pasteText(page, `${LONG}y`)
    await question(page).waitFor()
    await page.locator('cairn-timeline cairn-message').filter({ hasText: 'Filter B' }).focus()
    await page.keyboard.press('e')
    await expect.poll(() => boxOf(page).inputValue()).toBe('Filter B')
    expect(await question(page).count()).toBe(0)
    await boxOf(page).press('Escape')
    await question(page).getByRole('button', { name: 'Into the message' }).click()
    await expect.poll(() => boxOf(page).inputValue()).toBe(`Log: ${LONG}y`)
  })
})
