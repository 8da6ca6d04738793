/** The pages of fixtures, built and served on loopback, and a browser to look at them with. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser } from 'playwright'
import { build, preview } from 'vite'
import { findChromium, launchOptions } from './find-chromium.ts'

const client = fileURLToPath(new URL('../../client/', import.meta.url))

export interface ServedFixtures {
  readonly browser: Browser
  /** @param query  of the page: `state=live&theme=dark` */
  url(query: string): string
  end(): Promise<void>
}

export async function serveFixtures(): Promise<ServedFixtures> {
  const outDir = mkdtempSync(join(tmpdir(), 'cairn-fixtures-'))
  const configFile = join(client, 'vite.config.ts')
  const rolldownOptions = { input: join(client, 'fixtures.html') }
  const options = { outDir, emptyOutDir: true, sourcemap: false, minify: false, rolldownOptions } as const
  await build({ configFile, logLevel: 'error', build: options })
  const server = await preview({
    configFile,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, proxy: {} },
  })
  const browser = await chromium.launch({ ...launchOptions, executablePath: await findChromium() })
  const origin = server.resolvedUrls?.local[0] ?? ''
  return {
    browser,
    url: (query) => `${origin}fixtures.html?${query}`,
    async end() {
      await browser.close()
      await server.close()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}
