/** Where the focus goes when what had it is gone, or what covered it is closed, over a device in memory. */
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { NIGHT } from '../../client/fixtures/ridge.ts'
import { en } from '../../client/messages/en.ts'
import { fixturePages, focusedName, type FixturePages } from '../support/fixture-pages.ts'

let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())
afterEach(() => pages.closePages())

const open: FixturePages['open'] = (...what) => pages.open(...what)

/** From now on the server of the fixture forgets what it is told to delete. */
function forgetWhatIsDeleted(page: Page): Promise<void> {
  return page.evaluate(() => {
    const real = globalThis.fetch
    const gone = new Set<string>()
    const isThere = (row: Record<string, unknown>) =>
      ['jti', 'invite_id', 'id'].every((key) => !(key in row) || !gone.has(String(row[key])))
    globalThis.fetch = async (input, init) => {
      if (init?.method === 'DELETE') {
        gone.add((input as string).split('/').at(-1) ?? '')
        return Response.json({})
      }
      const answer = await real(input, init)
      const body: unknown = await answer.clone().json()
      const left = (value: unknown) => (Array.isArray(value) ? value.filter(isThere) : value)
      if (Array.isArray(body)) return Response.json(left(body))
      return Response.json(Object.fromEntries(Object.entries(body as object).map(([key, value]) => [key, left(value)])))
    }
  })
}

describe('[UI151] the neighbour of a row that goes has the focus', () => {
  it.each([
    ['settings-devices', 'cairn-set-devices li cairn-button', 0, null, 'h2'],
    ['settings-export', 'cairn-set-export li cairn-button', 0, null, '#tokens'],
    ['invites', 'cairn-invites li cairn-button', 0, en['invite.revoke'], '#links'],
    ['settings-privacy', 'cairn-set-privacy [aria-labelledby=contacts] li cairn-button', 1, null, '#contacts'],
    ['settings-privacy', 'cairn-set-privacy [aria-labelledby=contacts] li cairn-button', 0, null, '#contacts'],
    ['settings-privacy', 'cairn-set-privacy [aria-labelledby=blocked] li cairn-button', 0, null, '#blocked'],
  ])('%s: %s, place %i', async (state, selector, at, asked, heading) => {
    const page = await open(state)
    await forgetWhatIsDeleted(page)
    const rows = page.locator(selector).getByRole('button')
    await rows.first().waitFor()
    const names = await rows.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
    await rows.nth(at).press('Enter')
    if (asked) await page.locator('cairn-confirm').getByRole('button', { name: asked }).press('Enter')
    await expect.poll(() => rows.count()).toBe(names.length - 1)
    const left = names.filter((_, n) => n !== at)
    if (left.length > 0) await expect.poll(() => focusedName(page)).toBe(left[Math.min(at, left.length - 1)])
    else {
      const title = await page.locator(`${selector.split(' ')[0]} ${heading}`).innerText()
      await expect.poll(() => focusedName(page)).toBe(title)
    }
  })

  it('of a member, after the question', async () => {
    const page = await open('info-owner')
    await page.evaluate((hash) => (location.hash = hash), `#/c/${NIGHT}/members`)
    const rows = page.locator('cairn-member-row')
    const menus = rows.getByRole('button', { name: /^Actions for/ })
    await menus.first().waitFor()
    const names = await menus.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
    const before = await rows.count()
    const at = names.length - 2
    const name = names[at]!.replace('Actions for ', '').replace(/[\u2066-\u2069]/g, '')
    await menus.nth(at).press('Enter')
    await page.getByRole('menuitem', { name: en['members.remove'] }).press('Enter')
    const dialog = page.locator('cairn-members cairn-confirm')
    await dialog.getByRole('textbox').fill(name)
    await dialog.getByRole('button', { name: en['members.remove'] }).press('Enter')
    await expect.poll(() => rows.count()).toBe(before - 1)
    await expect.poll(() => focusedName(page)).toBe(names[at + 1])
  })

  it('of a draft', async () => {
    const page = await open('drafts')
    const rows = page.locator('cairn-drafts li')
    const links = await rows.locator('a').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
    await rows
      .first()
      .getByRole('button', { name: /^Discard/ })
      .press('Enter')
    await expect.poll(() => rows.count()).toBe(links.length - 1)
    await expect.poll(() => focusedName(page)).toBe(links[1])
  })
})

