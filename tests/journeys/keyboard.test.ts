/** Every key of the app pressed (UI.md, section 6), by one person at one browser, and what it does looked at. Mod+J is in elements.test.ts. */
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import { aPlace, type Person, type Place } from '../support/people.ts'
import { ridgeHistory, type Ridge } from '../support/ridge-history.ts'
import type { Screen } from '../support/screen.ts'
import { tellFailure } from '../support/tell-failure.ts'

const MINE = 'Filter B is in. The old one was half clay, see the log.'
const LAST = 'and the M12 bolts'
const VALVE = 'Valve 4 checked.'

let place: Place
let yara: Person
let screen: Screen
let page: Page
let ridge: Ridge
/** How often files were asked for. */
let choosers = 0

beforeAll(async () => {
  place = await aPlace({ prepare: async (folder) => void (ridge = await ridgeHistory(folder)) })
  yara = await place.signIn('yara')
  screen = yara.screen
  page = screen.page
  page.setDefaultTimeout(5_000)
  page.on('filechooser', () => choosers++)
})
afterAll(() => place?.end())
tellFailure(() => place)

/** One line of the table: the place, the keys, what they do. `then` fails where that was not done, and goes back to the chat. */
type Row = readonly [keys: string, does: string, then: () => Promise<unknown>, before?: () => Promise<unknown>]

function press(rows: readonly Row[]): void {
  for (const [keys, does, then, before] of rows) {
    it(`${keys}: ${does}`, async () => {
      await before?.()
      await page.keyboard.press(keys)
      await then()
    })
  }
}

const poll: typeof expect.poll = (look) => expect.poll(look, { timeout: 5_000 })
const main = () => page.getByRole('main')
const heading = (name: string) => main().getByRole('heading', { level: 1, name, exact: true }).waitFor()
const inChat = () => heading('pump-crew')
const on = (text: string) => () => screen.message(text).focus()
const hash = () => new URL(page.url()).hash
const isGone = (part: Locator) => poll(() => part.count()).toBe(0)
const isFocused = (part: Locator) => poll(() => part.evaluate((one) => one.matches(':focus'))).toBe(true)
const finder = () => page.locator('cairn-find-bar').getByRole('textbox')
const emoji = () => page.getByRole('combobox', { name: en['chat.emoji.search'] })
const box = () => screen.composer
const banner = () => main().locator('cairn-composer-banner')
const inBox = () => box().focus()
const empty = () => box().fill('')
const label = (text: string) => poll(() => screen.labelOf(text))

/** It takes the focus a little later: a press before that would go elsewhere. */
async function open(): Promise<void> {
  await screen.openChat('pump-crew')
  await isFocused(box())
}

async function isDialog(name: string | RegExp): Promise<void> {
  await page.getByRole('dialog', { name }).waitFor()
  await page.keyboard.press('Escape')
  await isGone(page.getByRole('dialog', { name }))
}

async function isPicking(): Promise<void> {
  await isFocused(emoji())
  await page.keyboard.press('Escape')
  await emoji().waitFor({ state: 'hidden' })
}

let asked = 0
/** For files, once more. */
async function isAsked(): Promise<void> {
  asked++
  await poll(() => choosers).toBe(asked)
}

/** Whether the focus is in a pane of the shell. */
function hasFocus(pane: 'nav' | '#main' | '.panel'): Promise<void> {
  return expect
    .poll(() =>
      page.locator('cairn-shell').evaluate((shell, at) => shell.shadowRoot!.activeElement?.closest(at) !== null, pane),
    )
    .toBe(true)
}

/** The chats from top to bottom, and which is open. */
function chats(): Promise<{ hash: string; unread: boolean }[]> {
  return screen.chats.locator('cairn-chat-row').evaluateAll((rows) =>
    rows.map((row) => {
      const { id, unread } = (row as unknown as { row: { id: string; unread: number } }).row
      return { hash: `#/c/${id}`, unread: unread > 0 }
    }),
  )
}

