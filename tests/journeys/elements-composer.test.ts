/** What the composers of a chat and of its threads do with messages, over a device in memory: edits, answers, what a notification asks for. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boxOf, goTo, hashOf, idsOf, threadBoxOf } from '../support/fixture-composer.ts'
import { fixturePages, focusedName, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

const OWN_LAST = 'Filter B is in. Old one was half clay.'

describe('a refused message', () => {
  it('[UI41] is written again with what it answered', async () => {
    const page = await pages.open('refused-answer')
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await expect.poll(() => boxOf(page).inputValue()).toBe('Not at my gauge.')
    await page.locator('cairn-composer-banner').getByText('Pressure').waitFor()
    await expect.poll(() => page.locator('cairn-refusal').count()).toBe(0)
  })

  it('[UI41] is not written again where another wrote it: a composer takes no forward', async () => {
    const page = await pages.open('refused-forward')
    await page.locator('cairn-quote[kind=forward]').waitFor()
    const offered = await page.locator('cairn-refusal').getByRole('button').allInnerTexts()
    expect(offered.map((name) => name.trim())).toEqual(['Retry', 'Copy', 'Discard'])
  })

  it('[UI41] stays where nothing can be written', async () => {
    const page = await pages.open('refused-closed')
    await page.locator('cairn-closed-composer').waitFor()
    const offered = await page.locator('cairn-refusal').getByRole('button').allInnerTexts()
    expect(offered.map((name) => name.trim())).toEqual(['Retry', 'Copy', 'Discard'])
  })
})

describe('a draft that was lost', () => {
  it('[UI225] gives its files back, too: they are saved from where the composer was', async () => {
    const page = await pages.open('permission-lost-files')
    const files = page.getByRole('list', { name: 'Files of your draft' }).getByRole('listitem')
    await expect.poll(() => files.count()).toBe(2)
    const download = page.waitForEvent('download')
    await files.getByRole('button', { name: 'Save ridge-survey-2026.pdf' }).click()
    expect((await download).suggestedFilename()).toBe('ridge-survey-2026.pdf')
    expect(await files.count()).toBe(2)
  })
})

describe('an edit', () => {
  it('[UI40] goes on when the chat is opened again, and the draft with its reply comes back after it', async () => {
    const page = await pages.open('live')
    const box = boxOf(page)
    const chat = await hashOf(page)
    await page.keyboard.press('Shift+ArrowUp')
    const banner = page.locator('cairn-composer-banner')
    await banner.getByText('Reply to').waitFor()
    await box.fill('as I said')
    const own = page.locator('cairn-message').filter({ hasText: 'Filter B is in' }).last()
    await own.focus()
    await page.keyboard.press('e')
    await banner.getByText('Edit the message').waitFor()
    await expect.poll(() => box.inputValue()).toContain('Filter B is in')
    await box.fill('Filter B is in since noon')
    await goTo(page, '#/c/general')
    await expect.poll(() => box.inputValue()).toBe('')
    expect(await banner.count()).toBe(0)
    await goTo(page, chat)
    await banner.getByText('Edit the message').waitFor()
    await expect.poll(() => box.inputValue()).toBe('Filter B is in since noon')
    await box.press('Escape')
    await expect.poll(() => box.inputValue()).toBe('as I said')
    await banner.getByText('Reply to').waitFor()
    // It was left: it does not come back.
    await goTo(page, '#/c/general')
    await expect.poll(() => box.inputValue()).toBe('')
    await goTo(page, chat)
    await expect.poll(() => box.inputValue()).toBe('as I said')
    await banner.getByText('Reply to').waitFor()
  })
})

describe('the last message', () => {
  it('[KB45] is the newest of the chat, loaded or not: to answer, to react to, and the own one to edit', async () => {
    const page = await pages.open('long')
    const box = boxOf(page)
    await box.fill('mine')
    await box.press('Enter')
    const toFirst = async () => {
      await page.locator('cairn-timeline cairn-message').last().focus()
      await page.keyboard.press('Home')
      await page.locator('cairn-message').filter({ hasText: 'Valve 4 checked' }).first().waitFor()
      await page.locator('cairn-message').filter({ hasText: 'mine' }).waitFor({ state: 'detached' })
    }
    const banner = page.locator('cairn-composer-banner')
    await toFirst()
    await box.press('Shift+ArrowUp')
    await banner.getByText('Reading 320').waitFor()
    await box.press('Escape')
    await toFirst()
    await box.press('ArrowUp')
    await banner.getByText('Edit the message').waitFor()
    expect(await box.inputValue()).toBe('mine')
    await box.press('Escape')
    await toFirst()
    await box.press('Control+Shift+Backslash')
    await page.getByRole('combobox', { name: 'Find an emoji' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => focusedName(page)).toContain('Reading 320')
  })
})

describe('[NF47] an address that a notification with Reply leads to', () => {
  /** Without a pointer that is fine, too: nothing else gives the composer the focus there. */
  const open = (state: string) => pages.open(state, undefined, true)
  const isIn = (page: Page, composer: string) =>
    page.locator(composer).evaluate((element) => element.matches(':focus-within'))

  it('of an answer opens its thread, whose composer answers that message', async () => {
    const page = await open('thread')
    const thread = await hashOf(page)
    const reply = page.locator('cairn-thread cairn-message').filter({ hasText: 'Which size is it?' })
    const id = await reply.evaluate((row) => (row as unknown as { message: { id: string } }).message.id)
    await goTo(page, '#/unread')
    await page.locator('cairn-thread').waitFor({ state: 'detached' })
    await goTo(page, thread.replace(/\/t\/.*$/, `/m/${id}?reply`))
    const composer = 'cairn-thread cairn-composer'
    await page.locator(composer).getByText('Reply to Ben Okafor').waitFor()
    await expect.poll(() => isIn(page, composer)).toBe(true)
    await expect.poll(() => hashOf(page)).toBe(`${thread}/m/${id}`)
    await threadBoxOf(page).fill('M12')
    await page.locator(composer).getByRole('button', { name: 'Send' }).click()
    const answer = page.locator('cairn-thread cairn-message').filter({ hasText: 'M12' })
    await answer.locator('cairn-quote').getByText('Which size is it?').waitFor()
    // The chat's own composer answers nothing.
    expect(await page.locator('cairn-chat cairn-composer-banner').count()).toBe(0)
  })

  it('of a direct message has the focus in its composer, and quotes nothing', async () => {
    const page = await open('direct')
    const chat = await hashOf(page)
    const [first = ''] = await idsOf(page)
    await goTo(page, '#/unread')
    await page.locator('cairn-chat').waitFor({ state: 'detached' })
    await goTo(page, `${chat}/m/${first}?reply`)
    await expect.poll(() => isIn(page, 'cairn-chat cairn-composer')).toBe(true)
    await expect.poll(() => hashOf(page)).toBe(`${chat}/m/${first}`)
    expect(await page.locator('cairn-composer-banner').count()).toBe(0)
    await boxOf(page).fill('Until six')
    await page.locator('cairn-chat cairn-composer').getByRole('button', { name: 'Send' }).click()
    const sent = page.locator('cairn-timeline cairn-message').filter({ hasText: 'Until six' })
    await sent.waitFor()
    expect(await sent.locator('cairn-quote').count()).toBe(0)
  })
})

