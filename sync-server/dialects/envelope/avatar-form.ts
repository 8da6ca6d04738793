/** A form with a picture, or the word that there is to be none (seed 004: `avatar`, `remove`). */
import type { UserId } from '../../../schema/ids.ts'
import { FieldError } from '../../http/field-error.ts'
import { withMultipart } from '../../http/read-multipart.ts'
import type { CairnContext } from '../../http/state.ts'
import { MAX_AVATAR_BYTES } from '../../media/avatar.ts'
import type { MediaDeps } from '../../media/deps.ts'
import { keepReceived } from '../../media/keep-upload.ts'

/**
 * @param change  takes the address of the upload that the picture is, null where it goes
 * @throws FieldError where neither is in the form; what is wrong with the picture; what `change` throws
 */
export async function avatarAddress(
  ctx: CairnContext,
  media: MediaDeps,
  userId: UserId,
  change: (address: string | null) => Promise<unknown>,
): Promise<void> {
  await withMultipart(ctx, media.incoming, { fileBytes: MAX_AVATAR_BYTES, files: 1 }, async ({ fields, files }) => {
    const picture = files.find(({ field }) => field === 'avatar')
    if (picture) {
      const { id } = await keepReceived(media, userId, picture)
      await change(`${media.publicUrl}/files/${id}`)
    } else if (/^(true|1|yes|on)$/i.test(fields.get('remove') ?? '')) {
      await change(null)
    } else {
      throw new FieldError([{ loc: ['body', 'avatar'], msg: 'a picture is needed, or remove' }])
    }
  })
}
