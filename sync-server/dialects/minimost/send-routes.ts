/** Sending in minimost: a text, pictures, or both (seed 000, Messages; MM9). */
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import { MAX_FILES_PER_MESSAGE } from '../../../schema/limits.ts'
import { canPost } from '../../../schema/rules/channel.ts'
import { postSeries, type PostSeriesCommand } from '../../commands/post-series.ts'
import { setTyping } from '../../commands/set-typing.ts'
import type { ReceivedFile } from '../../http/read-multipart.ts'
import { ANSWERED, routesOf } from '../../http/route.ts'
import { idParam } from '../../http/schemas.ts'
import type { MediaDeps } from '../../media/deps.ts'
import { isPicture } from '../../media/file-type.ts'
import { keepReceived } from '../../media/keep-upload.ts'
import { toFileValue } from '../../media/to-file-value.ts'
import { findChannel } from './channel-name.ts'
import type { MinimostDeps } from './deps.ts'
import { withForm } from './form-fields.ts'
import { pictureType } from './picture-name.ts'
import { instead, orForbidden } from './refusals.ts'

const route = routesOf<MinimostDeps>()

const sendForm = z.object({ text: z.string().default(''), reply_to_id: z.union([z.literal(''), idParam]).optional() })

export const sendRoutes = [
  route(
    {
      method: 'post',
      path: '/send/{channel}',
      summary: 'Send a text, pictures (`files`), or both; answers ok',
      auth: true,
      params: z.object({ channel: z.string() }),
      multipart: sendForm,
      answers: { 200: null, 302: null },
    },
    async ({ domain, media }, { ctx, session: { userId }, params }): Promise<typeof ANSWERED> => {
      const channel = orForbidden(() => findChannel(domain, userId, params.channel))
      // Before anything is read: whoever may not post uploads nothing either.
      if (!canPost(channel, userId)) throw new CairnError(ErrorCode.Forbidden, 'may not post here')
      const limits = { files: MAX_FILES_PER_MESSAGE, fileBytes: media.maxUploadBytes }
      await withForm(ctx, media, sendForm, limits, async ({ text, reply_to_id: replyToId }, files) => {
        const pictures = files.filter(({ field, name }) => field === 'files' && pictureType(name) !== null)
        if (text.trim() === '' && pictures.length === 0) throw new CairnError(ErrorCode.Invalid, 'an empty message')
        const parts = [...(text.trim() === '' ? [] : [{ text }]), ...(await kept(media, userId, pictures))]
        await post(domain, userId, { channelId: channel.id, parts, replyToId: replyToId || undefined })
      })
      setTyping(domain, userId, { channel, isTyping: false })
      ctx.body = 'ok'
      return ANSWERED
    },
  ),
]

/** An unknown message to answer is a fault of the form; a chat that takes nothing any more is closed to the sender. */
async function post(...[deps, userId, command]: Parameters<typeof postSeries>): Promise<void> {
  const posted = () => postSeries(deps, userId, command)
  const answered = () => instead(posted, [ErrorCode.NotFound], ErrorCode.Invalid)
  await instead(answered, [ErrorCode.Gone], ErrorCode.Forbidden)
}

async function kept(
  media: MediaDeps,
  userId: UserId,
  pictures: readonly ReceivedFile[],
): Promise<PostSeriesCommand['parts']> {
  const parts: PostSeriesCommand['parts'][number][] = []
  // One after the other: each is unpacked in memory.
  for (const { name, path, bytes } of pictures) {
    const upload = await keepReceived(media, userId, { name, path, bytes, type: pictureType(name) ?? '' })
    if (!isPicture(upload.type)) throw new CairnError(ErrorCode.Type, 'not a picture')
    parts.push({ type: 'image', files: [toFileValue(upload)] })
  }
  return parts
}
