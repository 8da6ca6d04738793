/** What is under `/static/` (docs/behaviour.md, CX12): files for who is signed in and reads them, pictures of people. */
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import { ANSWERED, routesOf } from '../../http/route.ts'
import { sendFile } from '../../http/send-file.ts'
import { defaultPicture } from '../../media/default-picture.ts'
import type { MediaDeps } from '../../media/deps.ts'
import { endingOf } from '../../media/file-ending.ts'
import { keysOf } from '../../media/file-store.ts'
import { findFile } from '../../media/find-file.ts'
import { fileIdOf } from './file-address.ts'

export interface StaticDeps {
  readonly media: MediaDeps
}

const route = routesOf<StaticDeps>()
const params = z.object({ name: z.string() })
/** Asked for again each time, since who may read a file changes. */
const ASK_AGAIN = 'private, no-cache'
const FOR_GOOD = 'private, max-age=31536000, immutable'

export const staticRoutes = [
  route(
    {
      method: 'get',
      path: '/static/default.jpg',
      summary: 'What is shown of who has no picture',
      auth: false,
      answers: { 200: null },
    },
    async (_deps, { ctx }): Promise<typeof ANSWERED> => {
      ctx.set('Cache-Control', 'public, max-age=86400')
      ctx.type = 'image/jpeg'
      ctx.body = await defaultPicture()
      return ANSWERED
    },
  ),
  route(
    { method: 'get', path: '/static/uploads/{name}', summary: 'A file', auth: true, params, answers: { 200: null } },
    async ({ media }, { ctx, session, params: { name } }): Promise<typeof ANSWERED> => {
      const id = fileIdOf(name)
      if (id === null) throw new CairnError(ErrorCode.NotFound, 'No such file')
      const file = findFile(media, session.userId, id)
      await sendFile(ctx, media.store, { ...file, key: keysOf(file.id).file, cache: ASK_AGAIN })
      return ANSWERED
    },
  ),
  route(
    {
      method: 'get',
      path: '/static/profile_pics/{name}',
      summary: 'A profile picture; its address cannot be guessed',
      auth: false,
      params,
      answers: { 200: null },
    },
    async ({ media }, { ctx, params: { name } }): Promise<typeof ANSWERED> => {
      const avatar = media.avatars.find(name)
      if (!avatar) throw new CairnError(ErrorCode.NotFound, 'No such picture')
      await sendFile(ctx, media.store, {
        ...avatar,
        key: avatar.name,
        name: `avatar.${endingOf(avatar.type)}`,
        cache: FOR_GOOD,
      })
      return ANSWERED
    },
  ),
]
