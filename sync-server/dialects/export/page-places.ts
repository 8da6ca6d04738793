/** Where a served page finds pictures and files: small pictures are in it, so that it can be saved as one file. */
import { buffer } from 'node:stream/consumers'
import type { FileRecord } from '../../export/message-record.ts'
import type { PagePlaces } from '../../export/write-html.ts'
import type { Format } from '../../export/writer.ts'
import { keysOf } from '../../media/file-store.ts'
import type { MediaDeps } from '../../media/deps.ts'
import { PREFIX } from './errors.ts'

/** Of all pictures of a page; those beyond are links. */
const MAX_PICTURES_BYTES = 16 * 1024 * 1024

export function pagePlaces(media: MediaDeps, publicUrl: string): PagePlaces {
  let room = MAX_PICTURES_BYTES
  return {
    messageAt: (id) => `#m-${id}`,
    fileAt: ({ url }) => `${publicUrl}${url}`,
    channelAt: ({ id }) => `${publicUrl}${PREFIX}/channels/${encodeURIComponent(id)}?format=${'html' satisfies Format}`,
    async pictureOf({ id, width }: FileRecord) {
      if (width === null) return null
      const file = media.files.find(id)
      if (file?.state !== 'ready' || !file.picture || file.picture.thumbBytes > room) return null
      room -= file.picture.thumbBytes
      try {
        const bytes = await buffer(await media.store.open(keysOf(id).thumb, null))
        return `data:image/webp;base64,${bytes.toString('base64')}`
      } catch {
        // A page without one picture is better than none.
        return null
      }
    },
  }
}
