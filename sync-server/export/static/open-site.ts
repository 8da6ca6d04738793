/** Opens a database that is only read, in one view, and says who reads what of it (docs/behaviour.md, EX20, EX22). */
import { join } from 'node:path'
import { channelOf } from '../../../schema/rules/channel.ts'
import type { World } from '../../../schema/views.ts'
import type { Reading } from '../../access/exported-channel.ts'
import { openAccountStore } from '../../accounts/account-store.ts'
import type { Config } from '../../config.ts'
import { diskStore } from '../../media/disk-store.ts'
import { FileTable } from '../../media/file-table.ts'
import { s3Store } from '../../media/s3-store.ts'
import { ChannelTables } from '../../storage/channel-tables.ts'
import { DatabaseError, type Database } from '../../storage/database.ts'
import { ExportReader } from '../../storage/export-reader.ts'
import { MessageIndex } from '../../storage/message-index.ts'
import { MIGRATIONS } from '../../storage/migrations.ts'
import { UpdateLog } from '../../storage/update-log.ts'
import { storedWorld } from './stored-world.ts'
import type { SiteDeps } from './write-site.ts'

/** Conversations of few: the operator has to ask for them. */
const OF_FEW = new Set(['private', 'direct', 'saved'])

export interface Who {
  /** By username or e-mail: what this person may read. */
  readonly user?: string | undefined
  /** With the conversations of few, where everything is exported. */
  readonly private: boolean
}

/** @throws DatabaseError when the database is another version's; Error when there is no such person */
export function openSite(given: { db: Database; config: Pick<Config, 'dataFolder' | 's3'>; who: Who; nowMs: number }): {
  readonly deps: SiteDeps
  readonly reading: Reading
} {
  const { db, config, who, nowMs } = given
  if (db.pragma('user_version', { simple: true }) !== MIGRATIONS.length)
    throw new DatabaseError('The data is of another version of Cairn: start this one on it once, then export.')
  // Until the connection is closed: everything that is read is of one moment.
  db.exec('BEGIN')
  const world = storedWorld(new UpdateLog(db), nowMs)
  const channels = new ChannelTables(db)
  const store = config.s3 ? s3Store(config.s3, () => nowMs) : diskStore(join(config.dataFolder, 'files'))
  const deps: SiteDeps = {
    ...{ world: () => world, channels, reader: new ExportReader(db), messages: new MessageIndex(db) },
    media: { files: new FileTable(db), store },
  }
  return { deps, reading: who.user === undefined ? everything(world, channels, who) : readingOf(db, who.user) }
}

function readingOf(db: Database, login: string): Reading {
  const account = openAccountStore(db).findByLogin(login)
  if (!account) throw new Error(`There is no account ${login}.`)
  return { userId: account.userId, channels: null }
}

function everything(world: World, tables: ChannelTables, who: Who): Reading {
  const ids = tables.channelsByActivity().filter((id) => {
    const channel = channelOf(world, id as Parameters<typeof channelOf>[1])
    return channel !== null && !channel.isDeleted && (who.private || !OF_FEW.has(channel.kind))
  })
  return { userId: null, channels: new Set(ids) }
}
