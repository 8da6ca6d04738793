/** What is heard, reached by keys alone, or seen by people who need it otherwise, over a device in memory. */
import type { Locator, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fixturePages, focusedName, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

afterEach(() => pages.closePages())

const open: FixturePages['open'] = (...what) => pages.open(...what)

const said = (page: Page, where = 'cairn-app > cairn-announcer') =>
  page.locator(where).getByRole('log').locator('p').allInnerTexts()

describe('what a screen reader is told', () => {
  it('[UI70] each time as one new line, also when it is the same again; no line ever changes', async () => {
    const page = await open('live')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const log = page.locator('cairn-app > cairn-announcer').getByRole('log')
    await log.evaluate((region) => {
      const seen = { added: 0, texts: 0 }
      Object.assign(globalThis, { seen })
      new MutationObserver((records) => {
        for (const { type, addedNodes } of records) {
          if (type === 'characterData') seen.texts++
          seen.added += [...addedNodes].filter((node) => node instanceof HTMLElement).length
        }
      }).observe(region, { childList: true, characterData: true, subtree: true })
    })
    const seen = () => page.evaluate(() => (globalThis as unknown as { seen: unknown }).seen)
    await page.locator('cairn-timeline').evaluate((timeline) => (timeline as HTMLElement).focus())
    for (let n = 1; n <= 7; n++) {
      await page.keyboard.press('c')
      await expect.poll(seen).toEqual({ added: n, texts: 0 })
    }
    expect(await said(page)).toEqual(Array.from({ length: 5 }, () => 'Copied'))
  })

  it('[UI70] over a dialog there, and in the page again when it is closed', async () => {
    const page = await open('live')
    const before = await said(page)
    await page.keyboard.press('Control+k')
    await page.locator('cairn-quick-switcher').getByRole('combobox').fill('an')
    await expect.poll(() => said(page, 'cairn-quick-switcher cairn-announcer')).not.toEqual([])
    expect(await said(page)).toEqual(before)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('cairn-quick-switcher cairn-announcer').count()).toBe(0)
    await page.getByRole('textbox', { name: /^Message/ }).pressSequentially('@')
    await expect.poll(async () => (await said(page)).length).toBe(before.length + 1)
  })

  it('[UI70] over a large picture, too', async () => {
    const page = await open('media-viewer')
    await page.locator('cairn-viewer').getByRole('button', { name: 'Earlier' }).click()
    await expect.poll(() => said(page, 'cairn-viewer cairn-announcer')).not.toEqual([])
  })
})

describe('the keyboard', () => {
  const TABLET = { width: 800, height: 900 }

  it('[KB41] panes that the panel covers are passed by', async () => {
    const page = await open('info', TABLET)
    const pane = () =>
      page.locator('cairn-shell').evaluate((shell) => {
        const active = shell.shadowRoot!.activeElement
        return active?.closest('nav') ? 'list' : active?.closest('.panel') ? 'panel' : String(active?.localName)
      })
    await page.locator('cairn-panel').waitFor()
    for (const next of ['panel', 'list', 'panel']) {
      await page.keyboard.press('F6')
      await expect.poll(pane).toBe(next)
    }
  })

  it.each([
    ['Control+Shift+l', /^Message/],
    ['Control+f', /^Find in this chat/],
  ] as const)('[KB41] %s closes the panel that covers the chat first', async (keys, name) => {
    const page = await open('info', TABLET)
    await page.locator('cairn-panel').waitFor()
    await page.keyboard.press(keys)
    await page.getByRole('textbox', { name }).waitFor()
    await expect.poll(() => focusedName(page)).toMatch(name)
    expect(await page.locator('cairn-panel').count()).toBe(0)
  })

  it('[KB42] nothing is done behind a question', async () => {
    const page = await open('delete-for-all')
    const dialogs = () => page.locator('dialog:modal').count()
    await expect.poll(dialogs).toBe(1)
    const before = page.url()
    for (const keys of ['Alt+ArrowDown', 'Control+k', 'Control+/']) await page.keyboard.press(keys)
    expect([page.url(), await dialogs()]).toEqual([before, 1])
  })
})

