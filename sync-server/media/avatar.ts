/** Avatars of people and chats: one each, whatever the door, at an address nobody can guess (docs/behaviour.md, UP22-UP24). */
import { randomBytes } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { AvatarRow } from './avatar-table.ts'
import type { MediaDeps } from './deps.ts'
import { findFileType, isPicture, PICTURE_ENDINGS } from './file-type.ts'

export const MAX_AVATAR_BYTES = 5 * 1024 * 1024
/** Lists show avatars at 24 to 40 pixels, on screens of up to three times that. */
const SMALL_SIDE = 128

export type AvatarOwner = { readonly user: UserId } | { readonly channel: ChannelId }

/**
 * Keeps a picture as somebody's avatar, as it was sent but cleaned; beside it a small square for lists.
 *
 * @param type  as declared
 * @returns the path to write into the documents: `/avatars/<random>.<ending>`; the small one is `smallAvatar` of it
 * @throws type, too_large, invalid, storage_failed; the avatar before counts on then
 */
export async function setAvatar(
  media: MediaDeps,
  owner: AvatarOwner,
  picture: { source: Readable | Uint8Array; type: string },
): Promise<string> {
  const source = picture.source instanceof Readable ? picture.source : Readable.from([picture.source])
  const { path } = await media.incoming.receive(source, { exactly: null, atMost: MAX_AVATAR_BYTES })
  const [cleaned, small] = [media.incoming.newPath(), media.incoming.newPath()]
  try {
    const type = await findFileType(path, picture.type)
    if (!isPicture(type)) throw new CairnError(ErrorCode.Type, 'UP22: not a picture')
    await media.pictures.clean(path, type, cleaned)
    await media.pictures.square(cleaned, small, SMALL_SIDE)
    const name = `${randomBytes(16).toString('hex')}.${PICTURE_ENDINGS[type]}`
    const rows = [
      { name, type, bytes: (await stat(cleaned)).size },
      { name: smallAvatar(name), type: 'image/webp', bytes: (await stat(small)).size },
    ] as const
    await media.store.keep(rows[0].name, cleaned, rows[0])
    await media.store.keep(rows[1].name, small, rows[1])
    media.avatars.replace(keyOf(owner), rows, media.now())
    return `/avatars/${name}`
  } finally {
    await Promise.all([path, cleaned, small].map((left) => rm(left, { force: true })))
  }
}

/** The owner has none from now on. */
export function removeAvatar(media: MediaDeps, owner: AvatarOwner): void {
  media.avatars.replace(keyOf(owner), null, media.now())
}

/** @returns the avatar that counts, for doors that serve it under a person's name; null when there is none */
export function avatarOf(media: MediaDeps, owner: AvatarOwner): AvatarRow | null {
  return media.avatars.currentOf(keyOf(owner))
}

/** Path or name of the small square that belongs to an avatar. */
export function smallAvatar(avatar: string): string {
  return avatar.replace(/\.\w+$/, '.small.webp')
}

function keyOf(owner: AvatarOwner): string {
  return 'user' in owner ? `user ${owner.user}` : `channel ${owner.channel}`
}