async function isAway(step: 1 | -1, onlyUnread: boolean): Promise<void> {
  const pump = `#/c/${ridge.pump}`
  const all = (await chats()).filter(({ hash: at, unread }) => at === pump || unread || !onlyUnread)
  const at = all.findIndex((row) => row.hash === pump)
  await poll(hash).toBe(all[(at + step + all.length) % all.length]!.hash)
}

/** Whether the app takes the press; else it is the browser's. */
async function isTaken(keys: string): Promise<boolean> {
  await page.evaluate(() => {
    // The last one is the key itself, after those that are held with it.
    onkeydown = ({ defaultPrevented }) => Object.assign(window, { taken: defaultPrevented })
  })
  await page.keyboard.press(keys)
  return page.evaluate(() => (window as unknown as { taken: boolean }).taken)
}

describe('anywhere', () => {
  it('a chat opens with the focus in its composer', open)

  press([
    ['Control+k', 'jump to chat or person', () => isDialog(en['switcher.title'])],
    ['Control+Shift+K', 'new direct message', () => isDialog(en['direct.title'])],
    ['Control+/', 'this list', () => isDialog(en['keys.title'])],
    ['Control+,', 'settings', () => heading(en['settings.title'])],
    ['Alt+ArrowLeft', 'back', inChat],
    ['Alt+ArrowRight', 'forward', () => heading(en['settings.title'])],
    ['Control+Shift+M', 'activity', () => heading(en['activity.title'])],
    ['Alt+ArrowDown', 'next chat', () => isAway(1, false), open],
    ['Alt+ArrowUp', 'previous chat', inChat],
    ['Alt+ArrowUp', 'previous chat', () => isAway(-1, false)],
    ['F6', 'next pane', () => hasFocus('nav'), open],
    ['Shift+F6', 'previous pane', () => hasFocus('#main')],
    ['Control+F6', 'next pane', () => hasFocus('nav')],
    ['Control+Shift+F6', 'previous pane', () => hasFocus('#main')],
    ['Control+Shift+L', 'focus composer', () => isFocused(box()), on(VALVE)],
    ['Control+.', 'right panel on', () => screen.panel.waitFor()],
    ['Control+.', 'right panel off', () => isGone(screen.panel)],
    [
      'Control+Shift+F',
      'search everything',
      () => isFocused(screen.panel.getByRole('combobox', { name: en['search.label'] })),
    ],
    ['Escape', 'close the panel', () => isGone(screen.panel)],
    ['Control+f', 'find in chat', () => isFocused(finder())],
    ['Escape', 'close what looks for it', () => isGone(finder())],
    [
      'Control+Shift+Backslash',
      'react to the last message',
      () => isPicking().then(() => isFocused(screen.message(LAST))),
    ],
    ['Control+Shift+E', 'emoji', () => isPicking().then(() => isFocused(box())), inBox],
    ['Control+Shift+E', '[KB44] emoji, from a message', () => isPicking().then(() => isFocused(box())), on(VALVE)],
    ['Control+u', '[KB44] attach, from a message', isAsked, on(VALVE)],
    ['Control+u', '[KB44] attach, from the list', isAsked, () => screen.chat('pump-crew').focus()],
  ])

  it('[SR23] Control+f twice is the browser’s', async () => {
    expect(await isTaken('Control+f')).toBe(true)
    await isFocused(finder())
    expect(await isTaken('Control+f')).toBe(false)
    await page.keyboard.press('Escape')
    await isGone(finder())
  })

  it.each(['Control+n', 'Control+t', 'Control+w', 'Control+1', 'Control+9'])(
    '[KB11] %s is the browser’s',
    async (keys) => {
      await inBox()
      // The press itself would close the page.
      const [held, key] = keys.split('+') as [string, string]
      const isLeft = await box().evaluate(
        (area, name) =>
          area.dispatchEvent(
            new KeyboardEvent('keydown', { key: name, ctrlKey: true, bubbles: true, composed: true, cancelable: true }),
          ),
        key,
      )
      expect([held, isLeft]).toEqual(['Control', true])
    },
  )
})

