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
    await expect.poll(() => inView(page)).toMatchObject({ hasLine: true })
    // At most the end of what was read stands above it.
    expect((await inView(page)).first).toBeGreaterThanOrEqual(15)
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

  it('[UI220] a name that is taken is mended where the button leads: the form is open, with the name and the focus', async () => {
    const page = await pages.open('name-taken')
    expect(await page.getByText('Waits: the name of this chat is taken').count()).toBeGreaterThan(0)
    await page.getByRole('link', { name: /^Rename: .*Wells/ }).click()
    const name = page.locator('cairn-chat-info').getByRole('textbox', { name: 'Name' })
    await expect.poll(() => name.evaluate((box) => box.matches(':focus'))).toBe(true)
    expect(await name.inputValue()).toBe('Wells')
    expect(await page.getByText('There is a channel with that name already').count()).toBe(1)
    expect(await page.getByRole('heading', { level: 1, name: 'Wells' }).count()).toBe(1)
    await page.getByRole('article', { name: /The third one is dry.*the name of this chat is taken/ }).waitFor()
    await name.fill('Springs')
    await page.locator('cairn-chat-info').getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Springs' }).waitFor()
  })

  it('[UI220] a handle that is taken is mended on the page of rights', async () => {
    const page = await pages.open('name-taken')
    await page.getByRole('link', { name: /^Rename: Change of handle, Weather/ }).click()
    const handle = page.getByRole('textbox', { name: 'Handle' })
    expect(await handle.inputValue()).toBe('weather')
    expect(await page.getByText('There is a channel with that name already').count()).toBe(1)
  })

  it('[UI143] tells the size of each, however small', async () => {
    const page = await pages.open('unsent')
    await expect.poll(async () => (await unsent(page)).length).toBeGreaterThan(1)
    const sizes = await page.locator('cairn-unsent-item .size').allInnerTexts()
    expect(sizes).toHaveLength((await unsent(page)).length)
    for (const size of sizes) expect(size).toMatch(/^\d/)
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

describe('what is pasted', () => {
  /** As a page has it, and as it stands in the box. null: the browser pastes its plain text. */
  const PASTED: readonly (readonly [html: string, markdown: string | null])[] = [
    ['<p>Shut <b>valve 4</b> <i>now</i>, not <s>valve 5</s></p>', 'Shut **valve 4** _now_, not ~~valve 5~~'],
    ['<p>See <a href="https://a.example/x">the log</a></p>', 'See [the log](https://a.example/x)'],
    ['<a href="https://a.example/x">https://a.example/x</a>', 'https://a.example/x'],
    ['<b><a href="javascript:alert(1)">press</a></b>', '**press**'],
    ['<ul><li>one</li><li>two<ul><li>two and a half</li></ul></li></ul>', '- one\n- two\n  - two and a half'],
    ['<ol start="3"><li>third</li><li><em>fourth</em></li></ol>', '3. third\n4. _fourth_'],
    ['<p>Run <code>npm ci</code></p>', 'Run `npm ci`'],
    ['<pre><code class="language-sh">npm ci\nnpm test</code></pre>', '```sh\nnpm ci\nnpm test\n```'],
    ['<blockquote><p>Dry</p><p>at last</p></blockquote><p>Good</p>', '> Dry\n>\n> at last\n\nGood'],
    [
      '<table><tr><th>Pump</th><th>bar</th></tr><tr><td><b>1</b></td><td>3.6</td></tr></table>',
      'Pump | bar\n**1** | 3.6',
    ],
    ['<p><b>Seen</b><script>steal()</script><style>b{color:red}</style></p>', '**Seen**'],
    ['<p><b>Held</b> by 3 * 4 [bolts](all)</p>', '**Held** by 3 \\* 4 \\[bolts](all)'],
    ['<img src="https://a.example/p.png" alt="the pump"> <b>runs</b>', 'the pump **runs**'],
    ['<span style="font-weight:700">bold by style</span>', '**bold by style**'],
    ['<b style="font-weight:normal"><p>A document, <em>whole</em></p></b>', 'A document, _whole_'],
    ['<p>Nothing is marked here</p>', null],
  ]

  it('[MG10] from a page becomes the markup that stands for it; nothing of the page runs or is fetched', async () => {
    const page = await pages.open('live')
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    const box = page.getByRole('textbox', { name: /^Message/ })
    const became = await box.evaluate((area: HTMLTextAreaElement, all) => {
      return all.map(([html]) => {
        area.focus()
        area.value = ''
        area.dispatchEvent(new Event('input', { bubbles: true }))
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/html', html)
        clipboardData.setData('text/plain', 'plain')
        const isLeft = area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }))
        return [html, isLeft ? null : area.value]
      })
    }, PASTED)
    expect(became).toEqual(PASTED)
    expect(asked.filter((url) => url.includes('a.example'))).toEqual([])
  })
})

