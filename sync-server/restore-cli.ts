/** `npm run restore -- FOLDER`: puts a backup in place of the data of a stopped server, under new generations. */
import { randomInt } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { readConfig } from './config.ts'
import { createLog } from './log.ts'
import { openSettings } from './settings.ts'
import { placeBackup } from './storage/backup.ts'
import { openDatabase } from './storage/database.ts'
import { lockFolder } from './storage/folder-lock.ts'
import { MIGRATIONS } from './storage/migrations.ts'
import { renewAfterRestore } from './sync/renew.ts'
import { createSyncCore } from './sync/sync-core.ts'

const backup = process.argv[2]
if (backup === undefined) {
  console.error('Name the folder of the backup: npm run restore -- FOLDER')
  process.exit(1)
}
try {
  const { dataFolder } = readConfig(process.env)
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const unlock = lockFolder(dataFolder)
  const backupAtMs = placeBackup(backup, dataFolder, Date.now())
  const logger = createLog('warn')
  const settings = openSettings(dataFolder, logger)
  const db = openDatabase(dataFolder, MIGRATIONS)
  const core = createSyncCore({
    db,
    logger,
    settings: settings.current,
    messagesPerMinute: Infinity,
    clock: {
      now: Date.now,
      random: () => randomInt(2 ** 32) / 2 ** 32,
      schedule: () => () => undefined,
      defer: () => undefined,
    },
  })
  renewAfterRestore(core, backupAtMs, Date.now())
  core.stop()
  settings.close()
  db.close()
  unlock()
  console.log(`Restored from ${backup}. Devices bring back what they have when they connect.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
