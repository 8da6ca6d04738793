/** `/media` (seed 004): bytes of any kind for the members of one chat, given back as they came. */
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { canPost } from '../../../schema/rules/channel.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { FieldError } from '../../http/field-error.ts'
import { withMultipart } from '../../http/read-multipart.ts'
import { ANSWERED, routesOf } from '../../http/route.ts'
import { idParam } from '../../http/schemas.ts'
import { sendFile } from '../../http/send-file.ts'
import type { MediaDeps } from '../../media/deps.ts'
import { keysOf } from '../../media/file-store.ts'
import { findFile } from '../../media/find-file.ts'
import { keepReceived } from '../../media/keep-upload.ts'
import { ownChat } from './own-chat.ts'

export interface MediaRouteDeps {
  readonly domain: CommandDeps
  readonly media: MediaDeps
}

const route = routesOf<MediaRouteDeps>()
export const MAX_MEDIA_BYTES = 50 * 1024 * 1024
/** Who may read it changes: it is asked for again each time, and then not sent again. */
const ASK_AGAIN = 'private, no-cache'

const mediaForm = z.object({
  file: z.file(),
  chat_id: z.string(),
  filename: z.string().optional(),
  mimetype: z.string().optional(),
})
export const mediaRead = z.object({
  file_id: z.uuid(),
  filename: z.string(),
  mimetype: z.string(),
  size: z.int(),
})

export const mediaRoutes = [
  route(
    {
      ...{ method: 'post', path: '/media', summary: 'Bring a file for a chat, up to 50 MB', auth: true },
      ...{ multipart: mediaForm, answers: { 201: mediaRead } },
    },
    ({ domain, media }, { ctx, session: { userId } }) => {
      const fileBytes = Math.min(MAX_MEDIA_BYTES, media.maxUploadBytes)
      return withMultipart(ctx, media.incoming, { fileBytes, files: 1 }, async ({ fields, files }) => {
        const channel = placeOf(domain, userId, fields.get('chat_id'))
        const file = files.find(({ field }) => field === 'file')
        if (!file) throw new FieldError([{ loc: ['body', 'file'], msg: 'is missing' }])
        const kept = await keepReceived(media, userId, {
          ...{ path: file.path, bytes: file.bytes, opaque: true, channel },
          name: fields.get('filename') || file.name,
          type: fields.get('mimetype') || file.type,
        })
        return { file_id: kept.id, filename: kept.name, mimetype: kept.declaredType, size: kept.bytes }
      })
    },
  ),
  route(
    {
      ...{ method: 'get', path: '/media/{id}', summary: 'Exactly those bytes, in parts where asked for', auth: true },
      ...{ params: z.object({ id: z.uuid() }), answers: { 200: null } },
    },
    async ({ media }, { ctx, session, params }): Promise<typeof ANSWERED> => {
      const file = findFile(media, session.userId, params.id)
      await sendFile(ctx, media.store, { ...file, key: keysOf(file.id).file, cache: ASK_AGAIN })
      return ANSWERED
    },
  ),
]

/** @throws FieldError; not_found; forbidden: who may not post there brings no files either */
function placeOf(domain: CommandDeps, userId: UserId, chatId: string | undefined): ChannelId {
  const parsed = idParam.safeParse(chatId)
  if (!parsed.success) throw new FieldError([{ loc: ['body', 'chat_id'], msg: 'must be the id of a chat' }])
  const channel = ownChat(domain, userId, parsed.data)
  if (!canPost(channel, userId)) throw new CairnError(ErrorCode.Forbidden, 'Only owners and admins write here.')
  return channel.id
}