describe('what a screen reader finds', () => {
  it('[UI11] landmarks in their order, one heading for the view, a feed of articles that knows its places', async () => {
    const page = await pages.open('live')
    const named = async (role: 'navigation' | 'main' | 'feed' | 'log' | 'alert', name?: string) =>
      page.getByRole(role, { name, exact: true }).count()
    expect(await page.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual(['pump-crew'])
    expect([await named('navigation', 'Chats'), await named('main'), await named('feed', 'Messages')]).toEqual([
      1, 1, 1,
    ])
    expect(await page.getByRole('article', { name: /^Ana Sousa, .*, Valve 4 checked\., 3 reactions$/ }).count()).toBe(1)
    const rows = await page
      .locator('cairn-timeline cairn-message')
      .evaluateAll((all) =>
        all.map((row) => ['role', 'aria-setsize', 'tabindex', 'aria-posinset'].map((name) => row.getAttribute(name))),
      )
    expect(new Set(rows.map(([role, size]) => `${role} ${size}`))).toEqual(new Set(['article -1']))
    expect(rows.filter(([, , tabindex]) => tabindex === '0')).toHaveLength(1)
    const places = rows.map((row) => Number(row[3]))
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  it('[UI11] what is suggested is a list that the plain text box points into, and its count is said', async () => {
    const page = await pages.open('live')
    const box = page.getByRole('textbox', { name: /^Message/ })
    await box.pressSequentially('@')
    const list = page.locator('cairn-composer').getByRole('listbox')
    await list.waitFor()
    const count = await list.getByRole('option').count()
    await expect.poll(() => page.getByRole('log').innerText()).toMatch(new RegExp(`${count} `))
    const points = () =>
      box.evaluate((area) => {
        const at = area.getAttribute('aria-activedescendant') ?? ''
        const option = (area.getRootNode() as ShadowRoot).getElementById(at)
        return [area.localName, area.getAttribute('role'), option?.getAttribute('aria-selected')]
      })
    expect(await points()).toEqual(['textarea', null, 'true'])
    await page.keyboard.press('ArrowDown')
    expect(await points()).toEqual(['textarea', null, 'true'])
  })
})

describe('a hole in what is on the device', () => {
  it('[MG18] stands with its days between messages, and says that it needs a connection', async () => {
    const page = await pages.open('gap-offline')
    const hole = page.getByRole('article', { name: /^Messages from .* are not on this device$/ })
    await hole.waitFor()
    const load = hole.getByRole('button', { name: 'Load' })
    expect([await load.getAttribute('aria-disabled'), await load.getAttribute('aria-description')]).toEqual([
      ...['true', 'Needs a connection'],
    ])
  })

  it('[MG18] is asked for where it is', async () => {
    const page = await pages.open('gap')
    const hole = page.getByRole('article', { name: /^Messages before .* are not on this device$/ })
    await hole.getByRole('button', { name: 'Load' }).click()
    await hole.getByRole('button', { name: 'Loading' }).waitFor()
    expect(await page.getByRole('article', { name: /Back at the lower camp/ }).count()).toBe(1)
  })
})