describe('[KB6] Esc closes one thing after the other; where nothing is open it marks the chat as read and goes to its end', () => {
  it('[KB6] the reply, then the panel, then what is unread', async () => {
    await on(VALVE)()
    await page.keyboard.press('u')
    await poll(() => screen.chatName('pump-crew')).toContain('5 unread')
    await page.keyboard.press('Control+.')
    await screen.panel.waitFor()
    await on(VALVE)()
    await page.keyboard.press('r')
    await banner().waitFor()
    await page.keyboard.press('Escape')
    await isGone(banner())
    await screen.panel.waitFor()
    await page.keyboard.press('Escape')
    await isGone(screen.panel)
    await page.keyboard.press('Escape')
    await poll(() => screen.chatName('pump-crew')).toBe('pump-crew')
    await isFocused(box())
  })

  it('[KB6] wherever the focus is', async () => {
    await on(VALVE)()
    await page.keyboard.press('u')
    await poll(() => screen.chatName('pump-crew')).toContain('unread')
    await screen.chat('pump-crew').focus()
    await page.keyboard.press('Escape')
    await poll(() => screen.chatName('pump-crew')).toBe('pump-crew')
  })
})

describe('in the composer', () => {
  /** The draft, with a part of it selected. */
  const chosen = async () => {
    await box().fill('valve')
    await page.keyboard.press('Control+a')
  }
  const reads = (text: string) => poll(() => box().inputValue()).toBe(text)

  press([
    ['Control+b', 'bold', () => reads('**valve**'), chosen],
    ['Control+i', 'italic', () => reads('_valve_'), chosen],
    ['Control+Shift+X', 'strike', () => reads('~~valve~~'), chosen],
    ['Control+e', 'code', () => reads('`valve`'), chosen],
    ['Control+Alt+k', 'link', () => reads('[valve]()'), chosen],
    ['Shift+Enter', 'new line', () => reads('valve\n'), () => box().fill('valve')],
    ['Enter', 'new line in an open fence', () => reads('```\nvalve\n'), () => box().fill('```\nvalve')],
    [
      'Tab',
      'accept what is suggested',
      () => reads('@ana '),
      () =>
        box()
          .fill('')
          .then(() => box().pressSequentially('@an')),
    ],
    [
      'Enter',
      'accept what is suggested',
      () => reads(':thumbsup: '.replace(/.*/, '👍 ')),
      () =>
        box()
          .fill('')
          .then(() => box().pressSequentially(':thumbsu')),
    ],
    ['ArrowUp', 'edit own last', () => reads(MINE), empty],
    ['Escape', 'leave the edit', () => reads('')],
    ['Shift+ArrowUp', 'reply to last', () => banner().filter({ hasText: 'Chi' }).waitFor()],
    ['Escape', 'leave the reply', () => isGone(banner())],
    ['Control+Enter', 'always send', () => screen.message('In a fence').waitFor(), () => box().fill('```\nIn a fence')],
    ['Enter', 'send', () => screen.message('Coming').waitFor(), () => box().fill('Coming')],
  ])

  it('Control+u: attach', async () => {
    await page.keyboard.press('Control+u')
    await isAsked()
  })

  it('[KB44] attach and emoji of a thread, where the focus is there', async () => {
    await on(VALVE)()
    await page.keyboard.press('t')
    const answer = screen.panel.getByRole('textbox', { name: en['chat.thread.reply'] })
    await answer.waitFor()
    await screen.panel.locator('cairn-message').first().focus()
    const chooser = page.waitForEvent('filechooser')
    await page.keyboard.press('Control+u')
    const holder = await (await chooser).element().evaluate((input) => {
      const hosts: string[] = []
      for (let root = input.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode())
        hosts.push(root.host.localName)
      return hosts
    })
    expect(holder).toContain('cairn-thread')
    await page.keyboard.press('Control+Shift+E')
    await isPicking()
    await isFocused(answer)
    await page.keyboard.press('Escape')
    await isGone(screen.panel)
    await inBox()
  })

  it('[KB7] nothing is done on Enter while an input method composes', async () => {
    await empty()
    const keyboard = await page.context().newCDPSession(page)
    await keyboard.send('Input.imeSetComposition', { text: 'ばるぶ', selectionStart: 3, selectionEnd: 3 })
    await page.keyboard.press('Enter')
    await keyboard.send('Input.insertText', { text: 'バルブ' })
    // Safari ends the composition before it tells of the key, and tells 229.
    const isLeft = await box().evaluate((area) => {
      const event = { key: 'Enter', keyCode: 229, bubbles: true, composed: true, cancelable: true }
      return area.dispatchEvent(new KeyboardEvent('keydown', event))
    })
    expect(isLeft).toBe(true)
    expect(await box().inputValue()).toContain('バルブ')
    expect((await screen.texts()).join()).not.toMatch(/ばるぶ|バルブ/)
    await empty()
  })

  it('[KB8] Up edits what is not sent, too', async () => {
    yara.link.cut()
    await screen.write('Not sent yet')
    await page.keyboard.press('ArrowUp')
    await reads('Not sent yet')
    await box().fill('Said otherwise')
    await page.keyboard.press('Enter')
    await screen.message('Said otherwise').waitFor()
    yara.link.mend()
    await label('Said otherwise').toMatch(/, Sent$/i)
    expect(await screen.texts()).not.toContain('Not sent yet')
  })
})

