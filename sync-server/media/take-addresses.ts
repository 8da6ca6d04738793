/** From the addresses that a message comes with to files and links (docs/behaviour.md, UP28). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import { MAX_URL_CHARS } from '../../schema/limits.ts'
import type { FileValue, LinkValue } from '../../schema/registers/messages.ts'
import type { MediaDeps } from './deps.ts'
import { fileIdOf } from './file-url.ts'
import { settleUpload } from './settle-upload.ts'
import { toFileValue } from './to-file-value.ts'

/** Kept as it was written: no white space, no control character, no half of a surrogate pair. */
const WEB = /^https?:\/\/[^\s\p{Cc}\p{Cs}]+$/iu

/** As its sender describes it: of a file of ours nothing of that counts. */
export interface GivenAddress {
  readonly url: string
  readonly type: string
  readonly bytes: number
}

/**
 * @returns one's own uploads as files, everything else that is http(s) as links, each in its order
 * @throws CairnError invalid with the field: no http(s) address, or an upload that has not come; what is wrong with its bytes
 */
export async function takeAddresses(
  media: MediaDeps,
  userId: UserId,
  given: readonly GivenAddress[],
): Promise<{ readonly files: FileValue[]; readonly links: LinkValue[] }> {
  const files: FileValue[] = []
  const links: LinkValue[] = []
  for (const address of given) {
    const id = fileIdOf(media, address.url)
    const isOwn = id !== null && media.files.find(id)?.owner === userId
    if (isOwn) files.push(toFileValue(await settleUpload(media, id)))
    else links.push(linkOf(media, address, id))
  }
  return { files, links }
}

function linkOf({ publicUrl }: MediaDeps, { url, type, bytes }: GivenAddress, fileId: string | null): LinkValue {
  // A signed address opens the file with the right of whom it was made for: others get the address without it.
  if (fileId !== null) return { url: `${publicUrl}/files/${fileId}`, type, bytes }
  const isWeb = WEB.test(url) && URL.canParse(url) && url.length <= MAX_URL_CHARS
  if (!isWeb) throw new CairnError(ErrorCode.Invalid, 'UP28: must be an http(s) address', { field: 'attachments' })
  return { url, type, bytes }
}
