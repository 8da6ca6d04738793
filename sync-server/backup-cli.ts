/** `npm run backup -- FOLDER`: copies the data of a running or stopped server into a new folder. */
import { join } from 'node:path'
import { readConfig } from './config.ts'
import { writeBackup } from './storage/backup.ts'

const { dataFolder } = readConfig(process.env)
const now = Date.now()
const target = process.argv[2] ?? join(dataFolder, 'backups', new Date(now).toISOString().replaceAll(':', '-'))
try {
  await writeBackup(dataFolder, target, now)
  console.log(`Backup written to ${target}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
