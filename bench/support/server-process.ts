/** The real server, as `npm start` builds and runs it, in a process of its own. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { endChild } from './processes.ts'

const projectRoot = fileURLToPath(new URL('../..', import.meta.url))
const bundle = `${projectRoot}/node_modules/.cache/bench-server/main.js`
/** Nothing is refused for coming too often: the rows measure what the server can do. */
const UNLIMITED = '1000000'
/** `BENCH_PROFILE=folder npm run bench -- name` leaves a CPU profile of each server there; its figures do not count. */
const profile = process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : []
let bundled: Promise<unknown> | null = null

export interface ServerProcess {
  readonly pid: number
  /** ws://127.0.0.1:port */
  readonly url: string
  /** Collects garbage now, so that memory can be compared. */
  collect(): Promise<void>
  end(): Promise<void>
}

/** @param port  0 = any that is free */
export async function startServer(folder: string, port = 0): Promise<ServerProcess> {
  await (bundled ??= bundleServer())
  const hook = fileURLToPath(new URL('collect-on-signal.mjs', import.meta.url))
  const child = spawn(process.execPath, ['--expose-gc', '--import', hook, ...profile, bundle], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...{ PATH: process.env.PATH, HOST: '127.0.0.1', PORT: String(port), CAIRN_DATA: folder },
      MESSAGE_RATE_LIMIT_PER_MINUTE: UNLIMITED,
      GENERAL_RATE_LIMIT_PER_MINUTE: UNLIMITED,
    },
  })
  const lines = createInterface({ input: child.stdout })
  let url = ''
  for await (const line of lines) {
    url = /Cairn is at http(\S+)/.exec(line)?.[1] ?? ''
    if (url !== '') break
  }
  if (url === '') throw new Error('the server did not start')
  child.stdout.resume()
  return {
    pid: child.pid as number,
    url: `ws${url}`,
    async collect() {
      child.kill('SIGUSR2')
      await new Promise((resolve) => setTimeout(resolve, 500))
    },
    end: () => endChild(child),
  }
}

/** As scripts/build.mjs builds it; here without the web app, which no socket needs. */
async function bundleServer(): Promise<void> {
  await esbuild.build({
    entryPoints: [`${projectRoot}/sync-server/main.ts`],
    ...{ outfile: bundle, bundle: true, packages: 'external', format: 'esm', platform: 'node', target: 'node20' },
    sourcemap: true,
    logLevel: 'warning',
  })
}
