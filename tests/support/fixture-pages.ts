/** The page of fixtures, built once and served on loopback, in a real browser: for what an element does, not how it looks. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright'
import { build, preview, type PreviewServer } from 'vite'
import { findChromium, launchOptions } from './find-chromium.ts'

const client = fileURLToPath(new URL('../../client/', import.meta.url))
const DESKTOP = { width: 1280, height: 800 }

export interface FixturePages {
  /** A state of `client/fixtures/states.ts`, standing. */
  open(state: string, viewport?: { readonly width: number; readonly height: number }): Promise<Page>
  end(): Promise<void>
}

export async function fixturePages(): Promise<FixturePages> {
  const outDir = mkdtempSync(join(tmpdir(), 'cairn-elements-'))
  const configFile = join(client, 'vite.config.ts')
  const rolldownOptions = { input: join(client, 'fixtures.html') }
  const options = { outDir, emptyOutDir: true, sourcemap: false, minify: false, rolldownOptions } as const
  await build({ configFile, logLevel: 'error', build: options })
  const server: PreviewServer = await preview({
    configFile,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, proxy: {} },
  })
  const browser: Browser = await chromium.launch({ ...launchOptions, executablePath: await findChromium() })
  const origin = server.resolvedUrls?.local[0] ?? ''
  return {
    async open(state, viewport = DESKTOP) {
      const context = await browser.newContext({ viewport, serviceWorkers: 'block' })
      const page = await context.newPage()
      page.setDefaultTimeout(10_000)
      await page.goto(`${origin}fixtures.html?state=${state}&theme=light`)
      await page.waitForFunction((name) => document.documentElement.dataset.fixture === name, state)
      return page
    },
    async end() {
      await browser.close()
      await server.close()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}

/** The name of what has the focus, in whichever shadow root. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
    return active?.getAttribute('aria-label') ?? active?.textContent?.trim() ?? ''
  })
}
