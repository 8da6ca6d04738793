/** Puts the HTTP side together: headers, errors, who it is, then the doors, then the web app's files. */
import type { IncomingMessage } from 'node:http'
import { ServerResponse } from 'node:http'
import Koa from 'koa'
import type { AccountDeps } from './accounts/deps.ts'
import type { Tickets } from './accounts/tickets.ts'
import type { CommandDeps } from './commands/deps.ts'
import { answerBenyaErrors } from './dialects/benya/errors.ts'
import { benyaGroups, benyaRoutes } from './dialects/benya/routes.ts'
import { chatterstackSocket } from './dialects/chatterstack/room-socket-spec.ts'
import { chatterstackGroups, chatterstackRoutes } from './dialects/chatterstack/routes.ts'
import { envelopeGroups, envelopeRoutes } from './dialects/envelope/routes.ts'
import { envelopeSocket } from './dialects/envelope/socket-spec.ts'
import { exportGroups, exportRoutes } from './dialects/export/routes.ts'
import { chattrixGroups, chattrixRoutes } from './dialects/chattrix/routes.ts'
import { chattrixSocket } from './dialects/chattrix/schemas/events.ts'
import { openPresenter } from './dialects/minimost/present.ts'
import { minimostGroups, minimostRoutes } from './dialects/minimost/routes.ts'
import type { Exports } from './export/open-exports.ts'
import { authenticate } from './http/authenticate.ts'
import { answerErrors } from './http/errors.ts'
import { docsRoutes } from './http/docs-routes.ts'
import { healthRoutes } from './http/health.ts'
import { fileRoutes } from './http/file-routes.ts'
import { uploadGroups, uploadRoutes } from './http/upload-routes.ts'
import { appPushGroup, appPushRoutes } from './http/push-routes.ts'
import { checkOrigin } from './http/origin-check.ts'
import { recallSession, rememberCookie } from './http/remember-cookie.ts'
import { logRequests } from './http/request-log.ts'
import { securityHeaders } from './http/security-headers.ts'
import { serveApp } from './http/serve-app.ts'
import type { SessionCookie } from './http/session-cookie.ts'
import { sessionRoutes } from './http/session-routes.ts'
import type { CairnMiddleware, RequestCookies, SessionState } from './http/state.ts'
import { trustCookie } from './http/trust-cookie.ts'
import type { MediaDeps } from './media/deps.ts'
import type { Previews } from './previews/preview-link.ts'
import type { RestPresence } from './presence/rest-presence.ts'
import type { Push } from './push/open-push.ts'
import type { SettingsStore } from './settings.ts'
import type { Database } from './storage/database.ts'
import type { SyncServer } from './sync/sync-server-port.ts'

const HUNG_UP: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'])

export interface AppDeps {
  readonly account: AccountDeps
  /** Commands and queries over the documents. */
  readonly domain: CommandDeps
  /** Uploads, files and avatars. */
  readonly media: MediaDeps
  readonly exporting: Exports
  readonly presence: RestPresence
  /** Cards of links. */
  readonly previews: Previews
  readonly push: Push
  readonly tickets: Tickets
  readonly cookie: SessionCookie
  readonly db: Database
  /** What an administrator may change. */
  readonly settings: Pick<SettingsStore, 'current' | 'change'>
  readonly syncReady: () => boolean
  /** Socket.IO without WebSockets. */
  readonly socketPolling: CairnMiddleware
  /** What an account may still send in this minute. */
  readonly messageQuota: SyncServer['messageQuota']
  /** Newest first. */
  readonly cookieKeys: string[]
  /** The origin that people use. */
  readonly publicUrl: string
  /** Hops of X-Forwarded-* to believe. */
  readonly trustedHops: number
  /** Of the API's description. */
  readonly version: string
  /** dist/client. */
  readonly clientFolder: string
  /** The sign-in pages. */
  readonly pagesFolder: string
}

export function createApp(deps: AppDeps): Koa<SessionState> {
  const { account, cookie } = deps
  const remember = rememberCookie(deps.publicUrl)
  const { log, now, sessions, access, limits } = account
  const app = new Koa<SessionState>({ proxy: deps.trustedHops > 0, maxIpsCount: deps.trustedHops })
  app.keys = deps.cookieKeys
  app.on('error', (error: NodeJS.ErrnoException) => {
    // A reader who hangs up in the middle of a reply is no defect.
    if (!HUNG_UP.has(error.code ?? '')) log.error({ err: error }, 'reply failed')
  })

  app.use(logRequests(log, now))
  const { bucket } = deps.media
  app.use(securityHeaders(deps.publicUrl, bucket && new URL(bucket.objectUrl('')).origin))
  app.use(answerErrors(log))
  app.use(answerBenyaErrors(log))
  app.use(healthRoutes({ db: deps.db, syncReady: deps.syncReady }).routes())
  app.use(checkOrigin(deps.publicUrl))
  app.use(authenticate({ sessions, access, cookie }))
  app.use(recallSession({ remember: account.remember, rememberCookie: remember, cookie }))
  app.use((ctx, next) => {
    if (ctx.state.session) deps.presence.touch(ctx.state.session.userId)
    return next()
  })
  // The one that is asked most stands first: a router goes through its whole table before it hands on.
  const { domain, media, publicUrl, settings } = deps
  app.use(benyaRoutes({ account, cookie, domain, media, publicUrl, settings }).routes())
  app.use(deps.socketPolling)
  app.use(sessionRoutes({ tickets: deps.tickets, limits }).routes())
  app.use(appPushRoutes({ push: deps.push, domain: deps.domain, log }).routes())
  app.use(fileRoutes(deps.media).routes())
  app.use(uploadRoutes({ media: deps.media, limits }).routes())
  app.use(exportRoutes({ account, domain: deps.domain, media: deps.media, ...deps.exporting }).routes())
  const present = openPresenter(deps.pagesFolder)
  app.use(chattrixRoutes({ ...deps, rememberCookie: remember }, deps))
  app.use(minimostRoutes({ ...deps, present, trust: trustCookie(deps.publicUrl) }).routes())
  app.use(chatterstackRoutes(deps).routes())
  app.use(envelopeRoutes({ account, cookie, domain: deps.domain, media: deps.media }).routes())
  app.use(
    docsRoutes({
      groups: [
        ...benyaGroups,
        ...chattrixGroups,
        ...minimostGroups,
        ...chatterstackGroups,
        ...envelopeGroups,
        ...exportGroups,
        ...uploadGroups,
        appPushGroup,
      ],
      sockets: [chatterstackSocket, envelopeSocket, chattrixSocket],
      version: deps.version,
      publicUrl: deps.publicUrl,
    }).routes(),
  )
  app.use(serveApp(deps.clientFolder))
  return app
}

/** The cookies of a request that Koa does not answer, such as an upgrade. */
export function cookiesOf(app: Koa<SessionState>): (request: IncomingMessage) => RequestCookies {
  return (request) => app.createContext(request, new ServerResponse(request)).cookies
}
