/**
 * One tab as its reader uses it: by roles and names, as a screen reader tells them. Every verb waits for a condition;
 * what is read is read as it stands, so a test polls it: `expect.poll(() => screen.texts())`.
 */
import type { Locator, Page } from 'playwright'
import { en } from '../../client/messages/en.ts'

/** One row of a timeline. */
export interface Row {
  readonly text: string
  /** All that a screen reader says of it, with state and marks. */
  readonly label: string
}

export class Screen {
  readonly #warnings: string[] = []

  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => console.error(`page: ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'warning') this.#warnings.push(message.text())
      if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text()))
        console.error(`console: ${message.text()}`)
    })
  }

  async open(hash = '#/'): Promise<void> {
    await this.page.goto(`${this.url}/${hash}`)
  }

  /** For a failure: where it is, what it warned of, and all that a screen reader would find. */
  async describe(): Promise<string> {
    const shown = await this.page
      .locator('body')
      .ariaSnapshot({ timeout: 5_000 })
      .catch((error: unknown) => String(error))
    return [this.page.url(), ...this.#warnings, shown].join('\n')
  }

  /** Another route of the app that is open already. */
  async go(hash: string): Promise<void> {
    await this.page.evaluate((to) => void (location.hash = to), hash)
  }

  /** As who comes for the first time: `/` leads to the server's page, and that to the app's form. */
  async signUp(name: string, password: string): Promise<void> {
    await this.open('#/sign-up')
    await this.page.getByLabel(en['auth.username']).fill(name)
    await this.#enter(password, en['auth.signUp'])
  }

  async signIn(name: string, password: string): Promise<void> {
    await this.open()
    await this.page.getByLabel(en['auth.login']).fill(name)
    await this.#enter(password, en['auth.signIn'])
  }

  async #enter(password: string, button: string): Promise<void> {
    await this.page.getByLabel(en['auth.password'], { exact: true }).fill(password)
    await this.page.getByRole('button', { name: button, exact: true }).click()
    await this.chats.waitFor()
  }

  /** The app itself is on this device: its service worker has it all. */
  async isReadyForOffline(): Promise<void> {
    await this.page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await this.isLive()
  }

  /** The strip says that the server is in touch; else the failure says what stands there. */
  async isLive(): Promise<void> {
    try {
      await this.strip.filter({ hasText: en['sync.mark.3'] }).waitFor()
    } catch {
      throw new Error(`Not in touch with the server: ${await this.describe()}`)
    }
  }

  isOffline(): Promise<void> {
    return this.strip.filter({ hasText: /Offline/ }).waitFor()
  }

  get chats(): Locator {
    return this.page.getByRole('navigation', { name: en['nav.label'], exact: true })
  }

  /** The button that tells how this device stands with the server. */
  get strip(): Locator {
    return this.page.locator('cairn-sync-status').getByRole('button').first()
  }

  /** At the right of a chat; on a phone in its place. */
  get panel(): Locator {
    return this.page.locator('cairn-panel')
  }

  get timeline(): Locator {
    return this.page.getByRole('main').getByRole('feed', { name: en['chat.timeline'], exact: true })
  }

  get composer(): Locator {
    return this.page.getByRole('main').getByRole('textbox', { name: /^Message / })
  }

  /** A chat's link in the list; its name goes on with counts and marks. */
  chat(title: string): Locator {
    return this.chats.getByRole('link', { name: new RegExp(`^${escape(title)} ?(,|$)`) })
  }

  async chatName(title: string): Promise<string> {
    const said = await this.chat(title).first().ariaSnapshot()
    return /link "(.*?)"/.exec(said)?.[1]?.replaceAll(' ,', ',') ?? ''
  }

  async openChat(title: string): Promise<void> {
    await this.chat(title).click()
    await this.page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
  }

  /** Writes a message in the open chat and waits until it stands there. */
  async write(text: string): Promise<void> {
    await this.composer.fill(text)
    // On a touch keyboard Enter is a new line.
    const isTouch = await this.page.evaluate(() => matchMedia('(pointer: coarse)').matches)
    if (isTouch) await this.page.getByRole('main').getByRole('button', { name: en['chat.composer.send'] }).click()
    else await this.composer.press('Enter')
    await this.message(text).waitFor()
  }

  message(text: string): Locator {
    return this.timeline.getByRole('article', { name: new RegExp(`(^|, )${escape(text)}(,|$)`) })
  }

  /** The rows of the open chat that somebody wrote, in their order on screen. */
  rows(feed: Locator = this.timeline): Promise<Row[]> {
    return feed.locator('cairn-message').evaluateAll((messages) =>
      messages.map((message) => ({
        text: message.shadowRoot?.querySelector('cairn-rich-text')?.shadowRoot?.textContent?.trim() ?? '',
        label: message.getAttribute('aria-label') ?? '',
      })),
    )
  }

  async texts(): Promise<string[]> {
    return (await this.rows()).map(({ text }) => text)
  }

  /** What is said of one message; '' while it is not there. */
  async labelOf(text: string): Promise<string> {
    const found = (await this.rows()).filter((row) => row.text === text)
    return found.map(({ label }) => label).join(' | ')
  }

  /** Up in an empty box would do as well; this is the way of the keys on a message. */
  async edit(text: string, changed: string): Promise<void> {
    await this.message(text).focus()
    await this.page.keyboard.press('e')
    const box = this.page.getByRole('main').getByRole('textbox')
    await box.fill(changed)
    await box.press('Enter')
    await this.message(changed).waitFor()
  }

  /** @param emoji its name, as the picker finds it */
  async react(text: string, emoji: string): Promise<void> {
    await this.message(text).focus()
    await this.page.keyboard.press('+')
    const search = this.page.getByRole('combobox', { name: en['chat.emoji.search'] })
    await search.fill(emoji)
    await search.press('Enter')
    await this.message(text)
      .getByRole('button', { name: new RegExp(`^${emoji.replaceAll('_', ' ')},`) })
      .waitFor()
  }

  /** Deletes for everyone. Another chat is opened, which ends the time to undo at once. */
  async delete(text: string, thenOpen: string): Promise<void> {
    await this.message(text).focus()
    await this.page.keyboard.press('Delete')
    await this.page.getByRole('main').getByText(en['chat.deleting']).waitFor()
    await this.openChat(thenOpen)
  }

  /** By its heading. What it holds stands beside it in the tree, slotted. */
  dialog(name: string | RegExp): Locator {
    return this.page.locator('cairn-dialog').filter({ has: this.page.getByRole('dialog', { name }) })
  }

  /** @param kind as the dialog names it: `Private channel` */
  async createChannel(title: string, kind: string, people: readonly string[] = []): Promise<void> {
    await this.choose(en['chats.new'], en['chats.newChannel'])
    const dialog = this.dialog(en['create.title'])
    await dialog.getByRole('radio', { name: new RegExp(`^${kind}`) }).check()
    await dialog.getByLabel(en['create.name'], { exact: true }).fill(title)
    for (const person of people) await this.pick(dialog, person)
    await dialog.getByRole('button', { name: en['action.create'], exact: true }).click()
    await this.page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
  }

  async pick(dialog: Locator, person: string): Promise<void> {
    await dialog.getByRole('combobox').fill(person)
    await dialog.getByRole('option', { name: person }).click()
  }

  async startDirect(person: string): Promise<void> {
    await this.choose(en['chats.new'], en['chats.newDirect'])
    const dialog = this.dialog(en['direct.title'])
    await dialog.getByRole('combobox').fill(person)
    await dialog.getByRole('option', { name: person }).first().click()
    await this.page.getByRole('heading', { level: 1, name: person, exact: true }).waitFor()
  }

  /** From the open chat. */
  async removeMember(name: string): Promise<void> {
    const panel = await this.openPanel('members')
    await panel.getByRole('button', { name: `Actions for ${name}` }).click()
    await panel.getByRole('menuitem', { name: en['members.remove'] }).click()
    const asked = this.dialog(/^Remove /)
    await asked.getByRole('textbox').fill(name)
    await asked.getByRole('button', { name: en['members.remove'] }).click()
    await panel.getByText(name, { exact: true }).waitFor({ state: 'detached' })
  }

  /** Of the open chat; resolves with the panel. */
  async openPanel(name: 'members' | 'info' | 'pins'): Promise<Locator> {
    const { page } = this
    const links = { members: /^\d+ members?$/, info: en['chat.header.info'], pins: en['chat.header.pins'] }
    await page.getByRole('main').getByRole('link', { name: links[name] }).click()
    await this.panel.waitFor()
    return this.panel
  }

  /** From the settings. */
  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: en['settings.signOut'], exact: true }).click()
    await this.dialog(en['settings.signOutAsk']).getByRole('button', { name: en['settings.signOut'] }).click()
  }

  /** Opens a menu by its button's name and takes an item. */
  async choose(menu: string, item: string): Promise<void> {
    await this.page.getByRole('button', { name: menu, exact: true }).click()
    await this.page.getByRole('menuitem', { name: item, exact: true }).click()
  }

  /** What waits or was refused, as the list of them shows it, one text an item. */
  async unsent(): Promise<string[]> {
    const panel = this.page.locator('cairn-outbox-panel')
    if (!(await panel.isVisible())) await this.strip.click()
    await panel.waitFor()
    return panel.getByRole('listitem').allInnerTexts()
  }

  /** This tab's clock goes back. What is written next without a network was written then. */
  async turnBack(ms: number): Promise<void> {
    await this.page.evaluate((by) => {
      const now = Date.now.bind(Date)
      Date.now = () => now() - by
    }, ms)
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
