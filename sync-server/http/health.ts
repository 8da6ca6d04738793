/** `/health`, `/health/live`, `/health/ready` (AU28; seed 001): whether the process runs, and whether it can work. */
import Router from '@koa/router'
import type { Database } from '../storage/database.ts'
import type { SessionState } from './state.ts'

export interface HealthDeps {
  readonly db: Database
  /** Whether the sync core takes sockets and commits. */
  readonly syncReady: () => boolean
}

export function healthRoutes(deps: HealthDeps): Router<SessionState> {
  const router = new Router<SessionState>()
  const alive = { status: 'ok' }
  router.get('/health', (ctx) => void (ctx.body = alive))
  router.get('/health/live', (ctx) => void (ctx.body = alive))
  router.get('/health/ready', (ctx) => {
    const db = databaseAnswers(deps.db) && deps.syncReady()
    ctx.status = db ? 200 : 503
    // The reference also asks Redis. There is none here, so it is never what is missing.
    ctx.body = db ? { status: 'ready', db: 'ok', redis: 'ok' } : { detail: { status: 'not_ready', db, redis: true } }
  })
  return router
}

function databaseAnswers(db: Database): boolean {
  try {
    return db.prepare('SELECT count(*) AS n FROM sqlite_schema').get() !== undefined
  } catch {
    return false
  }
}
