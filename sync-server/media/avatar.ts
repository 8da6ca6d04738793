/** Avatars of people and chats: one each, whatever the door, at an address nobody can guess (docs/behaviour.md, UP22-UP24). */
import { randomBytes } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { AvatarPair, AvatarRow } from './avatar-table.ts'
import type { MediaDeps } from './deps.ts'
import { findFileType, isPicture, PICTURE_ENDINGS } from './file-type.ts'

export const MAX_AVATAR_BYTES = 5 * 1024 * 1024
/** Lists show avatars at 24 to 40 pixels, on screens of up to three times that. */
const SMALL_SIDE = 128

export type AvatarOwner = { readonly user: UserId } | { readonly channel: ChannelId }

/** A picture that is kept and belongs to nobody yet. */
export interface NewAvatar {
  /** What the documents name: `/avatars/<random>.<ending>`; the small one is `smallAvatar` of it. */
  readonly path: string
  readonly files: AvatarPair
}

/**
 * Keeps a picture as it was sent but cleaned; beside it a small square for lists.
 *
 * @param picture.type  as declared
 * @throws type, too_large, invalid, storage_failed
 */
export async function keepAvatar(
  media: MediaDeps,
  picture: { source: Readable | Uint8Array; type: string },
): Promise<NewAvatar> {
  const source = picture.source instanceof Readable ? picture.source : Readable.from([picture.source])
  const { path } = await media.incoming.receive(source, { exactly: null, atMost: MAX_AVATAR_BYTES })
  const [cleaned, small] = [media.incoming.newPath(), media.incoming.newPath()]
  try {
    const type = await findFileType(path, picture.type)
    if (!isPicture(type)) throw new CairnError(ErrorCode.Type, 'UP22: not a picture')
    await media.pictures.clean(path, type, cleaned)
    await media.pictures.square(cleaned, small, SMALL_SIDE)
    const name = `${randomBytes(16).toString('hex')}.${PICTURE_ENDINGS[type]}`
    const files = [
      { name, type, bytes: (await stat(cleaned)).size },
      { name: smallAvatar(name), type: 'image/webp', bytes: (await stat(small)).size },
    ] as const
    await media.store.keep(files[0].name, cleaned, files[0])
    await media.store.keep(files[1].name, small, files[1])
    return { path: `/avatars/${name}`, files }
  } finally {
    await Promise.all([path, cleaned, small].map((left) => rm(left, { force: true })))
  }
}

/** The kept picture is the owner's from now on; the one before goes in a week. May be part of a commit. */
export function giveAvatar(media: MediaDeps, owner: AvatarOwner, { files }: NewAvatar): void {
  media.avatars.replace(keyOf(owner), files, media.now())
}

/** Nobody took the kept picture. */
export async function dropAvatar(media: MediaDeps, { files }: NewAvatar): Promise<void> {
  for (const { name } of files) await media.store.remove(name)
}

/** Keeps a picture as somebody's avatar. @returns its path. @throws like {@link keepAvatar}; the one before counts on then */
export async function setAvatar(
  media: MediaDeps,
  owner: AvatarOwner,
  picture: { source: Readable | Uint8Array; type: string },
): Promise<string> {
  const kept = await keepAvatar(media, picture)
  giveAvatar(media, owner, kept)
  return kept.path
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