describe('the own last message', () => {
  const shown = (page: Page, text: string) => page.locator('cairn-timeline cairn-message').filter({ hasText: text })

  it('[KB8] is gone to and edited where it is not loaded, and what it says is sent', async () => {
    const page = await pages.open('long')
    const box = boxOf(page)
    // It opens where the unread messages begin; this goes to the end.
    await box.press('Escape')
    await shown(page, 'Reading 320').waitFor()
    await shown(page, OWN_LAST).waitFor({ state: 'detached' })
    await box.press('ArrowUp')
    await page.locator('cairn-composer-banner').getByText('Edit the message').waitFor()
    await expect.poll(() => box.inputValue()).toContain(OWN_LAST)
    await shown(page, OWN_LAST).waitFor()
    await expect.poll(() => shown(page, OWN_LAST).isVisible()).toBe(true)
    await box.fill('Said otherwise')
    await box.press('Enter')
    await shown(page, 'Said otherwise').waitFor()
  })

  it('[KB8] that is not there changes nothing', async () => {
    const page = await pages.open('live')
    await goTo(page, '#/c/general')
    await shown(page, 'Welcome to Cairn').waitFor()
    await boxOf(page).press('ArrowUp')
    await page.keyboard.type('still here')
    await expect.poll(() => boxOf(page).inputValue()).toBe('still here')
    expect(await page.locator('cairn-composer-banner').count()).toBe(0)
  })
})
