/** Lets go of bytes that nobody will ask for (docs/behaviour.md, UP25, UP26). */
import type { MediaDeps } from './deps.ts'
import { keysOf } from './file-store.ts'

const HOUR_MS = 3_600_000
/** Its address is over after a quarter of an hour; one that may be cut has a day from the last bytes that came. */
const UNFINISHED_MS = 24 * HOUR_MS
/** A message that was written offline names its file when it arrives. */
const UNUSED_MS = 7 * 24 * HOUR_MS
/** Devices that were away still show the avatar before. */
const REPLACED_AVATAR_MS = 7 * 24 * HOUR_MS

/**
 * Removes uploads that were never finished for a day, files that no message names for a week after they came, and avatars
 * replaced a week ago. Bytes go before their row, so that a crash in between leaves something to find.
 *
 * @throws storage_failed; what was not removed is tried again the next time
 */
export async function purgeMedia(media: MediaDeps): Promise<void> {
  const nowMs = media.now()
  const ids = media.files.setAside({ unfinishedBefore: nowMs - UNFINISHED_MS, unusedBefore: nowMs - UNUSED_MS })
  for (const id of ids) {
    const { file, thumb } = keysOf(id)
    await media.store.remove(file)
    await media.store.remove(thumb)
    await media.partial.remove(id)
    media.files.forget(id)
  }
  media.avatars.retireDeleted(nowMs)
  for (const name of media.avatars.replacedBefore(nowMs - REPLACED_AVATAR_MS)) {
    await media.store.remove(name)
    media.avatars.forget(name)
  }
}
