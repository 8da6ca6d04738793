/** Builds the service worker when the rest of the web app is written: only then is it known what to keep offline. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Plugin } from 'vite'
import { messageTreesOfWorker, NO_PARSER } from './vite-messages.ts'

const entry = fileURLToPath(new URL('./service-worker/sw.ts', import.meta.url))

/**
 * Emits `/sw.js`, unhashed, with two constants put in: `self.__CAIRN_PRECACHE__`, the paths of all emitted files
 * (`/index.html`, `/assets/…`; no source maps), and `self.__CAIRN_BUILD__`, 16 hex digits of their names and contents.
 */
export function serviceWorker(): Plugin {
  let outDir = ''
  return {
    name: 'cairn-service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    // closeBundle, not generateBundle: the files of client/public are not part of the bundle.
    async closeBundle() {
      // Also called when the build has failed: that error must be the one that is told.
      if (!existsSync(entry) || !existsSync(outDir)) return
      const paths = emittedPaths(outDir)
      await build({
        entryPoints: [entry],
        outfile: join(outDir, 'sw.js'),
        bundle: true,
        format: 'iife',
        target: 'es2022',
        minify: true,
        sourcemap: true,
        alias: NO_PARSER,
        plugins: [messageTreesOfWorker()],
        logLevel: 'warning',
        define: {
          'self.__CAIRN_PRECACHE__': JSON.stringify(paths),
          'self.__CAIRN_BUILD__': JSON.stringify(buildId(outDir, paths)),
        },
      })
    },
  }
}

function emittedPaths(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile() && !name.endsWith('.map') && name !== 'sw.js')
    .map((name) => `/${name.split(sep).join('/')}`)
    .sort()
}

function buildId(folder: string, paths: string[]): string {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(`${path}\0`).update(readFileSync(join(folder, path)))
  return hash.digest('hex').slice(0, 16)
}
