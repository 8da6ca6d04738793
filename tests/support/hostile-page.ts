/** The fixtures over every hostile text, under the policy of the server: what became more than text is told. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Koa from 'koa'
import { chromium, type Page } from 'playwright'
import { build, preview } from 'vite'
import { expect } from 'vitest'
import { securityHeaders } from '../../sync-server/http/security-headers.ts'
import { findChromium, launchOptions } from './find-chromium.ts'

const client = fileURLToPath(new URL('../../client/', import.meta.url))

export interface HostilePages {
  /** A fixture's page; the policy only reports: whatever became an element runs. */
  open(state: string, texts: readonly string[]): Promise<HostilePage>
  end(): Promise<void>
}

export async function hostilePages(): Promise<HostilePages> {
  const outDir = mkdtempSync(join(tmpdir(), 'cairn-xss-'))
  const rolldownOptions = { input: join(client, 'fixtures.html') }
  const options = { outDir, emptyOutDir: true, sourcemap: false, minify: false, rolldownOptions } as const
  await build({ configFile: join(client, 'vite.config.ts'), logLevel: 'error', build: options })
  const headers = { 'Content-Security-Policy-Report-Only': await policyOfServer() }
  const server = await preview({
    ...{ configFile: join(client, 'vite.config.ts'), logLevel: 'error', build: { outDir } },
    preview: { host: '127.0.0.1', port: 0, proxy: {}, headers },
  })
  const origin = server.resolvedUrls?.local[0] ?? ''
  const browser = await chromium.launch({ ...launchOptions, executablePath: await findChromium() })
  return {
    async open(state, texts) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' })
      const page = new HostilePage(await context.newPage(), origin)
      await page.start(state, texts)
      return page
    },
    async end() {
      await browser.close()
      await server.close()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}

export class HostilePage {
  readonly #told: string[] = []

  constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {}

  async start(state: string, texts: readonly string[]): Promise<void> {
    const { page, origin } = this
    page.setDefaultTimeout(15_000)
    page.on('dialog', (dialog) => {
      this.#told.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('pageerror', (error) => this.#told.push(`error: ${error.message}`))
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) this.#told.push(`request: ${url}`)
    })
    await page.addInitScript((given) => {
      const world = globalThis as unknown as Record<string, unknown>
      world.cairnHostileTexts = given
      world.happened = [] as string[]
      const happened = world.happened as string[]
      world.ran = () => happened.push('ran')
      document.addEventListener('securitypolicyviolation', (event) => {
        happened.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)
      })
    }, texts)
    await page.goto(`${origin}fixtures.html?state=${state}&theme=light`)
    await page.waitForFunction((name) => document.documentElement.dataset.fixture === name, state)
  }

  async go(hash: string): Promise<void> {
    await this.page.evaluate((to) => void (location.hash = to), hash)
    await this.drawn()
  }

  async drawn(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
    )
  }

  /** @param known  what the policy may tell of: the page that is parsed has styles, and they are not even looked at */
  async expectOnlyText(known = /^$/): Promise<void> {
    const found = await this.page.evaluate(() => {
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
    expect({ wrong: found.wrong, happened, told: this.#told }).toEqual({ wrong: [], happened: [], told: [] })
  }
}

/** As the server words it, for whoever asks it at its own address; the breaches of it are told. */
async function policyOfServer(): Promise<string> {
  const app = new Koa().use(securityHeaders('http://127.0.0.1'))
  const asked = app.listen(0, '127.0.0.1')
  await once(asked, 'listening')
  const { headers } = await fetch(`http://127.0.0.1:${(asked.address() as AddressInfo).port}/`)
  asked.close()
  return headers.get('content-security-policy') ?? ''
}