describe('what is unread', () => {
  press([
    ['Alt+Shift+ArrowDown', 'next unread', () => isAway(1, true)],
    ['Alt+Shift+ArrowUp', 'previous unread', () => isAway(-1, true), open],
  ])

  it('Shift+Escape: mark all as read, asked first, with an undo', async () => {
    const unread = async () => (await chats()).filter((row) => row.unread).length
    await screen.go('#/settings')
    const before = await unread()
    expect(before).toBeGreaterThan(0)
    await page.keyboard.press('Shift+Escape')
    await screen.dialog(/all/i).getByRole('button', { name: en['chats.markAll'] }).click()
    await poll(unread).toBe(0)
    await page.locator('cairn-toasts').getByRole('button', { name: en['action.undo'] }).click()
    await poll(unread).toBe(before)
    await open()
  })
})

describe('on a message', () => {
  press([
    ['ArrowUp', 'previous message', () => isFocused(screen.message('Yes, behind the generator.')), on(VALVE)],
    ['ArrowDown', 'next message', () => isFocused(screen.message(VALVE))],
    ['Home', 'first', () => isFocused(screen.timeline.getByRole('article', { name: /Pump 2 is down/ }))],
    ['PageDown', 'a page further', () => isElsewhere('Pump 2 is down')],
    ['End', 'latest', () => isFocused(screen.message('Said otherwise'))],
    ['PageUp', 'a page up', () => isElsewhere('Said otherwise')],
    [
      'r',
      'reply',
      () =>
        banner()
          .filter({ hasText: 'Ana' })
          .waitFor()
          .then(() => page.keyboard.press('Escape')),
      on(VALVE),
    ],
    [
      't',
      'thread',
      () =>
        page
          .locator('cairn-thread')
          .getByText(VALVE)
          .waitFor()
          .then(() => page.keyboard.press('Escape'))
          .then(() => isGone(screen.panel)),
      on(VALVE),
    ],
    [
      'e',
      'edit',
      () =>
        expect
          .poll(() => box().inputValue())
          .toBe(MINE)
          .then(() => page.keyboard.press('Escape')),
      on(MINE),
    ],
    ['+', 'react', isPicking, on(VALVE)],
    ['f', 'forward', () => isDialog(/^Forward/), on(VALVE)],
    ['p', 'pin', () => pinned(1), on(VALVE)],
    ['p', 'unpin', () => pinned(0), on(VALVE)],
    ['s', 'save', () => page.locator('cairn-toasts').getByText(en['chat.saved']).waitFor(), on(VALVE)],
    ['u', 'unread', () => poll(() => screen.chatName('pump-crew')).toContain('unread'), on(VALVE)],
    [
      'c',
      'copy link',
      () => poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(`/c/${ridge.pump}/m/`),
      on(VALVE),
    ],
    ['Delete', 'delete', undone, on('Coming')],
    ['Shift+F10', 'its menu', isMenu, on(VALVE)],
    ['ContextMenu', 'its menu', isMenu, on(VALVE)],
  ])

  it('[KB9] a letter does nothing where no message has the focus: on a button of one, in the list, on the page', async () => {
    await on(VALVE)()
    await page.keyboard.press('Tab')
    expect(
      await page
        .locator('cairn-message')
        .filter({ has: page.locator(':focus') })
        .count(),
    ).toBe(1)
    for (const key of 'rteps') await page.keyboard.press(key)
    await screen.chat('pump-crew').focus()
    for (const key of ['r', 't', 'e', 'p', 's', 'Delete']) await page.keyboard.press(key)
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    for (const key of ['r', 't', 'e', 'p', 's', 'Delete']) await page.keyboard.press(key)
    expect([await banner().count(), await screen.panel.count(), await box().inputValue()]).toEqual([0, 0, ''])
    expect(await main().getByText(en['chat.deleting']).count()).toBe(0)
    expect(hash()).toBe(`#/c/${ridge.pump}`)
  })
})

