/** An address as a picture of a person or a chat: what becomes of it depends on where it points (docs/behaviour.md, US14, US16). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import { judgeAvatar } from '../accounts/avatar.ts'
import { avatarOf, dropAvatar, giveAvatar, keepAvatar, removeAvatar, type AvatarOwner } from '../media/avatar.ts'
import type { MediaDeps } from '../media/deps.ts'
import { keysOf } from '../media/file-store.ts'
import { isPicture } from '../media/file-type.ts'
import { fileIdOf } from '../media/file-url.ts'
import { settleUpload } from '../media/settle-upload.ts'

export interface TakenAvatar {
  /** What documents name: a path under `/avatars/`, or an address elsewhere; null = none. */
  readonly avatar: string | null
  /** To be called in the commit that names it. */
  count(): void
  /** To be called when that commit was refused. */
  drop(): Promise<void>
}

/**
 * An upload of one's own is kept as an avatar; one's avatar stays as it is; an address elsewhere is text, and is never
 * fetched.
 *
 * @param address  null or '' = no picture
 * @throws invalid with field `avatar_url`; what is wrong with the picture; storage_failed
 */
export async function takeAvatar(
  media: MediaDeps,
  userId: UserId,
  owner: AvatarOwner,
  address: string | null,
): Promise<TakenAvatar> {
  const none = (avatar: string | null): TakenAvatar => {
    return { avatar, count: () => removeAvatar(media, owner), drop: async () => undefined }
  }
  if (!address) return none(null)
  const fileId = fileIdOf(media, address)
  if (fileId !== null) return takeUpload(media, userId, owner, fileId)
  const path = address.startsWith(`${media.publicUrl}/`) ? address.slice(media.publicUrl.length) : address
  if (path.startsWith('/')) {
    // Any other address of this server would be called by whoever looks at the picture.
    const own = avatarOf(media, owner)
    if (!own || path !== `/avatars/${own.name}`) throw wrong('is no picture of yours on this server')
    return { avatar: path, count: () => undefined, drop: async () => undefined }
  }
  if (judgeAvatar(path)) throw wrong('must be the http or https address of a picture')
  return none(path)
}

async function takeUpload(media: MediaDeps, userId: UserId, owner: AvatarOwner, fileId: string): Promise<TakenAvatar> {
  if (media.files.find(fileId)?.owner !== userId) throw wrong('must point to an upload of yours')
  const { id, type } = await settleUpload(media, fileId).catch((error: unknown) => {
    throw error instanceof CairnError && error.code === ErrorCode.Invalid ? wrong('was not uploaded yet') : error
  })
  if (!isPicture(type)) throw new CairnError(ErrorCode.Type, 'is no picture', { field: 'avatar_url' })
  const kept = await keepAvatar(media, { source: await media.store.open(keysOf(id).file, null), type })
  return { avatar: kept.path, count: () => giveAvatar(media, owner, kept), drop: () => dropAvatar(media, kept) }
}

function wrong(text: string): CairnError {
  return new CairnError(ErrorCode.Invalid, text, { field: 'avatar_url' })
}
