/** `/api/upload` (seed 002, "File Upload"): a file before the message that names it. Until then its sender alone reads it. */
import { FieldError } from '../../http/field-error.ts'
import { routesOf } from '../../http/route.ts'
import { idParam } from '../../http/schemas.ts'
import { keepReceived } from '../../media/keep-upload.ts'
import { fileAddress } from './file-address.ts'
import { requireFile, withFileForm } from './receive-file.ts'
import { uploaded, uploadForm } from './schemas/messages.ts'
import { findPostable, type SendDeps } from './send-message.ts'

const route = routesOf<SendDeps>()

export const uploadRoutes = [
  route(
    {
      method: 'post',
      path: '/api/upload',
      summary: 'Keep a file of at most 16 MB, to be named by a message',
      auth: true,
      multipart: uploadForm,
      answers: { 200: uploaded },
    },
    (deps, { ctx, session: { userId } }) =>
      withFileForm(ctx, deps.media, async (form) => {
        const received = requireFile(form)
        const given = form.fields.get('conversation_id')
        if (given !== undefined) findPostable(deps, userId, parseNum(given))
        const kept = await keepReceived(deps.media, userId, received)
        const file = { url: fileAddress(kept), name: kept.name, size: kept.bytes, type: kept.type }
        return { success: true as const, message: 'File uploaded successfully', file }
      }),
  ),
]

function parseNum(given: string): number {
  const parsed = idParam.safeParse(given)
  if (parsed.success) return parsed.data
  throw new FieldError([{ loc: ['body', 'conversation_id'], msg: 'must be a positive integer' }])
}
