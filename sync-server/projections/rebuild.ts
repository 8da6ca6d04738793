/** Makes the projection's tables again from the documents alone (docs/behaviour.md, PT1-PT4). */
import type { Database } from 'better-sqlite3'
import * as Y from 'yjs'
import { parseDocumentName, type DocumentRef } from '../../schema/documents.ts'
import type { ReadValue } from '../../schema/registers/account.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import { parseReactionKey } from '../../schema/registers/reactions.ts'
import type { StampValue } from '../../schema/registers/stamps.ts'
import { ChannelTables } from '../storage/channel-tables.ts'
import { UpdateLog } from '../storage/update-log.ts'
import { WordIndex } from '../storage/word-index.ts'

/** Tables that hold nothing but what the documents say. */
export const PROJECTED_TABLES = ['channels', 'messages', 'mentions', 'reactions', 'reads', 'file_uses'] as const

export interface Rebuilt {
  readonly documents: number
  readonly messages: number
}

/**
 * PT4: drops and refills them in one transaction. The server must not be running on this database.
 *
 * @throws CairnError storage_failed when a document is damaged; then nothing has changed
 */
export function rebuildProjection(db: Database): Rebuilt {
  const log = new UpdateLog(db)
  const tables = new ChannelTables(db)
  const words = new WordIndex(db)
  return db.transaction(() => {
    for (const table of PROJECTED_TABLES) db.exec(`DELETE FROM ${table}`)
    words.clear()
    const refs = log
      .documentNames()
      .map(parseDocumentName)
      .filter((ref): ref is DocumentRef => ref !== null)
    // Roots first: volumes add to their channel's row.
    for (const ref of refs) if (ref.kind === 'channel') projectRoot(load(log, ref.name), ref.channelId, tables)
    for (const ref of refs) {
      if (ref.kind === 'volume') projectVolume(load(log, ref.name), ref.channelId, ref.volume, tables)
      if (ref.kind === 'account') projectAccount(load(log, ref.name), ref.userId, tables)
    }
    words.catchUp()
    const { messages } = db.prepare('SELECT count(*) AS messages FROM messages').get() as { messages: number }
    return { documents: refs.length, messages }
  })()
}

function load(log: UpdateLog, name: string): Y.Doc {
  const doc = new Y.Doc()
  for (const update of log.load(name)?.updates ?? []) Y.applyUpdate(doc, update)
  return doc
}

function projectRoot(doc: Y.Doc, channelId: string, tables: ChannelTables): void {
  const meta = doc.getMap('meta')
  const num = meta.get('num')
  if (typeof num !== 'number') return
  tables.addChannel(channelId, num)
  const newest = Math.max(0, ...[...doc.getMap('volumes').keys()].map(Number))
  tables.raiseCounts(channelId, 0, newest, (meta.get('createdAt') as number | undefined) ?? 0)
}

function projectVolume(doc: Y.Doc, channelId: string, volume: number, tables: ChannelTables): void {
  const messages = doc.getMap<MessageValue>('messages')
  for (const [messageId, stamp] of doc.getMap<StampValue>('stamps').entries()) {
    const message = messages.get(messageId)
    if (!message) continue
    tables.messages.put(channelId, messageId, volume, message, stamp)
    tables.raiseCounts(channelId, stamp.seq, volume, Math.max(stamp.at, stamp.mod ?? 0, stamp.rmod ?? 0))
  }
  for (const key of doc.getMap('reactions').keys()) {
    const reaction = parseReactionKey(key)
    if (reaction) tables.messages.putReaction(channelId, reaction.messageId, reaction.name, reaction.userId, true)
  }
}

function projectAccount(doc: Y.Doc, userId: number, tables: ChannelTables): void {
  for (const [channelId, value] of doc.getMap<ReadValue>('read').entries())
    tables.positions.putRead(channelId, userId, value.seq)
}
