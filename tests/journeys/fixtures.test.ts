/** Every fixture in a real browser: it renders without an error, and axe finds nothing, in light, dark, wide, narrow and from the right. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'
import { build, preview, type PreviewServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STATES } from '../../client/fixtures/states.ts'
import { findChromium, launchOptions } from '../support/find-chromium.ts'

const client = fileURLToPath(new URL('../../client/', import.meta.url))
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const LOOKS = [
  { name: 'wide, light', width: 1280, height: 800, query: 'theme=light' },
  { name: 'narrow, dark', width: 390, height: 844, query: 'theme=dark' },
  { name: 'tablet, light, arabic', width: 800, height: 900, query: 'theme=light&locale=ar' },
  { name: 'wide, dark, pseudo-locale', width: 1280, height: 800, query: 'theme=dark&locale=en-XA' },
] as const

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

describe.each(LOOKS)('$name', ({ width, height, query }) => {
  let context: BrowserContext
  let page: Page
  let errors: string[] = []

  beforeAll(async () => {
    context = await browser.newContext({ viewport: { width, height }, serviceWorkers: 'block' })
    page = await context.newPage()
    page.on('pageerror', (error) => errors.push(error.message))
  })
  afterAll(() => context?.close())

  // The looks share the states, so that each is seen once.
  const look = LOOKS.findIndex((one) => one.query === query)
  const own = Object.keys(STATES).filter((_, i) => i % LOOKS.length === look)

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
        axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown; html: string }[] }[] }> }
      }
      return (await run.run()).violations.map(({ id, nodes }) => ({
        id,
        at: nodes.map(({ target }) => String(target)),
      }))
    })
    const isCut = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
    expect({ violations, errors, isCut }).toEqual({ violations: [], errors: [], isCut: false })
  })
})
