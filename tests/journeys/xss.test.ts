/** Hundreds of texts that try to be more than text, everywhere where people's words are shown (docs/behaviour.md, MG16). */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CairnZoom } from '../../client/components/media/cairn-zoom.ts'
import { PER_CHAT } from '../../client/fixtures/hostile-states.ts'
import { en } from '../../client/messages/en.ts'
import { hostilePages, type HostilePage, type HostilePages } from '../support/hostile-page.ts'
import { hostileMarkup } from '../support/hostile-markup.ts'

/** A page that is pasted is parsed where nothing runs: newer browsers tell of what they do not run there. */
const PARSED = /^(style-src-(elem|attr)|script-src-attr) inline/
const TEXTS = hostileMarkup()
const MANY = 300
const CHATS = Math.ceil(TEXTS.length / PER_CHAT)

let pages: HostilePages

beforeAll(async () => void (pages = await hostilePages()))
afterAll(() => pages?.end())

it('[MG16] there are hundreds of different ones', () => {
  expect(TEXTS.length).toBeGreaterThanOrEqual(MANY)
})

describe('nothing of it is more than text', () => {
  let hostile: HostilePage
  let page: Page
  /** Places of a chat and its panels, and what was shown in them, each text once. */
  const shown = new Map<string, Set<string>>(
    ['cairn-rich-text', 'cairn-message bdi', 'cairn-file .name', 'cairn-quote .text', 'cairn-pins li'].map((place) => [
      place,
      new Set(),
    ]),
  )

  beforeAll(async () => {
    hostile = await pages.open('hostile', TEXTS)
    page = hostile.page
  })

  it.each(Array.from({ length: CHATS }, (_, n) => n))(
    '[MG16] messages, names, files, quotes and drafts of chat %i',
    async (n) => {
      await hostile.go(`#/c/hostile-${n}/pins`)
      const expected = TEXTS.slice(n * PER_CHAT, (n + 1) * PER_CHAT).length
      await expect.poll(() => page.locator('cairn-message').count()).toBe(expected)
      await expect.poll(() => page.locator('cairn-pins li').count()).toBeGreaterThan(0)
      for (const [place, texts] of shown)
        for (const text of await page.locator(place).evaluateAll(wordsOf, '')) texts.add(text)
      await hostile.expectOnlyText()
    },
  )

  it.each([...shown.keys()])('[MG16] hundreds of them were shown in %s', (place) => {
    expect(shown.get(place)?.size).toBeGreaterThanOrEqual(MANY)
  })

  it.each(['members', 'info', 'pins', 'files'])('[MG16] the panel of %s', async (panel) => {
    await hostile.go(`#/c/hostile-0/${panel}`)
    await page.locator('cairn-panel').waitFor()
    await hostile.expectOnlyText()
  })

  it.each(['#/activity', '#/unsent', '#/search?q=ran', '#/settings', '#/'])('[MG16] the page at %s', async (hash) => {
    await hostile.go(hash)
    await hostile.expectOnlyText()
  })

  it('[MG16] what is under the pointer: the menu, the picker, a card of a person, suggestions, a notice', async () => {
    await hostile.go('#/c/hostile-1')
    const message = page.locator('cairn-message').last()
    await message.hover()
    await message.focus()
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menu').waitFor()
    await hostile.expectOnlyText()
    await page.keyboard.press('Escape')
    const box = page.locator('cairn-composer textarea')
    for (const asked of ['@', '@u1', '#', ':th']) {
      await box.fill('')
      await box.pressSequentially(asked)
      await hostile.expectOnlyText()
    }
    await box.fill('')
  })

  it('[MG16] the switcher and where to forward', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('script')
    await hostile.expectOnlyText()
    await page.keyboard.press('Escape')
    await page.locator('cairn-message').last().focus()
    await page.keyboard.press('f')
    await page.locator('cairn-forward').getByRole('option').first().waitFor()
    await hostile.expectOnlyText()
    await page.keyboard.press('Escape')
  })

  it('[MG16] a page that is pasted into the composer', async () => {
    const box = page.locator('cairn-composer textarea')
    for (const html of [TEXTS.join('<p>'), `<b>${TEXTS.slice(0, 40).join('<li>')}</b>`]) {
      await box.fill('')
      await box.evaluate((area, text) => {
        const data = new DataTransfer()
        data.setData('text/html', `<b>start</b>${text}`)
        data.setData('text/plain', 'plain')
        area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true, bubbles: true }))
      }, html)
      await hostile.expectOnlyText(PARSED)
    }
    const cancel = page.locator('cairn-composer-question.paste').getByRole('button').first()
    if (await cancel.isVisible()) await cancel.click()
  })
})

