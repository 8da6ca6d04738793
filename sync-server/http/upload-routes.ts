/**
 * Uploads that may be cut and go on where they were: the tus protocol 1.0.0 (https://tus.io) with ids that devices choose, and
 * the step that makes a file of the bytes (docs/behaviour.md, UQ). For who is signed in, and their own uploads alone.
 */
import Router from '@koa/router'
import { Metadata, Server } from '@tus/server'
import { z } from 'zod'
import type { RateLimits } from '../accounts/rate-limits.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import { beginUpload, ownUpload, type BeginUpload } from '../media/begin-upload.ts'
import type { MediaDeps } from '../media/deps.ts'
import { finishUpload } from '../media/finish-upload.ts'
import { toFileValue } from '../media/to-file-value.ts'
import { TusStore } from '../media/tus-store.ts'
import { uploadLocks } from '../media/upload-locks.ts'
import { STATUS_OF } from './errors.ts'
import type { RouteGroup } from './openapi.ts'
import { ANSWERED, mountRoutes, routesOf } from './route.ts'
import type { CairnContext, SessionState } from './state.ts'

const PATH = '/uploads'
/** How long a request may go on for which another one of the same upload came. */
const LET_GO_MS = 250

interface UploadDeps {
  readonly media: MediaDeps
  readonly limits: Pick<RateLimits, 'upload'>
}

interface TusDeps extends UploadDeps {
  /** Answers a request by the protocol. */
  readonly pass: (ctx: CairnContext) => Promise<typeof ANSWERED>
}

const params = z.object({ id: z.uuid() })
const fileRead = z.object({
  ...{ id: z.string(), name: z.string(), type: z.string(), bytes: z.int() },
  ...{ width: z.int().optional(), height: z.int().optional(), placeholder: z.string().optional() },
})

const route = routesOf<TusDeps>()

const routes = [
  route(
    {
      ...{ method: 'post', path: PATH, auth: true, answers: { 201: null } },
      summary: 'tus: begin an upload; Upload-Metadata names id (a random UUID), filename and filetype',
    },
    async ({ media, limits, pass }, { ctx, session: { userId } }): Promise<typeof ANSWERED> => {
      const upload = readUpload(ctx)
      const retryAfterSeconds = await limits.upload.take(`account ${userId}`)
      if (retryAfterSeconds !== null) {
        ctx.set('Retry-After', String(retryAfterSeconds))
        throw new CairnError(ErrorCode.Rate, 'too many uploads in a minute', { retryAfterSeconds })
      }
      await beginUpload(media, userId, upload)
      return pass(ctx)
    },
  ),
  route(
    {
      method: 'head',
      path: `${PATH}/{id}`,
      summary: 'tus: how far it has come',
      auth: true,
      params,
      answers: { 200: null },
    },
    ({ media, pass }, { ctx, session, params: { id } }) => {
      ownUpload(media, session.userId, id)
      return pass(ctx)
    },
  ),
  route(
    {
      method: 'patch',
      path: `${PATH}/{id}`,
      summary: 'tus: more of its bytes',
      auth: true,
      params,
      answers: { 204: null },
    },
    ({ media, pass }, { ctx, session, params: { id } }) => {
      ownUpload(media, session.userId, id)
      return pass(ctx)
    },
  ),
  route(
    {
      ...{ method: 'post', path: `${PATH}/{id}/finish`, auth: true, params, answers: { 200: fileRead } },
      summary: 'Make a file of the bytes: what a message names it by',
    },
    async ({ media }, { session, params: { id } }) => toFileValue(await finishUpload(media, session.userId, id)),
  ),
]

export const uploadGroups: readonly RouteGroup[] = [
  { tag: 'uploads', prefix: '', routes, error: z.object({ code: z.string(), message: z.string() }) },
]

export function uploadRoutes(deps: UploadDeps): Router<SessionState> {
  const { media } = deps
  const tus = new Server({
    path: PATH,
    datastore: new TusStore(media),
    locker: uploadLocks(),
    maxSize: media.maxUploadBytes,
    relativeLocation: true,
    // What came of the earlier request stays, so it need not be waited for.
    lockDrainTimeout: LET_GO_MS,
    // No other site's page reads what is answered here.
    allowedOrigins: () => false,
    namingFunction: (_request, metadata) => metadata?.['id'] ?? '',
    onResponseError: (_request, error) => (error instanceof CairnError ? wordsOf(error) : undefined),
  })
  const pass = async (ctx: CairnContext): Promise<typeof ANSWERED> => {
    ctx.respond = false
    try {
      await tus.handle(ctx.req, ctx.res)
    } catch (error) {
      ctx.respond = true
      throw error
    }
    return ANSWERED
  }
  const router = new Router<SessionState>()
  // What is taken here, for whoever asks: versions, and the largest size.
  router.options(PATH, async (ctx) => void (await pass(ctx)))
  mountRoutes(router, { ...deps, pass }, routes)
  return router
}

/** @throws invalid */
function readUpload(ctx: CairnContext): BeginUpload {
  const length = ctx.get('Upload-Length')
  try {
    const { id, filename, filetype } = Metadata.parse(ctx.get('Upload-Metadata'))
    const bytes = /^\d{1,15}$/.test(length) ? Number(length) : 0
    return { id: id ?? '', name: filename ?? '', type: filetype ?? '', bytes }
  } catch (cause) {
    throw new CairnError(ErrorCode.Invalid, 'UQ1: malformed Upload-Metadata', { cause })
  }
}

function wordsOf({ code, message }: CairnError): { status_code: number; body: string } {
  return { status_code: STATUS_OF[code], body: JSON.stringify({ code, message }) }
}
