/** What the media functions work with; `open-media.ts` puts it together. */
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { Log } from '../log.ts'
import type { AvatarTable } from './avatar-table.ts'
import type { FileStore, Bucket } from './file-store.ts'
import type { FileTable } from './file-table.ts'
import type { Incoming } from './incoming.ts'
import type { PartialUploads } from './partial-uploads.ts'
import type { Pictures } from './pictures.ts'
import type { SignedLinks } from './signed-links.ts'

export interface MediaDeps {
  readonly files: FileTable
  readonly avatars: AvatarTable
  readonly store: FileStore
  /** The store again, when it is a bucket that people upload to by themselves. */
  readonly bucket: Bucket | null
  readonly incoming: Incoming
  /** What came so far of uploads that may be cut. */
  readonly partial: PartialUploads
  readonly pictures: Pictures
  readonly links: SignedLinks
  /** Ids of files that are being admitted now. */
  readonly busy: Set<string>
  /** Whether this person may read the messages of a channel. */
  readonly mayRead: (userId: UserId, channel: ChannelId) => boolean
  /** The origin that people use. */
  readonly publicUrl: string
  readonly maxUploadBytes: number
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** A UUID that nobody can guess. */
  readonly newId: () => string
  readonly log: Log
}
