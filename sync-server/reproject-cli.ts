/**
 * `npm run reproject`: makes what REST reads of chats again from the documents, on a stopped server's data. It is one
 * transaction: whatever stops it, the tables are as they were, and it can be started again.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from './config.ts'
import { rebuildProjection } from './projections/rebuild.ts'
import { DATABASE_FILE, openDatabase } from './storage/database.ts'
import { lockFolder } from './storage/folder-lock.ts'
import { MIGRATIONS } from './storage/migrations.ts'

try {
  const { dataFolder } = readConfig(process.env)
  if (!existsSync(join(dataFolder, DATABASE_FILE)))
    throw new Error(`There is no data in ${dataFolder}: set CAIRN_DATA.`)
  const unlock = lockFolder(dataFolder)
  const db = openDatabase(dataFolder, MIGRATIONS)
  const began = performance.now()
  const { documents, messages } = rebuildProjection(db)
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  db.close()
  unlock()
  console.log(`${messages} messages of ${documents} documents projected in ${seconds} s.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
