/** Puts a picture that came with the request in the place of one's avatar (docs/behaviour.md, US22). */
import type { Readable } from 'node:stream'
import type { UserId } from '../../schema/ids.ts'
import { dropAvatar, giveAvatar, keepAvatar } from '../media/avatar.ts'
import type { MediaDeps } from '../media/deps.ts'
import type { CommandDeps } from './deps.ts'

/**
 * @param picture.type  as declared
 * @returns its path under `/avatars/`
 * @throws CairnError type, too_large, storage_failed; the one before counts on then
 */
export async function replaceAvatar(
  deps: CommandDeps,
  media: MediaDeps,
  userId: UserId,
  picture: { readonly source: Readable | Uint8Array; readonly type: string },
): Promise<string> {
  const kept = await keepAvatar(media, picture)
  try {
    await deps.runInCommit((tx) => {
      giveAvatar(media, { user: userId }, kept)
      tx.putAvatar(userId, kept.path)
    })
    return kept.path
  } catch (error) {
    await dropAvatar(media, kept)
    throw error
  }
}
