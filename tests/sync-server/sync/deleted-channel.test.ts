import { describe, expect, it } from 'vitest'
import { CloseCode } from '../../../schema/protocol/close-codes.ts'
import { projectChannel } from '../../../schema/projection/project-channel.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { PROJECTED_TABLES, rebuildProjection } from '../../../sync-server/projections/rebuild.ts'
import { coreHarness, makeUpdate, type MuxPeer } from '../../support/core-harness.ts'
import { YWorld } from '../../support/y-world.ts'
import * as Y from 'yjs'

/** Ada owns a channel with Bo in it, Cy is outside; all three are online. */
function aChannelToDelete(kind: 'private' | 'group' | 'public') {
  const h = coreHarness()
  const names = ['ada', 'bo', 'cy']
  names.forEach((name, i) => h.addUser(i + 1, name))
  const [ada, bo, cy] = names.map((_, i) => h.connect(i + 1)) as [MuxPeer, MuxPeer, MuxPeer]
  const channelId = h.newId() as ChannelId
  const root = `channel/${channelId}`
  const write = (peer: MuxPeer, doc: string, ...writes: [string, string, unknown][]) =>
    peer.update(doc, makeUpdate(h.core.deps.rooms.get(doc).doc, writes))
  write(
    ada,
    root,
    ['meta', 'kind', kind],
    ['meta', 'title', 'ridge'],
    ['meta', 'createdBy', 1],
    ['members', '1', { role: 'owner', by: 1 }],
    ...(kind === 'public' ? [] : [['members', '2', { role: 'admin', by: 1 }] as [string, string, unknown]]),
  )
  write(bo, `${root}/0`, ['messages', h.newId(), { by: 2, text: 'hello' }])
  const erase = () => write(ada, root, ['meta', 'deletedAt', h.clock.nowMs])
  const closed = (peer: MuxPeer) => peer.controls().flatMap((c) => (c.t === 'closed' ? [c.doc] : []))
  return { h, ada, bo, cy, channelId, root, write, erase, closed }
}

describe('a channel that its owner deletes', () => {
  it.each(['private', 'group', 'public'] as const)('[MB23] is closed for everybody in that turn (%s)', (kind) => {
    const { h, ada, bo, cy, root, channelId, write, erase, closed } = aChannelToDelete(kind)
    if (kind === 'group') cy.control({ t: 'open', doc: root })
    const stock = h.connectStock(2, `${root}/0`)
    const row = erase()
    expect(ada.acks()).toContain(row)
    expect(closed(ada).sort()).toEqual([root, `${root}/0`])
    expect(closed(bo).sort()).toEqual([root, `${root}/0`])
    expect(stock.closedWith).toBe(CloseCode.NoAccess)
    const cysDocuments = { private: [], group: [root], public: [root, `${root}/0`] }
    expect(closed(cy).sort()).toEqual(cysDocuments[kind])
    const heard = [ada, bo, cy].map((peer) => peer.received.length)
    write(ada, root, ['meta', 'title', 'still mine'])
    expect(ada.refusals()).toEqual(['gone MT7'])
    expect([bo, cy].map((peer) => peer.received.length)).toEqual(heard.slice(1))
    expect(ada.replica('directory').getMap('channels').has(channelId)).toBe(false)
  })

  it('[MB23] is in nobody’s memberships any more, and posts no system message', () => {
    const { h, bo, root, channelId, erase } = aChannelToDelete('private')
    erase()
    expect(bo.replica('account/2').getMap('memberships').has(channelId)).toBe(false)
    expect(h.core.deps.rooms.get('account/1').get('memberships', channelId)).toBeUndefined()
    expect(h.core.deps.rooms.get(`${root}/0`).size('messages')).toBe(1)
  })

  it('[MB23] is not among what a device gets when it comes back', () => {
    const { h, bo, root, erase } = aChannelToDelete('public')
    bo.drop()
    erase()
    const back = h.connect(2, { device: 'device-2b' })
    expect(back.controls().flatMap((c) => (c.t === 'doc' && c.doc.startsWith(root) ? [c.doc] : []))).toEqual([])
    back.control({ t: 'open', doc: root })
    expect(back.controls().at(-1)).toEqual({ t: 'closed', doc: root, code: CloseCode.NoAccess })
  })

  it('[MB23] gives its names free', () => {
    const { h, cy, root, write, erase } = aChannelToDelete('public')
    const found = () =>
      write(
        cy,
        `channel/${h.newId()}`,
        ['meta', 'kind', 'public'],
        ['meta', 'title', 'Ridge'],
        ['meta', 'createdBy', 3],
        ['members', '3', { role: 'owner', by: 3 }],
      )
    found()
    expect(cy.refusals()[0]).toBe('conflict MT5')
    erase()
    const row = found()
    expect(cy.acks()).toContain(row)
    expect(h.core.deps.rooms.get(root).get('meta', 'title')).toBe('ridge')
  })

  it('[MT6] is over on a device that was offline, by what its account and the directory tell', () => {
    for (const kind of ['private', 'public'] as const) {
      const { h, bo, root, channelId, erase } = aChannelToDelete(kind)
      const old = bo.replica(root)
      bo.drop()
      erase()
      const back = h.connect(2, { device: 'device-2b' })
      const world = new YWorld()
      for (const doc of ['directory', 'account/2'])
        Y.applyUpdate(world.doc(doc), Y.encodeStateAsUpdate(back.replica(doc)))
      Y.applyUpdate(world.doc(root), Y.encodeStateAsUpdate(old))
      expect(projectChannel(world, channelId, 2 as UserId)).toMatchObject({ role: 'none', canPost: false })
    }
  })

  it('[PT2] leaves the projection as one made again from the documents', () => {
    const { h, erase } = aChannelToDelete('group')
    erase()
    const rows = () => PROJECTED_TABLES.map((table) => h.db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).raw().all())
    const kept = rows()
    rebuildProjection(h.db)
    expect(rows()).toEqual(kept)
  })
})
