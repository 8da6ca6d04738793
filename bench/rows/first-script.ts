/**
 * Row: JavaScript to the first usable list, gzip: the entry of dist/client, what its start calls for before there is a
 * list (the app, the device behind it), and all that these import.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Row } from '../support/row.ts'
import { round } from '../support/stats.ts'

const LIMIT_KB = 130
/** Parts that client/app/main.ts imports by a call, and without which no list can be used. */
const CALLED_FOR = ['cairn-app', 'open-device']
const client = fileURLToPath(new URL('../../dist/client', import.meta.url))
/** `import … from "x"`, `import "x"`, `export … from "x"`; what is imported by a call comes later, when it is wanted. */
const STATIC_IMPORT = /(?:^|[;}\s])(?:import|export)\b(?:[^"'();]*?\bfrom)?\s*["'](\.[^"']+|\/[^"']+)["']/g

export const firstScript: Row = {
  name: 'first-script',
  async run() {
    const page = join(client, 'index.html')
    if (!existsSync(page)) throw new Error('dist/client is not there: npm run build')
    const entries = [...readFileSync(page, 'utf8').matchAll(/<script[^>]+src="([^"]+)"/g)].map(
      (found) => found[1] ?? '',
    )
    const files = new Set<string>()
    for (const entry of entries) follow(join(client, entry), files)
    for (const name of CALLED_FOR) follow(chunkOf(name), files)
    const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0)
    const kB = bytes / 1_000
    return [
      {
        what: 'JavaScript to the first usable list, gzip',
        baseline: '-',
        measured: `${round(kB, 1)} kB`,
        ratio: `${round(kB, 1)} kB`,
        limit: `<= ${LIMIT_KB} kB`,
        ok: files.size > 0 && kB <= LIMIT_KB,
        note: `${files.size} files`,
      },
    ]
  },
}

function chunkOf(name: string): string {
  const folder = join(client, 'assets')
  const found = readdirSync(folder).filter((file) => new RegExp(`^${name}-[\\w-]{8}\\.js$`).test(file))
  if (found.length !== 1) throw new Error(`${name} should be one chunk of dist/client; there are ${found.length}`)
  return join(folder, found[0] as string)
}

function follow(file: string, files: Set<string>): void {
  if (files.has(file)) return
  files.add(file)
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(STATIC_IMPORT)) {
    follow(path.startsWith('/') ? join(client, path) : resolve(dirname(file), path), files)
  }
}
