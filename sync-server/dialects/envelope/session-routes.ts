/** `/auth/sessions` (seed 004): where one is signed in; a session that is ended is dead at once, with all its tokens. */
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import { endSession } from '../../accounts/end-session.ts'
import { routesOf } from '../../http/route.ts'
import { isoTime } from '../../http/schemas.ts'
import type { AuthDeps } from './auth-routes.ts'
import { sessionId, sessionRead } from './schemas/auth.ts'

const route = routesOf<AuthDeps>()

export const sessionRoutes = [
  route(
    {
      ...{ method: 'get', path: '/auth/sessions', summary: 'Where I am signed in, last used first', auth: true },
      answers: { 200: z.array(sessionRead) },
    },
    ({ account }, { session }) =>
      account.sessions.list(session.userId).map((one) => ({
        id: one.sessionId,
        device_name: one.device,
        ip_address: one.address,
        app_version: one.appVersion,
        login_at: isoTime(one.createdAtMs),
        last_seen_at: isoTime(one.lastSeenAtMs),
        is_current: one.sessionId === session.sessionId,
      })),
  ),
  route(
    {
      ...{ method: 'delete', path: '/auth/sessions', summary: 'End all other sessions', auth: true },
      answers: { 204: null },
    },
    ({ account }, { session }) => account.sessions.endAll(session.userId, session.sessionId),
  ),
  route(
    {
      ...{ method: 'delete', path: '/auth/sessions/{id}', summary: 'End one session', auth: true },
      ...{ params: z.object({ id: sessionId }), answers: { 204: null } },
    },
    ({ account }, { session, params }) => {
      // Somebody else's is not there.
      if (account.sessions.find(params.id)?.userId !== session.userId)
        throw new CairnError(ErrorCode.NotFound, 'There is no such session.')
      endSession(account, params.id)
    },
  ),
]
