/** `/export/files/{id}`: the files that exported messages name (docs/behaviour.md, EX19). */
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import { exportedChannel } from '../../access/exported-channel.ts'
import { isPutAway } from '../../access/find-message.ts'
import { ANSWERED, routesOf } from '../../http/route.ts'
import { sendFile } from '../../http/send-file.ts'
import { keysOf } from '../../media/file-store.ts'
import type { ExportRouteDeps } from './deps.ts'
import { readerOf, type Reader } from './reader.ts'
import { fileParams } from './schemas.ts'

const ASK_AGAIN = 'private, no-cache'

const route = routesOf<ExportRouteDeps>()

export const fileRoutes = [
  route(
    {
      method: 'get',
      path: '/files/{id}',
      summary: 'A file that an exported message names',
      auth: false,
      params: fileParams,
      answers: { 200: null },
    },
    async (deps, { ctx, params }): Promise<typeof ANSWERED> => {
      const reader = readerOf(deps, ctx)
      const file = deps.media.files.find(params.id)
      if (file?.state !== 'ready' || !isNamed(deps, reader, file.id))
        throw new CairnError(ErrorCode.NotFound, 'EX19: no such file')
      await sendFile(ctx, deps.media.store, { ...file, key: keysOf(file.id).file, cache: ASK_AGAIN })
      return ANSWERED
    },
  ),
]

/** By a message that this reader's export tells: owning the file is not enough. */
function isNamed({ domain, media, exports }: ExportRouteDeps, reader: Reader, fileId: string): boolean {
  const world = domain.world()
  return media.files.usesOf(fileId).some(({ channel, messageId }) => {
    if (!exportedChannel(world, exports.channels, reader, channel)) return false
    const message = domain.messages.find(channel, messageId)
    return message !== null && message.deletedAt === null && !isPutAway(world, reader.userId, message)
  })
}