it('[UI151] of files to be sent the neighbour of one that goes has the focus; of the last one, the composer', async () => {
  const page = await open('upload-tray')
  const tray = page.locator('cairn-upload-tray')
  const removes = tray.getByRole('button', { name: new RegExp(`^${en['files.remove']}`) })
  await removes.nth(1).waitFor()
  const names = await removes.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
  const take = (at: number) =>
    tray.evaluate((one, n) => {
      const it = one as unknown as { files: readonly unknown[] }
      it.files = it.files.filter((_, i) => i !== n)
    }, at)
  await removes.nth(1).focus()
  await take(1)
  const left = names.filter((_, n) => n !== 1)
  await expect.poll(() => focusedName(page)).toBe(left[1] ?? left[0])
  for (const _ of left) await take(0)
  const box = page.locator('cairn-composer textarea')
  await expect.poll(() => box.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(true)
})

it('[UI189] the button that asks an index again that failed gives its focus to what is said of it', async () => {
  const page = await open('search-failed')
  await page.getByRole('button', { name: en['search.again'] }).press('Enter')
  await expect.poll(() => focused(page)).toBe(en['search.failed'])
})

describe('[UI183] where the button that brings more results goes away', () => {
  const server = (page: Page, texts: readonly string[]) =>
    page.evaluate((all) => {
      const rows = all.map((text, n) => ({ id: 900 - n, chat_id: 7, sender_id: 2, type: 'text', text }))
      const created_at = '2025-03-01T10:00:00Z'
      globalThis.fetch = async () => Response.json(rows.map((row) => ({ ...row, created_at })))
    }, texts)

  it('of this device, the first that came has the focus', async () => {
    const page = await open('search-results')
    const results = page.locator('cairn-search-results')
    const hits = results.locator('[data-of=device] .hit')
    await hits.nth(1).waitFor()
    const [all, second] = [await hits.count(), await hits.nth(1).innerText()]
    // As if it had more than a page of them.
    await results.evaluate((one) => {
      const it = one as unknown as { found: { hits: readonly unknown[] } }
      it.found = { ...it.found, hits: it.found.hits.slice(0, 1) }
    })
    await results.getByRole('button', { name: en['search.more'] }).press('Enter')
    await expect.poll(() => hits.count()).toBe(all)
    await expect.poll(() => focused(page)).toBe(second)
  })

  it('of the server, the same; [UI185] while it breaks off, the button stays and has it', async () => {
    const page = await open('search-server-broke')
    const results = page.locator('cairn-search-results')
    const button = results.getByRole('button', { name: en['search.serverMore'] })
    await results.getByText('On the server: 100 or more. It did not answer').waitFor()
    await button.press('Enter')
    await results.getByText('On the server: 100 or more. It did not answer').waitFor()
    expect(await button.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(true)
    await server(page, ['autumn of the first', 'autumn of the last'])
    await button.press('Enter')
    await expect.poll(() => button.count()).toBe(0)
    await expect.poll(() => focused(page)).toContain('autumn of the first')
  })

  it('and none came, the last one has it', async () => {
    const page = await open('search-server-broke')
    const results = page.locator('cairn-search-results')
    await results.getByText('On the server: 100 or more. It did not answer').waitFor()
    await server(page, [])
    const last = await results.locator('[data-of=server] .hit').last().innerText()
    const button = results.getByRole('button', { name: en['search.serverMore'] })
    await button.press('Enter')
    await expect.poll(() => button.count()).toBe(0)
    await expect.poll(() => focused(page)).toBe(last)
  })

  it.each([
    [['a gasket of long ago'], 'a gasket of long ago'],
    [[], 'On the server: nothing more'],
  ])('and there was nothing before: %j', async (texts, words) => {
    const page = await open('search-server-down')
    await page.locator('cairn-search').getByText(en['search.serverFailed']).waitFor()
    await server(page, texts)
    await page.getByRole('button', { name: en['search.askServer'] }).press('Enter')
    await expect.poll(() => focused(page)).toContain(words)
  })
})

describe('where the focus goes', () => {
  it('[UI154] by the link past the list: to the panel that covers the chat', async () => {
    const page = await open('info', { width: 800, height: 900 })
    await page.locator('cairn-panel').waitFor()
    await page.locator('cairn-shell').getByRole('link', { name: en['app.skip'] }).press('Enter')
    const isIn = () =>
      page.locator('cairn-shell').evaluate((shell) => shell.shadowRoot!.activeElement?.closest('.panel') !== null)
    await expect.poll(isIn).toBe(true)
  })

  it('[UI162] when the right panel is closed: back to what opened it', async () => {
    const page = await open('live')
    const link = page
      .locator('cairn-chat-header')
      .getByRole('link', { name: /members/i })
      .first()
    const name = (await link.getAttribute('aria-label')) ?? (await link.innerText())
    await link.press('Enter')
    await page.locator('cairn-panel').waitFor()
    await expect.poll(() => focusedName(page)).not.toBe(name)
    await page.locator('cairn-panel').getByRole('button', { name: en['panel.close'] }).press('Enter')
    await page.locator('cairn-panel').waitFor({ state: 'detached' })
    await expect.poll(() => focusedName(page)).toBe(name)
  })

  it('[UI162] when a chat is opened by touch: to its heading, so that no keyboard comes up', async () => {
    const page = await open('home', { width: 390, height: 844 }, true)
    await page
      .locator('cairn-chat-list')
      .getByRole('link', { name: /^pump-crew/ })
      .tap()
    const heading = page.getByRole('heading', { level: 1 })
    await heading.waitFor()
    const isHeading = () =>
      page.locator('cairn-chat-header').evaluate((header) => header.shadowRoot!.activeElement?.localName)
    await expect.poll(isHeading).toBe('h1')
  })

  it('[UI164] by Tab: list, header, messages, composer, panel', async () => {
    const page = await open('info')
    await page.locator('cairn-panel').waitFor()
    await page.locator('cairn-shell').getByRole('link', { name: en['app.skip'] }).focus()
    const seen: string[] = []
    for (let n = 0; n < 80; n++) {
      await page.keyboard.press('Tab')
      const part = await page.evaluate(() => {
        const hosts: string[] = []
        let active = document.activeElement
        for (; active; active = active.shadowRoot?.activeElement ?? null) hosts.push(active.localName)
        return ['cairn-sidebar', 'cairn-chat-header', 'cairn-timeline', 'cairn-composer', 'cairn-panel'].find((one) =>
          hosts.includes(one),
        )
      })
      if (part && part !== seen.at(-1)) seen.push(part)
      if (part === 'cairn-panel') break
    }
    expect(seen).toEqual(['cairn-sidebar', 'cairn-chat-header', 'cairn-timeline', 'cairn-composer', 'cairn-panel'])
  })
})

/** The text of what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
    return (active as HTMLElement).innerText
  })
}
