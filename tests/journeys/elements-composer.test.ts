/** What the composers of a chat and of its threads do, over a device in memory: edits, answers, drafts, keys. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixturePages, focusedName, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

const OWN_LAST = 'Filter B is in. Old one was half clay.'

const boxOf = (page: Page) => page.getByRole('textbox', { name: /^Message/ })
const threadBoxOf = (page: Page) => page.getByRole('textbox', { name: 'Reply in this thread' })

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => void (location.hash = to), hash)
}

async function hashOf(page: Page): Promise<string> {
  return page.evaluate(() => location.hash)
}

/** The ids of the messages of the timeline, in order. */
function ids(page: Page): Promise<string[]> {
  return page
    .locator('cairn-timeline cairn-message')
    .evaluateAll((rows) => rows.map((row) => (row as unknown as { message: { id: string } }).message.id))
}

describe('a refused message', () => {
  it('[UI41] is written again with what it answered', async () => {
    const page = await pages.open('refused-answer')
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await expect.poll(() => boxOf(page).inputValue()).toBe('Not at my gauge.')
    await page.locator('cairn-composer-banner').getByText('Pressure').waitFor()
    await expect.poll(() => page.locator('cairn-refusal').count()).toBe(0)
  })

  it('[UI41] stays where nothing can be written', async () => {
    const page = await pages.open('refused-closed')
    await page.locator('cairn-closed-composer').waitFor()
    const offered = await page.locator('cairn-refusal').getByRole('button').allInnerTexts()
    expect(offered.map((name) => name.trim())).toEqual(['Retry', 'Copy', 'Discard'])
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
    const [first = ''] = await ids(page)
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

describe('the list of drafts', () => {
  const names = (page: Page) =>
    page
      .locator('cairn-drafts')
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('aria-label')))

  it('[UI92] names the chat and what it is, and leads to the thread', async () => {
    const page = await pages.open('drafts')
    expect((await names(page)).sort()).toEqual([
      'Ana Sousa',
      'Night shift',
      'pump-crew, Edit of a message',
      'pump-crew, Thread',
    ])
    await page.getByText('gate-1.pdf').waitFor()
    await page.getByRole('link', { name: /^Drafts and unsent ?, 4 drafts$/ }).waitFor()
    await page.getByRole('link', { name: 'pump-crew, Thread' }).click()
    await expect.poll(() => threadBoxOf(page).inputValue()).toBe('I have one in the')
  })

  it('[UI92] leads to an edit that goes on', async () => {
    const page = await pages.open('live')
    const own = page.locator('cairn-message').filter({ hasText: 'Filter B is in' }).last()
    await own.focus()
    await page.keyboard.press('e')
    await boxOf(page).fill('Filter B is in since noon')
    await goTo(page, '#/unsent')
    await page.getByRole('link', { name: 'pump-crew, Edit of a message' }).click()
    await page.locator('cairn-composer-banner').getByText('Edit the message').waitFor()
    await expect.poll(() => boxOf(page).inputValue()).toBe('Filter B is in since noon')
  })

  it('[UI93] discards one with an undo, and its neighbour has the focus', async () => {
    const page = await pages.open('drafts')
    const before = await names(page)
    await page
      .locator('cairn-drafts')
      .getByRole('button', { name: /^Discard: pump-crew, Thread/ })
      .press('Enter')
    await expect.poll(() => names(page)).toEqual(before.filter((name) => name !== 'pump-crew, Thread'))
    await expect.poll(() => focusedName(page)).toBe('pump-crew, Edit of a message')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => names(page)).toEqual(before)
  })

  it('[UI94] beside it what is unsent is cancelled with an undo', async () => {
    const page = await pages.open('unsent')
    const rows = page.locator('cairn-unsent-item')
    await expect.poll(() => rows.count()).toBe(5)
    await page.getByRole('button', { name: /^Cancel: Message, pump-crew, Reached/ }).click()
    await expect.poll(() => rows.count()).toBe(4)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => rows.count()).toBe(5)
  })
})

describe('a thread', () => {
  it('[UI42] is answered by itself: what is answered in one is not answered in the next', async () => {
    const page = await pages.open('thread')
    const [first = ''] = await ids(page)
    await threadBoxOf(page).press('Shift+ArrowUp')
    const banner = page.locator('cairn-thread cairn-composer-banner')
    await banner.getByText('Reply to').waitFor()
    const thread = await hashOf(page)
    await goTo(page, thread.replace(/\/t\/.*$/, `/t/${first}`))
    await page.getByText('No replies yet').waitFor()
    expect(await banner.count()).toBe(0)
    await goTo(page, thread)
    await banner.getByText('Reply to').waitFor()
  })

  it('[UI42] gets the recordings that are made in it', async () => {
    const page = await pages.open('upload-tray')
    const [root = ''] = await ids(page)
    await goTo(page, `${await hashOf(page)}/t/${root}`)
    await page.getByText('No replies yet').waitFor()
    await page.locator('cairn-thread cairn-composer').evaluate((composer) => {
      const files = [new File(['sound'], 'spoken.webm', { type: 'audio/webm' })]
      composer.dispatchEvent(
        new CustomEvent('files-recorded', { detail: { files, send: true }, bubbles: true, composed: true }),
      )
    })
    await expect.poll(() => page.locator('cairn-thread cairn-message').count()).toBe(2)
  })

  it('[UI43] says what of it is not on this device', async () => {
    const page = await pages.open('thread-gap')
    await page
      .locator('cairn-thread')
      .getByRole('article', { name: 'The messages of this chat are not on this device' })
      .waitFor()
  })

  it('[UI44] of a chat that one is out of says why, and gives the draft back', async () => {
    const page = await pages.open('thread-lost')
    const closed = page.locator('cairn-thread cairn-closed-composer')
    await closed.getByText('I have one in the').waitFor()
    expect(await closed.getByRole('button', { name: 'Copy' }).count()).toBe(1)
    await closed.getByText('Ana Sousa').waitFor()
  })
})

describe('the composer', () => {
  it('[UI48] takes files whose names alone are beside them, and the text that has a picture of itself beside it', async () => {
    const page = await pages.open('upload-tray')
    await goTo(page, '#/c/general')
    const box = boxOf(page)
    await expect.poll(() => page.locator('cairn-upload-row').count()).toBe(0)
    const paste = (name: string, plain: string, markup: string) =>
      box.evaluate(
        (area, [fileName, text, marked]) => {
          const clipboardData = new DataTransfer()
          clipboardData.items.add(new File(['x'], fileName!, { type: 'image/png' }))
          clipboardData.setData('text/plain', text!)
          if (marked) clipboardData.setData('text/html', marked)
          area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true, bubbles: true }))
        },
        [name, plain, markup],
      )
    await box.focus()
    await paste('image.png', 'Pump 3.6', '<p><b>Pump</b> 3.6</p>')
    await expect.poll(() => box.inputValue()).toBe('**Pump** 3.6')
    expect(await page.locator('cairn-upload-row').count()).toBe(0)
    await paste('gauge.png', 'gauge.png', '')
    await expect.poll(() => page.locator('cairn-upload-row').count()).toBe(1)
    expect(await box.inputValue()).toBe('**Pump** 3.6')
  })

  it('[UI48] accepts no suggestion for a word that the caret has left', async () => {
    const page = await pages.open('live')
    const box = boxOf(page)
    await box.pressSequentially('see @an')
    const list = page.locator('cairn-composer').getByRole('listbox')
    await list.waitFor()
    await box.press('Home')
    await list.waitFor({ state: 'detached' })
  })
})
