/** Processes of a benchmark: each has its own event loop, is asked by message, and is ended by its pid. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const projectRoot = fileURLToPath(new URL('../..', import.meta.url))
const ANSWER_MS = 120_000
const END_MS = 15_000

export interface Helper {
  readonly pid: number
  /** Sends a request and waits for its answer; throws what the helper threw. */
  ask<T>(request: object): Promise<T>
  end(): Promise<void>
}

/** @param script file in bench/support, without folder: `load-process.ts` */
export async function startHelper(script: string, args: readonly string[] = []): Promise<Helper> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    cwd: projectRoot,
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  })
  await answerOf(child)
  return {
    pid: child.pid as number,
    async ask<T>(request: object) {
      child.send(request)
      return (await answerOf(child)) as T
    },
    end: () => endChild(child),
  }
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  const timeout = AbortSignal.timeout(ANSWER_MS)
  const ended = new AbortController()
  const gone = () => ended.abort(new Error('a helper process ended'))
  child.once('exit', gone)
  try {
    const [answer] = (await once(child, 'message', { signal: AbortSignal.any([timeout, ended.signal]) })) as [
      { value?: unknown; error?: string },
    ]
    if (answer.error !== undefined) throw new Error(answer.error)
    return answer.value
  } finally {
    child.off('exit', gone)
  }
}

export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const kill = setTimeout(() => child.kill('SIGKILL'), END_MS)
  await exited
  clearTimeout(kill)
}

/** In a helper: tells that it is ready, then answers requests one after the other. */
export function answerRequests(answer: (request: never) => Promise<unknown>): void {
  const reply = (message: object) => process.send?.(message)
  process.on('message', (request) => {
    answer(request as never).then(
      (value) => reply({ value }),
      (error: unknown) => reply({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
  })
  process.on('disconnect', () => process.exit(0))
  process.on('SIGTERM', () => process.exit(0))
  reply({ value: null })
}
