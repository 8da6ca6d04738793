/** Addresses of files for people, and back from such an address to the file (docs/behaviour.md, UP16, UP17). */
import type { UserId } from '../../schema/ids.ts'
import type { MediaDeps } from './deps.ts'
import { keysOf } from './file-store.ts'
import { dispositionOf } from './served-type.ts'
import type { LinkQuery } from './signed-links.ts'

const HOUR_MS = 3_600_000
/** At least a day: what a client lists in the evening opens in the morning. */
const LINK_HOURS = 24
const BUCKET_LINK_SECONDS = 900
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/

/** An upload, or a file as a message names it. */
export interface NamedFile {
  readonly id: string
  readonly name: string
  readonly type: string
}

/**
 * An address that opens the file for this person without a session, as long as they may read it: who loses access loses
 * the address too. It changes once an hour only, so that a client's cache finds the file again.
 */
export async function fileUrl(media: MediaDeps, file: NamedFile, reader: UserId): Promise<string> {
  if (media.bucket) {
    const disposition = `${dispositionOf(file.type)}; filename*=UTF-8''${encodeURIComponent(file.name)}`
    const as = { type: file.type, disposition, seconds: BUCKET_LINK_SECONDS }
    return media.bucket.signDownload(keysOf(file.id).file, as)
  }
  const expiresAtMs = (Math.floor(media.now() / HOUR_MS) + LINK_HOURS + 1) * HOUR_MS
  return `${media.publicUrl}/files/${file.id}?user=${reader}&${media.links.sign(scope(file.id, reader), expiresAtMs)}`
}

/** For whom a signed address was made, or null when it is none of ours, not for this file, or over. */
export function readerOfLink(media: MediaDeps, fileId: string, query: LinkQuery): UserId | null {
  const { user } = query
  if (typeof user !== 'string' || !/^[1-9]\d{0,14}$/.test(user)) return null
  const reader = Number(user) as UserId
  return media.links.verify(scope(fileId, reader), query) ? reader : null
}

/** @returns the id in an address that points to our files or our bucket's; null for any other address */
export function fileIdOf(media: MediaDeps, url: string): string | null {
  if (!URL.canParse(url)) return null
  const { origin, pathname } = new URL(url)
  const places = [`${media.publicUrl}/files/`]
  if (media.bucket) places.push(media.bucket.objectUrl('uploads/'), media.bucket.objectUrl('files/'))
  const address = origin + pathname
  const place = places.find((start) => address.startsWith(start))
  if (place === undefined) return null
  return new RegExp(`^(${UUID.source})(\\.\\w+)?$`).exec(address.slice(place.length))?.[1] ?? null
}

function scope(fileId: string, reader: UserId): string {
  return `file ${fileId} ${reader}`
}
