/** The project as built, in a folder of its own, where a newer build of the web app can take the place of the first one. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const projectRoot = fileURLToPath(new URL('../..', import.meta.url))
const IS_TEXT = /\.(js|html|css)$/

export interface ProjectCopy {
  readonly folder: string
  /** The web app is the next version from now on: one of its chunks is another file, and the old one is gone. */
  publishNext(): void
  remove(): void
}

/** @param chunk  beginning of the name of the chunk that the next version has anew */
export function projectCopy(chunk: string): ProjectCopy {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-project-'))
  cpSync(join(projectRoot, 'dist'), join(folder, 'dist'), { recursive: true })
  cpSync(join(projectRoot, 'package.json'), join(folder, 'package.json'))
  for (const name of ['node_modules', 'sync-server']) symlinkSync(join(projectRoot, name), join(folder, name))
  return {
    folder,
    publishNext: () => makeNext(join(folder, 'dist/client'), chunk),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function makeNext(client: string, chunk: string): void {
  const all = readdirSync(client, { recursive: true, encoding: 'utf8' })
  const old = all.find((name) => name.startsWith(`assets/${chunk}`) && name.endsWith('.js'))
  if (!old) throw new Error(`no chunk ${chunk}`)
  const [before, after] = [old.slice('assets/'.length), `next-${old.slice('assets/'.length)}`]
  // Ready-made copies would be of the old text.
  for (const name of all.filter((one) => /\.(br|gz)$/.test(one))) rmSync(join(client, name))
  renameSync(join(client, old), join(client, 'assets', after))
  for (const name of readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((one) => IS_TEXT.test(one))) {
    const path = join(client, name)
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, forNext(name, text.replaceAll(before, after)))
  }
}

/** The worker of the next build keeps what is there now, under another id. */
function forNext(name: string, text: string): string {
  if (name !== 'sw.js') return text
  return text.replace(/"[0-9a-f]{16}"/, '"fedcba9876543210"').replace(/"[^"]*\.(br|gz)",?/g, '')
}
