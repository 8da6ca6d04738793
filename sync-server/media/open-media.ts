/** Puts the parts of the media side together, on a folder or on a bucket. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { volumeDocument } from '../../schema/documents.ts'
import { canRead } from '../../schema/rules/channel.ts'
import type { World } from '../../schema/views.ts'
import type { Log } from '../log.ts'
import type { Database } from '../storage/database.ts'
import { AvatarTable } from './avatar-table.ts'
import type { MediaDeps } from './deps.ts'
import { diskStore } from './disk-store.ts'
import { FileTable } from './file-table.ts'
import { openIncoming } from './incoming.ts'
import { openPartialUploads } from './partial-uploads.ts'
import { openPictures } from './pictures.ts'
import { s3Store, type S3Config } from './s3-store.ts'
import { signLinks } from './signed-links.ts'

export interface MediaOptions {
  readonly db: Database
  /** $CAIRN_DATA: uploads lie in `files/` in it, while they arrive in `incoming/` and `partial/`. */
  readonly dataFolder: string
  /** Null: uploads lie in the data folder. */
  readonly s3: S3Config | null
  /** Sign addresses; newest first. */
  readonly linkKeys: readonly string[]
  readonly publicUrl: string
  readonly maxUploadBytes: number
  /** Who reads what. */
  readonly world: () => World
  readonly now: () => number
  readonly log: Log
}

export function openMedia(options: MediaOptions): MediaDeps {
  const { db, dataFolder, s3, linkKeys, world, ...rest } = options
  const bucket = s3 ? s3Store(s3, options.now) : null
  return {
    ...rest,
    files: new FileTable(db),
    avatars: new AvatarTable(db),
    store: bucket ?? diskStore(join(dataFolder, 'files')),
    bucket,
    incoming: openIncoming(join(dataFolder, 'incoming')),
    partial: openPartialUploads(join(dataFolder, 'partial')),
    pictures: openPictures(),
    links: signLinks(linkKeys, options.now),
    busy: new Set(),
    newId: randomUUID,
    mayRead: (userId: UserId, channelId: ChannelId) =>
      canRead(world(), userId, { kind: 'volume', channelId, volume: 0, name: volumeDocument(channelId, 0) }),
  }
}