describe('what a person needs otherwise', () => {
  /** Names of what moves, in whichever shadow root. */
  const moving = (page: Page) =>
    page.evaluate(() => {
      const names = new Set<string>()
      const look = (root: Document | ShadowRoot) => {
        for (const one of root.getAnimations()) {
          if (one instanceof CSSAnimation && Number(one.effect?.getComputedTiming().activeDuration) > 0)
            names.add(one.animationName)
        }
        for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) look(shadowRoot)
      }
      look(document)
      return [...names].sort()
    })

  it('[UI73] nothing moves where a person asked for that, here or of the browser', async () => {
    const page = await open('sending')
    // What was jumped to, beside the ring of what is being sent.
    await page
      .locator('cairn-message')
      .first()
      .evaluate((row) => row.setAttribute('flash', ''))
    await expect.poll(() => moving(page)).toEqual(['flash', 'turn'])
    await page.evaluate(() => (document.documentElement.dataset.motion = 'less'))
    expect(await moving(page)).toEqual([])
    await page.evaluate(() => delete document.documentElement.dataset.motion)
    await expect.poll(() => moving(page)).toEqual(['flash', 'turn'])
    await page.emulateMedia({ reducedMotion: 'reduce' })
    expect(await moving(page)).toEqual([])
  })

  it('[UI74] what a finger presses is 44 px high, whatever the density', async () => {
    const page = await open('live', { width: 390, height: 844 })
    const target = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--target'))
    const session = await page.context().newCDPSession(page)
    await page.evaluate(() => (document.documentElement.dataset.density = 'compact'))
    expect(await target()).toBe('28px')
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: true })
    await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'pointer', value: 'coarse' }] })
    expect(await target()).toBe('44px')
  })

  it('[UI75] in the colours of the system presence and progress keep their meaning', async () => {
    const page = await open('syncing')
    await page.emulateMedia({ forcedColors: 'active' })
    const presence = page.locator('cairn-presence').first()
    const fillOf = (state: 'active' | 'offline') =>
      presence.evaluate((one, as) => {
        one.setAttribute('state', as)
        return getComputedStyle(one.shadowRoot!.querySelector('.dot')!).backgroundColor
      }, state)
    const text = await page.evaluate(() => getComputedStyle(document.body).color)
    expect(await fillOf('active')).toBe(text)
    expect(await fillOf('offline')).not.toBe(text)
    const bar = page.locator('cairn-progress progress').first()
    const edge = await bar.evaluate((one) => [getComputedStyle(one).outlineStyle, getComputedStyle(one).outlineColor])
    expect(edge).toEqual(['solid', text])
  })

  it('[UI191] the focus has its ring there, also on what is chosen or pressed', async () => {
    const page = await open('live')
    await page.emulateMedia({ forcedColors: 'active' })
    const ring = (of: Locator) =>
      of.evaluate((one) => [getComputedStyle(one).outlineStyle, getComputedStyle(one).outlineWidth])
    const message = page.locator('cairn-message').last()
    await message.focus()
    await page.keyboard.press('ArrowUp')
    const active = page.locator('cairn-message[active]')
    await expect.poll(() => ring(active)).toEqual(['solid', '2px'])
    const chip = page.locator('cairn-reactions .chip').last()
    const isPressed = async () => (await chip.getAttribute('aria-pressed')) === 'true'
    if (!(await isPressed())) await chip.click()
    await expect.poll(isPressed).toBe(true)
    await page.locator('cairn-composer').getByRole('textbox').focus()
    expect((await ring(chip))[0]).toBe('none')
    await page.keyboard.press('Tab')
    await chip.focus()
    await expect.poll(() => ring(chip)).toEqual(['solid', '2px'])
  })

  it('[UI191] [UI245] the chat that is open has a bar there, and a ring only with the focus', async () => {
    const page = await open('live')
    await page.emulateMedia({ forcedColors: 'active' })
    const current = page.locator('cairn-chat-row a[aria-current]')
    const look = () =>
      current.evaluate((one) => {
        const { borderInlineStartStyle, borderInlineStartWidth } = getComputedStyle(one, '::before')
        return [getComputedStyle(one).outlineStyle, borderInlineStartStyle, borderInlineStartWidth]
      })
    await page.locator('cairn-composer').getByRole('textbox').focus()
    await expect.poll(look).toEqual(['none', 'solid', '4px'])
    await page.keyboard.press('Tab')
    await current.focus()
    await expect.poll(look).toEqual(['solid', 'solid', '4px'])
    const [bar, ring] = await current.evaluate((one) => [
      getComputedStyle(one, '::before').borderInlineStartColor,
      getComputedStyle(one).outlineColor,
    ])
    expect(ring).not.toBe(bar)
  })
})

describe('how long ago', () => {
  it('[UI78] something was is told anew each minute, and a screen reader gets the full time', async () => {
    const page = await open('unsent')
    await page.clock.install()
    await page.reload()
    await page.waitForFunction(() => document.documentElement.dataset.fixture === 'unsent')
    const ago = page.locator('cairn-outbox-panel cairn-ago').first()
    const heard = await ago.locator('.visually-hidden').innerText()
    const before = await ago.locator('[aria-hidden]').innerText()
    await page.clock.runFor(10 * 60_000)
    await expect.poll(() => ago.locator('[aria-hidden]').innerText()).not.toBe(before)
    expect(await ago.locator('.visually-hidden').innerText()).toBe(heard)
  })
})
