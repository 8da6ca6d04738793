/** One line a request: method, path without its query, status, time. Who asked and what they wrote is not in it (AU27). */
import type { Log } from '../log.ts'
import type { CairnMiddleware } from './state.ts'

export function logRequests(all: Log, now: () => number): CairnMiddleware {
  // These lines hold four plain values each: looking for secrets in them costs more than writing them.
  const log = all.child({}, { redact: [] })
  return async (ctx, next) => {
    const startedAtMs = now()
    ctx.res.once('close', () => {
      const line = { method: ctx.method, path: ctx.path, status: ctx.res.statusCode, ms: now() - startedAtMs }
      // Probes ask every few seconds; whole replies from them would hide the rest.
      if (ctx.path.startsWith('/health')) log.debug(line, 'request')
      else log.info(line, 'request')
    })
    await next()
  }
}