describe('nothing of it is more than text in a list', () => {
  let hostile: HostilePage
  let page: Page

  beforeAll(async () => {
    hostile = await pages.open('hostile-lists', TEXTS)
    page = hostile.page
  })

  /** Asks for more until there is no more, and tells how many different ones were shown, as text or in an attribute. */
  async function shownIn(place: string, moreWords: string = en['action.more'], attribute = ''): Promise<number> {
    const texts = new Set<string>()
    for (;;) {
      for (const text of await page.locator(place).evaluateAll(wordsOf, attribute)) texts.add(text)
      const more = page.getByRole('button', { name: moreWords, exact: true })
      if (texts.size >= MANY || !(await more.isVisible())) return texts.size
      await more.click()
      await hostile.drawn()
    }
  }

  it.each([
    ['what waits or was refused', '#/unsent', 'cairn-unsent-item'],
    ['what was told to me', '#/activity', 'cairn-activity .said'],
    ['what is found on the device', '#/search?q=has:file', 'cairn-search-results a.hit', en['search.more']],
    ['files that are found', '#/search?q=has:file', 'cairn-search-results .file', en['search.more']],
    ['people of the workspace', '#/admin/people', 'cairn-adm-table td, cairn-adm-table th'],
    ['its channels', '#/admin/channels', 'cairn-adm-table td, cairn-adm-table th'],
  ])('[MG16] %s', async (_, hash, place, moreWords?: string) => {
    await hostile.go(hash)
    await expect.poll(() => shownIn(place, moreWords)).toBeGreaterThanOrEqual(MANY)
    await hostile.expectOnlyText()
  })

  it('[MG16] what the server found', async () => {
    await hostile.go('#/search?q=hidden')
    await expect.poll(() => page.locator('cairn-search-results .hit').count()).toBeGreaterThan(0)
    await expect.poll(() => shownIn('cairn-search-results .hit')).toBeGreaterThanOrEqual(MANY)
    await hostile.expectOnlyText()
  })

  it('[MG16] the answers of a thread', async () => {
    await hostile.go(await page.evaluate(() => window.cairnHostileLists!.thread))
    await expect.poll(() => shownIn('cairn-thread cairn-rich-text')).toBeGreaterThanOrEqual(MANY)
    await hostile.expectOnlyText()
  })

  it('[MG16] names of files on their way, and of what waits behind them', async () => {
    await hostile.go('#/unsent')
    await expect
      .poll(() => shownIn('cairn-upload-progress cairn-progress', undefined, 'label'))
      .toBeGreaterThanOrEqual(MANY)
    await page.evaluate(() => window.cairnHostileLists!.wait())
    await hostile.drawn()
    await expect.poll(() => shownIn('cairn-unsent-item .state')).toBeGreaterThanOrEqual(MANY)
    await hostile.expectOnlyText()
  })

  it.each([
    ['names', 'cairn-upload-row .name'],
    ['refusals, states and sizes', 'cairn-upload-row'],
  ])('[MG16] files that lie in a composer: %s', async (_, place) => {
    await hostile.go(await page.evaluate(() => window.cairnHostileLists!.album))
    await expect.poll(() => shownIn(place)).toBeGreaterThanOrEqual(MANY)
    await hostile.expectOnlyText()
  })

  it('[MG16] captions, file names and senders in the viewer', async () => {
    await hostile.go(await page.evaluate(() => window.cairnHostileLists!.album))
    await page.locator('cairn-image .face').last().click()
    await page.locator('cairn-viewer cairn-zoom').waitFor()
    const shown = await page.evaluate(
      async ([older, texts]) => {
        const viewer = document.querySelector('cairn-viewer')!.shadowRoot!
        const zoom = () => viewer.querySelector<CairnZoom>('cairn-zoom')
        const back = viewer.querySelector<HTMLElement>(`button[aria-label="${older}"]`)!
        const captions = new Set<string>()
        const names = new Set<string>()
        const senders = new Set<string>()
        for (;;) {
          const label = zoom()!.alt
          ;(texts.includes(label) ? captions : names).add(label)
          senders.add(viewer.querySelector('.about bdi')?.textContent ?? '')
          const sizes = [captions.size, names.size, senders.size]
          if (back.getAttribute('aria-disabled') === 'true') return sizes
          const { key } = zoom()!
          back.click()
          await window.cairnHostileLists!.until(() => zoom() !== null && zoom()!.key !== key)
        }
      },
      [en['viewer.previous'], TEXTS] as const,
    )
    for (const size of shown) expect(size).toBeGreaterThanOrEqual(MANY)
    await hostile.expectOnlyText()
    await page.keyboard.press('Escape')
  })

  it('[MG16] who made the links that invite to a chat, and asking to take one back', async () => {
    await hostile.go(await page.evaluate(() => window.cairnHostileLists!.invites))
    await expect.poll(() => shownIn('cairn-invites li')).toBeGreaterThanOrEqual(MANY)
    await hostile.expectOnlyText()
    await page.locator('cairn-invites li').last().getByRole('button').click()
    await page.getByRole('dialog').waitFor()
    await hostile.expectOnlyText()
    await page.keyboard.press('Escape')
  })

  it('[MG16] the page of an invitation, with each of them in its address', async () => {
    await page.evaluate(async (texts) => {
      for (const text of texts) await window.cairnHostileLists!.join(text)
    }, TEXTS)
    await hostile.expectOnlyText()
  })

  it.each([
    ['notice', '#/c/hostile-1', 'cairn-toasts'],
    ['typing', '#/c/hostile-1', 'cairn-typing'],
    ['card', '#/c/hostile-1', 'cairn-profile-card'],
  ] as const)('[MG16] each of them as a %s', async (what, hash, place) => {
    await hostile.go(hash)
    const shown = await page.evaluate(
      async ([how, texts, name]) => {
        const words = new Set<string>()
        const find = (root: Document | ShadowRoot): Element | undefined =>
          root.querySelector(name) ??
          [...root.querySelectorAll('*')].map((one) => one.shadowRoot && find(one.shadowRoot)).find((one) => one) ??
          undefined
        for (const [n, text] of texts.entries()) {
          if (how === 'notice') window.cairnHostileLists!.notice(text)
          else window.cairnHostileLists![how](n)
          await new Promise((done) => requestAnimationFrame(done))
          words.add(find(document)?.shadowRoot?.textContent ?? '')
        }
        return words.size
      },
      [what, TEXTS, place] as const,
    )
    await hostile.expectOnlyText()
    expect(shown).toBeGreaterThanOrEqual(MANY)
  })
})

function wordsOf(elements: Element[], attribute = ''): string[] {
  return elements.map((element) =>
    attribute ? (element.getAttribute(attribute) ?? '') : ((element.shadowRoot ?? element).textContent?.trim() ?? ''),
  )
}
