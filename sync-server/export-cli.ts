/**
 * `npm run export -- --out DIR (--user NAME | --all) [--private]`: the record as static files, of a running or stopped
 * server's data (docs/behaviour.md, EX20-EX22).
 */
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import SqliteDatabase from 'better-sqlite3'
import { readConfig } from './config.ts'
import { openSite } from './export/static/open-site.ts'
import { writeSite } from './export/static/write-site.ts'
import { DATABASE_FILE } from './storage/database.ts'

const USAGE = 'usage: npm run export -- --out DIR (--user NAME | --all) [--private]'

try {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      user: { type: 'string' },
      all: { type: 'boolean', default: false },
      private: { type: 'boolean', default: false },
    },
  })
  if (values.out === undefined || (values.user === undefined) !== values.all) throw new Error(USAGE)
  if (values.private && !values.all) throw new Error(`--private goes with --all; ${USAGE}`)
  const folder = resolve(values.out)
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Error(`${folder} is not empty: name a new folder.`)
  const config = readConfig(process.env)
  const path = join(config.dataFolder, DATABASE_FILE)
  if (!existsSync(path)) throw new Error(`There is no data in ${config.dataFolder}: set CAIRN_DATA.`)
  const db = new SqliteDatabase(path, { readonly: true, timeout: 5_000 })
  const began = performance.now()
  const { deps, reading } = openSite({ db, config, who: values, nowMs: Date.now() })
  const written = await writeSite(deps, reading, folder)
  db.close()
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  console.log(
    `${written.messages} messages of ${written.channels} channels in ${seconds} s: ${join(folder, 'index.html')}`,
  )
  if (written.missingFiles > 0) console.log(`${written.missingFiles} files could not be read and are left out.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
