import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { PROJECTED_TABLES, rebuildProjection } from '../../../sync-server/projections/rebuild.ts'
import { renewAfterRestore } from '../../../sync-server/sync/renew.ts'
import { coreHarness, makeUpdate, memoryDatabase, START_MS } from '../../support/core-harness.ts'

function aServerWithMessages(count: number) {
  const h = coreHarness({ settings: { volumeMessages: 3 } })
  h.addUser(1, 'ada', true)
  const ada = h.connect(1)
  for (let n = 0; n < count; n++) {
    const doc = `channel/general/${Math.floor(n / 3)}`
    const id = h.newId()
    ada.update(doc, makeUpdate(ada.replica(doc), [['messages', id, { by: 1, text: `message ${n}` }]]))
    ada.update(doc, makeUpdate(ada.replica(doc), [['reactions', `${id}/heart/1`, 1]]))
    h.clock.advance(10)
  }
  expect(ada.refusals()).toEqual([])
  return { h, ada }
}

describe('restore and rebuild', () => {
  it('[BK4] a restored server has new generations and gives numbers above the lost ones', () => {
    const { h } = aServerWithMessages(4)
    const backup = h.db.serialize()
    const old = h.core.deps.rooms.get('channel/general/0')
    const restored = coreHarness({ db: memoryDatabase(backup), seed: 2, nowMs: START_MS + 60_000 })
    renewAfterRestore(restored.core, START_MS + 50_000, START_MS + 60_000)
    const room = restored.core.deps.rooms.get('channel/general/0')
    expect(room.generation).not.toBe(old.generation)
    expect(room.digestText()).toBe(old.digestText())
    expect(room.retired.has(old.serverClient)).toBe(true)
    const ada = restored.connect(1)
    const id = restored.newId()
    ada.update(
      'channel/general/1',
      makeUpdate(ada.replica('channel/general/1'), [['messages', id, { by: 1, text: 'after' }]]),
    )
    expect(ada.replica('channel/general/1').getMap('stamps').get(id)).toMatchObject({ seq: 5, id: 10_005 })
  })

  it('[PT2] the projection made again from the documents is the one kept current', () => {
    const { h } = aServerWithMessages(10)
    h.clock.advance(5_000)
    const dump = () => PROJECTED_TABLES.map((table) => h.db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all())
    const kept = dump()
    rebuildProjection(h.db)
    expect(dump()).toEqual(kept)
  })

  it('[LG3] a server opened again on its log holds the same documents', () => {
    const { h } = aServerWithMessages(7)
    const again = coreHarness({ db: memoryDatabase(h.db.serialize()), seed: 3 })
    for (const name of h.core.deps.log.documentNames()) {
      expect(again.core.deps.rooms.get(name).digestText()).toBe(h.core.deps.rooms.get(name).digestText())
      expect(Y.encodeStateVector(again.core.deps.rooms.get(name).doc)).toEqual(
        Y.encodeStateVector(h.core.deps.rooms.get(name).doc),
      )
    }
  })
})

describe('people who come later', () => {
  it('[FD11] what was said in public channels before somebody signed up counts as read', () => {
    const { h } = aServerWithMessages(4)
    h.addUser(2, 'bo')
    const read = h.connect(2).replica('account/2').getMap('read').get('general')
    expect(read).toMatchObject({ seq: 4 })
  })

  it('[MB9] when the last owner leaves, the longest-standing admin is the owner', () => {
    const h = coreHarness()
    for (const [id, name] of [
      [1, 'ada'],
      [2, 'bo'],
      [3, 'cy'],
    ] as const)
      h.addUser(id, name)
    const peers = [1, 2, 3].map((id) => h.connect(id))
    const [ada] = peers as [(typeof peers)[0]]
    const root = `channel/${h.newId()}`
    const write = (writes: [string, string, unknown][]) => ada.update(root, makeUpdate(ada.replica(root), writes))
    write([
      ['meta', 'kind', 'group'],
      ['meta', 'title', 'ridge'],
      ['meta', 'createdBy', 1],
      ['members', '1', { role: 'owner', by: 1 }],
      ['members', '2', { role: 'member', by: 1 }],
      ['members', '3', { role: 'admin', by: 1 }],
    ])
    write([['members', '1', { role: 'none', by: 1 }]])
    expect(ada.refusals()).toEqual([])
    const cy = peers[2] as (typeof peers)[0]
    expect(cy.replica(root).getMap('members').get('3')).toMatchObject({ role: 'owner' })
    expect(cy.replica('account/3').getMap('memberships').get(root.slice(8))).toMatchObject({ role: 'owner' })
  })
})
