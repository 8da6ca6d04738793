/** `/api/v1/media` (seed 001, section 9). The bytes themselves go to the address that `upload-url` gives. */
import { z } from 'zod'
import { findOwnChannel } from '../../access/find-channel.ts'
import { attachFile } from '../../commands/attach-file.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import type { MediaDeps } from '../../media/deps.ts'
import { fileUrl } from '../../media/file-url.ts'
import { requestUpload } from '../../media/request-upload.ts'
import { listAttachments } from '../../queries/list-attachments.ts'
import { presentAttachment, presentChatAttachment } from './present-attachment.ts'
import { FieldError } from '../../http/field-error.ts'
import { routesOf } from '../../http/route.ts'
import { idParam, idQuery, limitQuery } from '../../http/schemas.ts'
import {
  attachmentCreateRequest,
  attachmentRead,
  chatAttachmentRead,
  uploadUrlRequest,
  uploadUrlResponse,
} from './schemas/media.ts'

export interface MediaRouteDeps {
  readonly domain: CommandDeps
  readonly media: MediaDeps
}

const route = routesOf<MediaRouteDeps>()

export const mediaRoutes = [
  route(
    {
      method: 'post',
      path: '/media/upload-url',
      summary: 'An address that takes one file',
      auth: true,
      body: uploadUrlRequest,
      answers: { 200: uploadUrlResponse },
    },
    async ({ media }, { session, body }) => {
      checkSize(media, body.file_size)
      const request = { name: body.file_name, type: body.file_type, bytes: body.file_size }
      const ticket = await requestUpload(media, session.userId, request)
      return {
        upload_url: ticket.uploadUrl,
        file_url: ticket.fileUrl,
        object_key: ticket.objectKey,
        expires_in: ticket.expiresInSeconds,
        required_headers: ticket.requiredHeaders,
      }
    },
  ),
  route(
    {
      method: 'post',
      path: '/media/attachments',
      summary: 'Put an uploaded file to one’s own message',
      auth: true,
      body: attachmentCreateRequest,
      answers: { 200: attachmentRead },
    },
    async ({ domain, media }, { session: { userId }, body }) => {
      checkSize(media, body.file_size)
      const input = { messageId: body.message_id, fileUrl: body.file_url, waveform: body.waveform_points ?? undefined }
      const attachment = await attachFile(domain, media, userId, input)
      return presentAttachment(attachment, await fileUrl(media, attachment.file, userId))
    },
  ),
  route(
    {
      method: 'get',
      path: '/media/chats/{chat_id}/attachments',
      summary: 'The files of a chat, newest first',
      auth: true,
      params: z.object({ chat_id: idParam }),
      query: z.object({ limit: limitQuery(100), before_id: idQuery.optional() }),
      answers: { 200: z.array(chatAttachmentRead) },
    },
    ({ domain, media }, { session: { userId }, params, query }) => {
      const channel = findOwnChannel(domain.world(), domain.channels, userId, params.chat_id)
      const found = listAttachments(domain, userId, { channel, limit: query.limit, beforeId: query.before_id })
      return Promise.all(found.map(async (one) => presentChatAttachment(one, await fileUrl(media, one.file, userId))))
    },
  ),
]

/** The reference counts the limit among what is validated. */
function checkSize(media: MediaDeps, bytes: number): void {
  if (bytes <= media.maxUploadBytes) return
  throw new FieldError([{ loc: ['body', 'file_size'], msg: `must be at most ${media.maxUploadBytes}` }])
}
