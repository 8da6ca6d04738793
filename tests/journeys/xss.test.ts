/** Hundreds of texts that try to be more than text, everywhere where people's words are shown (docs/behaviour.md, MG16). */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Koa from 'koa'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'
import { build, preview, type PreviewServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PER_CHAT } from '../../client/fixtures/hostile-states.ts'
import { securityHeaders } from '../../sync-server/http/security-headers.ts'
import { findChromium, launchOptions } from '../support/find-chromium.ts'
import { hostileMarkup } from '../support/hostile-markup.ts'

const client = fileURLToPath(new URL('../../client/', import.meta.url))
const PARSED = /^style-src-(elem|attr) inline/
const TEXTS = hostileMarkup()
const CHATS = Math.ceil(TEXTS.length / PER_CHAT)

let outDir = ''
let browser: Browser
let server: PreviewServer | undefined

beforeAll(async () => {
  outDir = mkdtempSync(join(tmpdir(), 'cairn-xss-'))
  const rolldownOptions = { input: join(client, 'fixtures.html') }
  const options = { outDir, emptyOutDir: true, sourcemap: false, minify: false, rolldownOptions } as const
  await build({ configFile: join(client, 'vite.config.ts'), logLevel: 'error', build: options })
  browser = await chromium.launch({ ...launchOptions, executablePath: await findChromium() })
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  if (outDir) rmSync(outDir, { recursive: true, force: true })
})

it('[MG16] there are hundreds of different ones', () => {
  expect(TEXTS.length).toBeGreaterThanOrEqual(300)
})

