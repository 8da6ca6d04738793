import type { Database } from 'better-sqlite3'
import type * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { volumeDocument } from '../../../schema/documents.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import type { MessageValue } from '../../../schema/registers/messages.ts'
import { PROJECTED_TABLES, rebuildProjection } from '../../../sync-server/projections/rebuild.ts'
import { searchMessages } from '../../../sync-server/queries/search-messages.ts'
import { ChannelTables } from '../../../sync-server/storage/channel-tables.ts'
import { WordIndex } from '../../../sync-server/storage/word-index.ts'
import { commandDeps } from '../../support/command-deps.ts'
import { coreHarness, makeUpdate, memoryDatabase, type CoreHarness } from '../../support/core-harness.ts'
import { randomTalk } from '../../support/random-talk.ts'

const HISTORIES = 12
const STEPS = 150
const GENERAL = 'general' as ChannelId

/** Every row of the projection, and every word of its index with its places. */
function projectionOf(db: Database): Record<string, unknown[]> {
  new WordIndex(db).catchUp()
  db.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, message_words, instance)')
  const rows = PROJECTED_TABLES.map((table) => [table, db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all()])
  const words = db.prepare('SELECT * FROM temp.words ORDER BY doc, offset, term').all()
  return { ...(Object.fromEntries(rows) as Record<string, unknown[]>), words }
}

function copyOf(h: CoreHarness): Database {
  h.core.deps.writer.flush()
  return memoryDatabase(h.db.serialize())
}

/** Somebody whose device was away: what they write is on top of what they had then. */
function lateWriter(h: CoreHarness, userId: UserId) {
  const { random } = h.clock
  let connection = 1_000
  let had: { doc: string; replica: Y.Doc } | null = null
  return {
    remember() {
      const volume = h.core.deps.tables.channel(GENERAL)?.last_volume ?? 0
      const doc = volumeDocument(GENERAL, random() < 0.7 ? volume : Math.floor(random() * (volume + 1)))
      const peer = h.connect(userId, { device: `late-device-${userId}`, connection: ++connection })
      peer.control({ t: 'open', doc })
      had = { doc, replica: peer.replica(doc) }
      peer.drop()
    },
    write() {
      if (!had) return
      const peer = h.connect(userId, { device: `late-device-${userId}`, connection: ++connection })
      peer.control({ t: 'open', doc: had.doc })
      const own = [...had.replica.getMap<MessageValue>('messages')].filter(([, value]) => value.by === userId)
      const [id, value] = own[Math.floor(random() * own.length)] ?? [h.newId(), { by: userId }]
      const editedAt = h.clock.nowMs - Math.floor(random() * 5_000)
      const written: MessageValue =
        random() < 0.3
          ? { by: userId, deletedAt: editedAt }
          : { ...value, text: `late words of @bo ${editedAt}`, editedAt }
      const plain = JSON.parse(JSON.stringify(written)) as MessageValue
      peer.update(had.doc, makeUpdate(had.replica, [['messages', id, plain]], Math.floor(random() * 2 ** 32)))
      peer.update(had.doc, makeUpdate(had.replica, [['messages', h.newId(), { by: userId, text: 'a late message' }]]))
      peer.drop()
    },
  }
}

describe.each(Array.from({ length: HISTORIES }, (_, i) => i + 1))(
  'the projection after the random history %i',
  (seed) => {
    it('[PT2] made again from the documents is the one kept current, to the last row and word', async () => {
      const h = coreHarness({ seed, settings: { volumeMessages: 7 } })
      const talk = randomTalk(h, commandDeps(h))
      const late = lateWriter(h, 2 as UserId)
      for (let n = 0; n < STEPS; n++) {
        await talk.step()
        if (n % 10 === 3) late.remember()
        if (n % 10 === 9) late.write()
      }
      const copy = copyOf(h)
      const kept = projectionOf(copy)
      for (const table of ['messages', 'mentions', 'words']) expect(kept[table]).not.toEqual([])
      rebuildProjection(copy)
      expect(projectionOf(copy)).toEqual(kept)
      rebuildProjection(copy)
      expect(projectionOf(copy)).toEqual(kept)
      copy.close()
    })
  },
)

describe('making the projection again', () => {
  it('[PT2] finds the same words', async () => {
    const h = coreHarness({ seed: 99, settings: { volumeMessages: 7 } })
    const deps = commandDeps(h)
    const talk = randomTalk(h, deps)
    for (let n = 0; n < STEPS; n++) await talk.step()
    const ask = () =>
      talk.people.map((userId) =>
        ['hello', 'look', 'ok', 'llo', '@bo'].map((query) => searchMessages(deps, userId, { query, limit: 100 })),
      )
    const before = ask()
    expect(before.flat(2)).not.toEqual([])
    rebuildProjection(h.db)
    expect(ask()).toEqual(before)
  })

  it('[PT4] mends whatever became of the tables, and leaves alone what is no chat content', async () => {
    const h = coreHarness({ seed: 98 })
    const deps = commandDeps(h)
    const talk = randomTalk(h, deps)
    for (let n = 0; n < 60; n++) await talk.step()
    deps.clientMessageIds.put(1 as UserId, 'a-1', { channelId: GENERAL, messageId: h.newId() as never }, 1)
    new ChannelTables(h.db).positions.putDelivered(GENERAL, 1, 1)
    const copy = copyOf(h)
    const kept = projectionOf(copy)
    copy.exec(`UPDATE messages SET text = 'another', seq = seq + 100; DELETE FROM mentions; DELETE FROM channels`)
    copy.exec(`INSERT INTO message_words (rowid, text) VALUES (1000000, 'nobody said this')`)
    rebuildProjection(copy)
    expect(projectionOf(copy)).toEqual(kept)
    for (const table of ['client_message_ids', 'delivered', 'log', 'documents'])
      expect(copy.prepare(`SELECT * FROM ${table}`).all()).toEqual(h.db.prepare(`SELECT * FROM ${table}`).all())
    expect(copy.prepare('SELECT count(*) AS n FROM delivered').get()).not.toEqual({ n: 0 })
    copy.close()
  })

  it('[PT4] changes nothing when it does not come to its end', () => {
    const h = coreHarness({ seed: 97 })
    h.addUser(1, 'ada', true)
    const copy = copyOf(h)
    const kept = projectionOf(copy)
    copy.exec(`UPDATE log SET crc = crc + 1 WHERE doc LIKE 'channel/%'`)
    expect(() => rebuildProjection(copy)).toThrow(/damaged/)
    expect(projectionOf(copy)).toEqual(kept)
    copy.close()
  })
})
