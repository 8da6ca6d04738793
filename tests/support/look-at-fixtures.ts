/**
 * Every fixture in a real browser: it renders without an error, shows what its state means
 * (seen-states.ts, component-table.ts), nothing is cut off, nothing but the announcer is live, and axe finds nothing. The looks share the
 * states, so that each is seen once; `npm run test:looks`, a part of each release, shows each in every look, and
 * `npm run test:looks -- FOLDER` leaves a picture of each there to be looked at (`CAIRN_EVERY_LOOK`, `CAIRN_PICTURES`).
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { STATES } from '../../client/fixtures/states.ts'
import { elementsOf } from './component-table.ts'
import { findChromium, launchOptions } from './find-chromium.ts'
import { faultsOf } from './page-faults.ts'
import { unseen, type Language } from './seen-states.ts'

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
    { name: 'wide, light, arabic', ...DESK, query: 'theme=light&locale=ar' },
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
    { name: 'narrow, dark, arabic', ...HAND, query: 'theme=dark&locale=ar' },
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
const PICTURES = process.env.CAIRN_PICTURES

/** Elements and sentences that the state has to show and does not; an empty page shows no heading. */
async function whatLacks(page: Page, state: string, query: string): Promise<string[]> {
  const { width } = page.viewportSize()!
  const { missing } = await faultsOf(page, elementsOf(state, width))
  const snapshot = await page.locator('body').ariaSnapshot()
  const language = (new URLSearchParams(query).get('locale') ?? 'en') as Language
  return [
    ...missing,
    ...unseen(state, language, snapshot, width),
    ...(/- '?heading "/.test(snapshot) ? [] : ['a heading']),
  ]
}

/** @param of  two files share the looks, so that they run beside each other */
export function lookAtFixtures(of: keyof typeof LOOKS): void {
  let browser: Browser

  beforeAll(async () => {
    browser = await chromium.launch({ ...launchOptions, executablePath: await findChromium() })
  })
  afterAll(() => browser?.close())

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
      await page.goto(`${inject('fixtures')}?state=${name}&${query}`)
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
        // [UI150] 24 px, or room around it
        const asked = { 'target-size': { enabled: true } }
        // In forced colours the browser paints others than it tells of.
        const skipped = matchMedia('(forced-colors: active)').matches ? { 'color-contrast': { enabled: false } } : {}
        return (await run.run({ rules: { ...asked, ...skipped } })).violations.map(({ id, nodes }) => ({
          id,
          at: nodes.map(({ target }) => String(target)),
        }))
      })
      const isCut = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      )
      // [UI11] only the announcer is live
      const alsoLive = await page
        .locator('[aria-live], [role=log], [role=alert], [role=status]')
        .evaluateAll((all) =>
          all
            .map((part) => (part.getRootNode() as ShadowRoot).host.localName)
            .filter((host) => host !== 'cairn-announcer'),
        )
      expect({ violations, errors, isCut, alsoLive }).toEqual({
        violations: [],
        errors: [],
        isCut: false,
        alsoLive: [],
      })
      // Some parts are fetched when they are wanted, and stand a moment later.
      await expect.poll(() => whatLacks(page, name, query), { timeout: 8_000 }).toEqual([])
      if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}, ${look}.png`) })
      const { missing: _here, ...faults } = await faultsOf(page, [])
      expect(faults).toEqual({ cut: [], plain: [], moving: [] })
    })
  })
}
