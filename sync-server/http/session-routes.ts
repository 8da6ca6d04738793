/** The web app's own door: who am I, and a one-time ticket for a socket that carries no cookie (AU22, AU24). */
import Router from '@koa/router'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { RateLimits } from '../accounts/rate-limits.ts'
import type { Tickets } from '../accounts/tickets.ts'
import { requireSession } from './authenticate.ts'
import type { SessionState } from './state.ts'

export function sessionRoutes(deps: { tickets: Tickets; limits: RateLimits }): Router<SessionState> {
  const router = new Router<SessionState>()

  router.get('/session', (ctx) => {
    const { userId, username, admin } = requireSession(ctx)
    ctx.set('Cache-Control', 'no-store')
    ctx.body = { userId, username, admin }
  })

  router.post('/session/ticket', async (ctx) => {
    const session = requireSession(ctx)
    const retryAfterSeconds = await deps.limits.general.take(`ticket ${session.userId}`)
    if (retryAfterSeconds !== null) {
      ctx.set('Retry-After', String(retryAfterSeconds))
      throw new CairnError(ErrorCode.Rate, 'too many tickets in a minute')
    }
    ctx.set('Cache-Control', 'no-store')
    ctx.body = { ticket: deps.tickets.issue(session) }
  })
  return router
}
