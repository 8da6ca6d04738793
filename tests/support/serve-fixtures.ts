/** The pages of fixtures, built once a run and served on loopback. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, preview } from 'vite'

const client = fileURLToPath(new URL('../../client/', import.meta.url))

export interface ServedFixtures {
  /** `http://127.0.0.1:1234/fixtures.html` */
  readonly page: string
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
  return {
    page: `${server.resolvedUrls?.local[0] ?? ''}fixtures.html`,
    async end() {
      await server.close()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}
