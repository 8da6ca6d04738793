/** Uploads in, files and avatars out: the addresses that all dialects and the web app share (docs/behaviour.md, UP). */
import Router from '@koa/router'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import type { MediaDeps } from '../media/deps.ts'
import { endingOf } from '../media/file-ending.ts'
import { findFile } from '../media/find-file.ts'
import { keysOf } from '../media/file-store.ts'
import { readerOfLink } from '../media/file-url.ts'
import { receiveUpload } from '../media/receive-upload.ts'
import { sendFile } from './send-file.ts'
import type { CairnContext, SessionState } from './state.ts'

/** Asked for again each time, since who may read a file changes; then it is not sent again. */
const ASK_AGAIN = 'private, no-cache'
const FOR_GOOD = 'private, max-age=31536000, immutable'

export function fileRoutes(media: MediaDeps): Router<SessionState> {
  const router = new Router<SessionState>()

  router.put('/uploads/:id', async (ctx) => {
    const length = ctx.get('Content-Length')
    const bytes = /^\d{1,15}$/.test(length) ? Number(length) : null
    const body = { stream: ctx.req, type: ctx.get('Content-Type'), bytes }
    const file = await receiveUpload(media, ctx.params['id'] ?? '', ctx.query, body)
    ctx.set('Cache-Control', 'no-store')
    ctx.body = { id: file.id, name: file.name, type: file.type, bytes: file.bytes, ...file.picture }
  })

  router.get('/files/:id/thumb', async (ctx) => {
    const file = findFile(media, readerOf(ctx, media), idIn(ctx))
    if (!file.picture) throw new CairnError(ErrorCode.NotFound, 'UP12: not a picture')
    const { thumb: key } = keysOf(file.id)
    const bytes = file.picture.thumbBytes
    await sendFile(ctx, media.store, { key, type: 'image/webp', bytes, name: 'thumb.webp', cache: ASK_AGAIN })
  })

  // The ending is for people: it says nothing of the file. Minimost names files so, and its pages ask who is nobody to sign in.
  router.get('/files/:id', async (ctx) => {
    const isMinimost = ctx.params['id'] !== idIn(ctx)
    if (isMinimost && !ctx.state.session && readerOfLink(media, idIn(ctx), ctx.query) === null)
      return ctx.redirect('/login')
    const file = findFile(media, readerOf(ctx, media), idIn(ctx))
    await sendFile(ctx, media.store, { ...file, key: keysOf(file.id).file, cache: ASK_AGAIN })
  })

  router.get('/avatars/:name', async (ctx) => {
    const avatar = media.avatars.find(ctx.params['name'] ?? '')
    if (!avatar) throw new CairnError(ErrorCode.NotFound, 'UP24: no such avatar')
    const name = `avatar.${endingOf(avatar.type)}`
    await sendFile(ctx, media.store, { ...avatar, key: avatar.name, name, cache: FOR_GOOD })
  })
  return router
}

function idIn(ctx: CairnContext & { params: Record<string, string> }): string {
  return (ctx.params['id'] ?? '').replace(/\.\w{1,8}$/, '')
}

/** A signed address says for whom it was made; else it is whoever is signed in. @throws auth */
function readerOf(ctx: CairnContext & { params: Record<string, string> }, media: MediaDeps): UserId {
  const reader = readerOfLink(media, idIn(ctx), ctx.query) ?? ctx.state.session?.userId
  if (reader === undefined) throw new CairnError(ErrorCode.Auth, 'UP15: not signed in, and no signed address')
  return reader
}
