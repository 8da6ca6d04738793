/**
 * Every fixture in a real browser: it renders without an error, nothing is cut off, and axe finds nothing. The looks share the
 * states, so that each is seen once; `CAIRN_EVERY_LOOK=1 npm run test:journeys -- fixtures` shows each in every look.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'
import { build, preview, type PreviewServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STATES } from '../../client/fixtures/states.ts'
import { findChromium, launchOptions } from './find-chromium.ts'

const client = fileURLToPath(new URL('../../client/', import.meta.url))
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Look {
  readonly name: string
  readonly width: number
  readonly height: number
  /** Of the fixture page: theme and language. */
  readonly query: string
  readonly media?: { readonly forcedColors?: 'active'; readonly reducedMotion?: 'reduce'; readonly contrast?: 'more' }
  /** Of the person's own letters, in percent. */
  readonly text?: number
}

const DESK = { width: 1280, height: 800 }
const HAND = { width: 390, height: 844 }
const LOOKS = {
  wide: [
    { name: 'wide, light', ...DESK, query: 'theme=light' },
    { name: 'wide, dark, pseudo-locale', ...DESK, query: 'theme=dark&locale=en-XA' },
    { name: 'wide, dark, arabic', ...DESK, query: 'theme=dark&locale=ar' },
    { name: 'wide, light, letters twice as large', ...DESK, query: 'theme=light', text: 200 },
    {
      name: 'wide, forced colours, more contrast',
      ...DESK,
      query: 'theme=dark',
      media: { forcedColors: 'active', contrast: 'more' },
    },
  ],
  narrow: [
    { name: 'narrow, dark', ...HAND, query: 'theme=dark' },
    { name: 'tablet, light, arabic', width: 800, height: 900, query: 'theme=light&locale=ar' },
    {
      name: 'narrow, light, arabic, no motion',
      ...HAND,
      query: 'theme=light&locale=ar',
      media: { reducedMotion: 'reduce' },
    },
    { name: '320 pixels, light, spanish', width: 320, height: 640, query: 'theme=light&locale=es' },
    { name: 'narrow, dark, pseudo-locale', ...HAND, query: 'theme=dark&locale=en-XA' },
  ],
} satisfies Readonly<Record<string, readonly Look[]>>
const ALL: readonly Look[] = [...LOOKS.wide, ...LOOKS.narrow]
/** Every state in every look, in place of one look a state. */
const EVERY_LOOK = process.env.CAIRN_EVERY_LOOK !== undefined

/** @param of  two files share the looks, so that they run beside each other */
export function lookAtFixtures(of: keyof typeof LOOKS): void {
  let outDir = ''
  let server: PreviewServer
  let browser: Browser
  let origin = ''

  beforeAll(async () => {
    outDir = mkdtempSync(join(tmpdir(), 'cairn-fixtures-'))
    const configFile = join(client, 'vite.config.ts')
    const options = { outDir, emptyOutDir: true, sourcemap: false, minify: false } as const
    const rolldownOptions = { input: join(client, 'fixtures.html') }
    await build({ configFile, logLevel: 'error', build: { ...options, rolldownOptions } })
    server = await preview({
      configFile,
      logLevel: 'error',
      build: { outDir },
      preview: { host: '127.0.0.1', port: 0, proxy: {} },
    })
    origin = server.resolvedUrls?.local[0] ?? ''
    browser = await chromium.launch({ ...launchOptions, executablePath: await findChromium() })
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await server?.close()
    if (outDir) rmSync(outDir, { recursive: true, force: true })
  })

  describe.each<Look>(LOOKS[of])('$name', ({ name: look, width, height, query, media, text }) => {
    let context: BrowserContext
    let page: Page
    let errors: string[] = []

    beforeAll(async () => {
      context = await browser.newContext({ viewport: { width, height }, serviceWorkers: 'block', ...media })
      page = await context.newPage()
      if (text !== undefined)
        await page.addInitScript(
          `addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '${text}%'))`,
        )
      page.on('pageerror', (error) => errors.push(error.message))
    })
    afterAll(() => context?.close())

    const turn = ALL.findIndex(({ name }) => name === look)
    const own = Object.keys(STATES).filter((_, i) => EVERY_LOOK || i % ALL.length === turn)

    it.each(own)('%s', { timeout: 30_000 }, async (name) => {
      errors = []
      await page.goto(`${origin}fixtures.html?state=${name}&${query}`)
      await page.waitForFunction((state) => document.documentElement.dataset.fixture === state, name)
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
      )
      await page.evaluate(axe)
      const violations = await page.evaluate(async () => {
        const { axe: run } = globalThis as unknown as {
          axe: {
            run(options: object): Promise<{ violations: { id: string; nodes: { target: unknown; html: string }[] }[] }>
          }
        }
        // In forced colours the browser paints others than it tells of.
        const skipped = matchMedia('(forced-colors: active)').matches ? { 'color-contrast': { enabled: false } } : {}
        return (await run.run({ rules: skipped })).violations.map(({ id, nodes }) => ({
          id,
          at: nodes.map(({ target }) => String(target)),
        }))
      })
      const isCut = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      )
      expect({ violations, errors, isCut }).toEqual({ violations: [], errors: [], isCut: false })
    })
  })
}
