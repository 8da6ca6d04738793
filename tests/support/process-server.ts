/** The built server in a process of its own: can be killed at any moment and started again on the same data. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const projectRoot = fileURLToPath(new URL('../..', import.meta.url))
const UNLIMITED = '1000000'

export interface ProcessServer {
  /** The port of the process that runs now; another one after each start. */
  readonly port: number
  readonly url: string
  /** Holds all state of the server. */
  readonly folder: string
  /** SIGKILL, and nothing is left of the process when it resolves. */
  kill(): Promise<void>
  /** On the same folder. */
  start(): Promise<void>
  /** Ends the process and removes the folder. */
  remove(): Promise<void>
}

export interface ProcessServerOptions {
  /** Added to what the server reads; rate limits are off unless they are set here. */
  readonly env?: Readonly<Record<string, string>>
  /** Another copy of the project, as built. */
  readonly project?: string
  /** Puts into the folder what is there before the first start. */
  readonly prepare?: (folder: string) => void | Promise<void>
}

export async function processServer({
  env = {},
  project = projectRoot,
  prepare,
}: ProcessServerOptions = {}): Promise<ProcessServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-server-'))
  await prepare?.(folder)
  let child: ChildProcess | null = null
  let port = 0

  const start = async (): Promise<void> => {
    child = spawn(process.execPath, ['dist/server/main.js'], {
      cwd: project,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...{ PATH: process.env.PATH, PORT: '0', CAIRN_DATA: folder, LOG_LEVEL: 'warn' },
        ...{ LOGIN_RATE_LIMIT_PER_MINUTE: UNLIMITED, REGISTER_RATE_LIMIT_PER_MINUTE: UNLIMITED },
        ...{ MESSAGE_RATE_LIMIT_PER_MINUTE: UNLIMITED, GENERAL_RATE_LIMIT_PER_MINUTE: UNLIMITED },
        ...env,
      },
    })
    port = await portOf(child)
  }
  const kill = async (): Promise<void> => {
    const running = child
    child = null
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const gone = once(running, 'exit')
    running.kill('SIGKILL')
    await gone
  }
  const remove = async (): Promise<void> => {
    await kill()
    rmSync(folder, { recursive: true, force: true })
  }
  await start()
  return {
    get port() {
      return port
    },
    get url() {
      return `http://127.0.0.1:${port}`
    },
    ...{ folder, start, kill, remove },
  }
}

/** Reads on after the address, so that the log never fills the pipe; what it warns of is shown. */
async function portOf(child: ChildProcess): Promise<number> {
  const lines = createInterface({ input: child.stdout! })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with code ${code} before it was ready`)))
    lines.on('line', (line) => {
      const found = /^Cairn is at http:\/\/[^:]+:(\d+)/.exec(line)?.[1]
      if (found) resolve(Number(found))
      else if (line.startsWith('{')) console.error(`server: ${line}`)
    })
  })
}