describe('in a thread', () => {
  const answer = () => page.locator('cairn-thread').getByRole('textbox')
  const answered = (text: string) =>
    page.locator('cairn-thread').getByRole('article', { name: new RegExp(`, ${text}`) })

  it('[KB8] Shift+Up answers the last answer, Up edits the own last one, and one row is in the tab order', async () => {
    await screen.go(`#/c/${ridge.pump}/t/${ridge.root}`)
    await isFocused(answer())
    await page.keyboard.press('Shift+ArrowUp')
    await page.locator('cairn-thread cairn-composer-banner').filter({ hasText: 'Yes, behind the generator.' }).waitFor()
    await page.keyboard.type('I bring it down')
    await page.keyboard.press('Enter')
    await answered('I bring it down').waitFor()
    expect(await answered('I bring it down').getAttribute('aria-label')).toContain(en['chat.quote.reply'])
    await page.keyboard.press('ArrowUp')
    await poll(() => answer().inputValue()).toBe('I bring it down')
    await page.keyboard.press('Escape')
    await poll(() => answer().inputValue()).toBe('')
    expect(await page.locator('cairn-thread').locator('cairn-message[tabindex="0"]').count()).toBe(1)
    await page.keyboard.press('Escape')
    await isGone(screen.panel)
  })
})

describe('chosen keys', () => {
  it('[KB1][KB2] another key does it, the usual one nothing; one that is off does nothing, and is taken back', async () => {
    await screen.go('#/settings/keyboard')
    await page.getByRole('button', { name: 'Change the keys of “Reply”' }).click()
    await page.keyboard.press('j')
    await page.getByRole('checkbox', { name: `Use the keys of “${en['keys.switcher']}”` }).uncheck()
    await open()
    await on(VALVE)()
    await page.keyboard.press('r')
    expect(await banner().count()).toBe(0)
    await page.keyboard.press('j')
    await banner().waitFor()
    await page.keyboard.press('Escape')
    expect(await isTaken('Control+k')).toBe(false)
    await screen.go('#/settings/keyboard')
    await page.getByRole('button', { name: en['keyboard.resetAll'] }).click()
    await page.keyboard.press('Control+k')
    await isDialog(en['switcher.title'])
    await open()
  })
})

function pinned(count: number): Promise<void> {
  return expect
    .poll(() =>
      screen
        .message(VALVE)
        .evaluate((row) => Number((row as unknown as { message: { isPinned: boolean } }).message.isPinned)),
    )
    .toBe(count)
}

async function undone(): Promise<void> {
  const row = screen.timeline.getByRole('article', { name: /, Coming,/ })
  await row.getByRole('button', { name: en['chat.undo'] }).click()
  await isFocused(row)
}

async function isMenu(): Promise<void> {
  await page.getByRole('menu', { name: en['chat.actions'] }).waitFor()
  await page.keyboard.press('Escape')
  await isFocused(screen.message(VALVE))
}

async function isElsewhere(text: string): Promise<void> {
  const focused = () => screen.timeline.locator('cairn-message:focus').getAttribute('aria-label')
  await poll(focused).not.toContain(text)
}
