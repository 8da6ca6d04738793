/** `npm start`: the process around the server. SIGTERM and SIGINT stop it in order, a second one at once. */
import { randomBytes, randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { ConfigError } from './config.ts'
import { startServer, type RunningServer } from './start.ts'
import { DatabaseError } from './storage/database.ts'
import { createSyncServer } from './sync/sync-server.ts'

const STOP_MS = 10_000
let isStopping = false

const server = await startServer(process.env, {
  createSyncServer,
  now: Date.now,
  random: () => randomInt(2 ** 32) / 2 ** 32,
  randomBytes,
  wait: (ms) => wait(ms),
  projectFolder: findProject(dirname(fileURLToPath(import.meta.url))),
}).catch(refuseToStart)

process.on('SIGTERM', stopOnce(server))
process.on('SIGINT', stopOnce(server))
console.log(`Cairn is at ${server.url}`)

/** For what the operator can mend a sentence is enough; a defect comes with its stack. */
function refuseToStart(error: unknown): never {
  console.error(error instanceof ConfigError || error instanceof DatabaseError ? error.message : error)
  process.exit(1)
}

function stopOnce({ stop, log }: RunningServer): () => void {
  return () => {
    if (isStopping) process.exit(1)
    isStopping = true
    // Exiting without the last flush is safe, it only costs those who were not answered yet another try.
    setTimeout(() => process.exit(1), STOP_MS + 500).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed')
        process.exit(1)
      },
    )
  }
}

/** The folder of package.json: above sync-server/ in development, above dist/server/ when built. */
function findProject(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findProject(dirname(folder))
}
