/**
 * What the built web app in dist/client weighs, as a browser fetches it: scripts and styles gzip at level 9, images as they
 * are (UI.md, section 9). The budgets stand here once, for the test and the benchmark.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

/** In bytes; fonts in files. */
export const APP_BUDGETS = {
  firstList: 130_000,
  entry: 40_000,
  allScripts: 350_000,
  largestScript: 60_000,
  styles: 14_000,
  fonts: 0,
  images: 20_000,
} as const
export type AppPart = keyof typeof APP_BUDGETS

/** What one part weighs, and the files it is made of, from dist/client, without folder at their start: `assets/index-x.js`. */
export interface AppWeight {
  readonly bytes: number
  readonly files: readonly string[]
}

/** Parts that client/app/main.ts imports by a call, and without which no list can be used. */
const CALLED_FOR = ['cairn-app', 'open-device']
const FONTS = ['.woff', '.woff2', '.ttf', '.otf', '.eot']
const IMAGES = ['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif', '.svg', '.ico']
/** `import … from "x"`, `import "x"`, `export … from "x"`; what is imported by a call comes later, when it is wanted. */
const STATIC_IMPORT = /(?:^|[;}\s])(?:import|export)\b(?:[^"'();]*?\bfrom)?\s*["'](\.[^"']+|\/[^"']+)["']/g

const clientFolder = fileURLToPath(new URL('../../dist/client', import.meta.url))

/** @throws Error while the app is not built */
export function weighApp(folder = clientFolder): Record<AppPart, AppWeight> {
  if (!existsSync(join(folder, 'index.html'))) throw new Error('dist/client is not there: npm run build')
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  )
  const entries = [...page.matchAll(/<script[^>]+src="\/([^"]+)"/g)].map(([, path = '']) => path)
  const scripts = all.filter((name) => name.endsWith('.js'))
  const sized = (files: readonly string[], size: (file: string) => number): AppWeight => ({
    bytes: files.reduce((sum, file) => sum + size(file), 0),
    files,
  })
  const gzipped = (file: string) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length
  const largest = scripts.reduce((a, b) => (gzipped(a) > gzipped(b) ? a : b))
  return {
    firstList: sized(followed(folder, [...entries, ...CALLED_FOR.map((name) => chunkOf(all, name))]), gzipped),
    entry: sized(followed(folder, entries), gzipped),
    // The worker itself is not among what it keeps, and is fetched all the same.
    allScripts: sized(scripts, gzipped),
    largestScript: sized([largest], gzipped),
    styles: sized(
      all.filter((name) => name.endsWith('.css')),
      gzipped,
    ),
    fonts: sized(
      all.filter((name) => FONTS.includes(extname(name))),
      () => 1,
    ),
    images: sized(
      all.filter((name) => IMAGES.includes(extname(name))),
      (file) => statSync(join(folder, file)).size,
    ),
  }
}

function chunkOf(all: readonly string[], name: string): string {
  const found = all.filter((file) => new RegExp(`^assets/${name}-[\\w-]{8}\\.js$`).test(file))
  if (found.length !== 1) throw new Error(`${name} should be one chunk of dist/client; there are ${found.length}`)
  return found[0] as string
}

/** The files, and all that they import statically. */
function followed(folder: string, files: readonly string[]): string[] {
  const seen = new Set<string>()
  const follow = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    for (const [, path = ''] of readFileSync(join(folder, file), 'utf8').matchAll(STATIC_IMPORT)) {
      follow(path.startsWith('/') ? path.slice(1) : resolve('/', dirname(file), path).slice(1))
    }
  }
  for (const file of files) follow(file)
  return [...seen]
}