// The policy only reports: whatever became an element runs, and whatever the server's policy would have stopped is told of.
describe('nothing of it is more than text', () => {
  let context: BrowserContext
  let page: Page
  const told: string[] = []
  /** Places of a chat and its panels, and what was shown in them, each text once. */
  const shown = new Map<string, Set<string>>(
    ['cairn-rich-text', 'cairn-message bdi', 'cairn-file .name', 'cairn-quote .text', 'cairn-pins li'].map((place) => [
      place,
      new Set(),
    ]),
  )

  beforeAll(async () => {
    const policy = await policyOfServer()
    server = await preview({
      configFile: join(client, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir },
      preview: { host: '127.0.0.1', port: 0, proxy: {}, headers: { 'Content-Security-Policy-Report-Only': policy } },
    })
    const origin = server.resolvedUrls?.local[0] ?? ''
    context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' })
    page = await context.newPage()
    page.setDefaultTimeout(15_000)
    page.on('dialog', (dialog) => {
      told.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('pageerror', (error) => told.push(`error: ${error.message}`))
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) told.push(`request: ${url}`)
    })
    await page.addInitScript((texts) => {
      const world = globalThis as unknown as Record<string, unknown>
      world.cairnHostileTexts = texts
      world.happened = [] as string[]
      const happened = world.happened as string[]
      world.ran = () => happened.push('ran')
      document.addEventListener('securitypolicyviolation', (event) => {
        happened.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)
      })
    }, TEXTS)
    await page.goto(`${origin}fixtures.html?state=hostile&theme=light`)
    await page.waitForFunction(() => document.documentElement.dataset.fixture === 'hostile')
  })
  afterAll(() => context?.close())

  it.each(Array.from({ length: CHATS }, (_, n) => n))(
    '[MG16] messages, names, files, quotes and drafts of chat %i',
    async (n) => {
      await go(`#/c/hostile-${n}/pins`)
      const expected = TEXTS.slice(n * PER_CHAT, (n + 1) * PER_CHAT).length
      await expect.poll(() => page.locator('cairn-message').count()).toBe(expected)
      await expect.poll(() => page.locator('cairn-pins li').count()).toBeGreaterThan(0)
      for (const [place, texts] of shown)
        for (const text of await page.locator(place).evaluateAll(wordsOf)) texts.add(text)
      await expectOnlyText()
    },
  )

  it.each([...shown.keys()])('[MG16] hundreds of them were shown in %s', (place) => {
    expect(shown.get(place)?.size).toBeGreaterThanOrEqual(300)
  })

  it.each(['members', 'info', 'pins', 'files'])('[MG16] the panel of %s', async (panel) => {
    await go(`#/c/hostile-0/${panel}`)
    await page.locator('cairn-panel').waitFor()
    await expectOnlyText()
  })

  it.each(['#/activity', '#/unsent', '#/search?q=ran', '#/settings', '#/'])('[MG16] the page at %s', async (hash) => {
    await go(hash)
    await expectOnlyText()
  })

  it('[MG16] what is under the pointer: the menu, the picker, a card of a person, suggestions, a notice', async () => {
    await go('#/c/hostile-1')
    const message = page.locator('cairn-message').last()
    await message.hover()
    await message.focus()
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menu').waitFor()
    await expectOnlyText()
    await page.keyboard.press('Escape')
    const box = page.locator('cairn-composer textarea')
    for (const asked of ['@', '@u1', '#', ':th']) {
      await box.fill('')
      await box.pressSequentially(asked)
      await expectOnlyText()
    }
    await box.fill('')
  })

  it('[MG16] the switcher and where to forward', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('script')
    await expectOnlyText()
    await page.keyboard.press('Escape')
    await page.locator('cairn-message').last().focus()
    await page.keyboard.press('f')
    await page.locator('cairn-forward').getByRole('checkbox').first().waitFor()
    await expectOnlyText()
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
      await expectOnlyText(PARSED)
    }
    const cancel = page.locator('cairn-paste-question').getByRole('button').first()
    if (await cancel.isVisible()) await cancel.click()
  })

  async function go(hash: string): Promise<void> {
    await page.evaluate((to) => void (location.hash = to), hash)
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
    )
  }

  /** @param known  what the policy may tell of: the page that is parsed has styles, and they are not even looked at */
  async function expectOnlyText(known = /^$/): Promise<void> {
    const found = await page.evaluate(() => {
      const wrong: string[] = []
      const BAD =
        /^(iframe|frame|object|embed|applet|base|meta|link|marquee|math|mglyph|foreignobject|animate|set|use|script|style|template|portal|noscript)$/i
      const look = (root: Document | ShadowRoot | Element): void => {
        for (const node of root.querySelectorAll('*')) {
          // What the page itself began with.
          const isOwn = node.parentNode === document.head
          if (BAD.test(node.localName) && !isOwn) wrong.push(`element ${node.localName}`)
          for (const { name, value } of node.attributes) {
            if (/^on/i.test(name) || name === 'srcdoc') wrong.push(`${node.localName} ${name}=${value.slice(0, 60)}`)
            // Of an element of ours they are words.
            if (node.localName.includes('-')) continue
            if (!/^(href|src|action|formaction|data|poster|srcset|ping|xlink:href)$/i.test(name)) continue
            const isFine =
              /^(https?:\/\/|mailto:|#|\/[^/\\]|$)/.test(value) ||
              (name === 'src' && /^(blob:|data:image\/(png|jpeg|webp);)/.test(value))
            if (!isFine && !isOwn) wrong.push(`${node.localName} ${name}=${value.slice(0, 60)}`)
          }
          if (node.shadowRoot) look(node.shadowRoot)
        }
      }
      look(document)
      return {
        wrong: wrong.slice(0, 20),
        happened: (globalThis as unknown as { happened: string[] }).happened.splice(0),
      }
    })
    const happened = found.happened.filter((one) => !known.test(one))
    expect({ wrong: found.wrong, happened, told }).toEqual({ wrong: [], happened: [], told: [] })
  }
})

/** As the server words it, for whoever asks it at its own address; the breaches of it are told. */
async function policyOfServer(): Promise<string> {
  const app = new Koa().use(securityHeaders('http://127.0.0.1'))
  const asked = app.listen(0, '127.0.0.1')
  await once(asked, 'listening')
  const { headers } = await fetch(`http://127.0.0.1:${(asked.address() as AddressInfo).port}/`)
  asked.close()
  return headers.get('content-security-policy') ?? ''
}

function wordsOf(elements: Element[]): string[] {
  return elements.map((element) => (element.shadowRoot ?? element).textContent?.trim() ?? '')
}
