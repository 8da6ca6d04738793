import { describe, expect, it } from 'vitest'
import { coreHarness, makeUpdate, memoryDatabase } from '../../support/core-harness.ts'

function twoPeople() {
  const h = coreHarness()
  h.addUser(1, 'ada', true)
  h.addUser(2, 'bo')
  const ada = h.connect(1)
  const bo = h.connect(2)
  const post = (text: string) => {
    const id = h.newId()
    ada.update('channel/general/0', makeUpdate(ada.replica('channel/general/0'), [['messages', id, { by: 1, text }]]))
    return id
  }
  return { h, ada, bo, post }
}

describe('the log and the writer', () => {
  it('[LG1] positions are dense and each hash covers all rows before it', () => {
    const { h, post } = twoPeople()
    post('one')
    post('two')
    const rows = h.db.prepare('SELECT position, chain FROM log ORDER BY position').all() as {
      position: number
      chain: string
    }[]
    expect(rows.map((row) => row.position)).toEqual(rows.map((_, i) => i + 1))
    expect(new Set(rows.map((row) => row.chain)).size).toBe(rows.length)
  })

  it('[LG2] two copies of one log differ from their next start on', () => {
    const { h } = twoPeople()
    const copy = h.db.serialize()
    const starts = [7, 8].map((seed) => coreHarness({ db: memoryDatabase(copy), seed }).core.deps.log.head())
    expect(starts[0]?.position).toBe(starts[1]?.position)
    expect(starts[0]?.chain).not.toBe(starts[1]?.chain)
  })

  it('[LG4] a damaged row stops its document and no other', () => {
    const { h, post } = twoPeople()
    post('one')
    h.db.prepare(`UPDATE log SET bytes = zeroblob(length(bytes)) WHERE doc = 'channel/general/0'`).run()
    const again = coreHarness({ db: memoryDatabase(h.db.serialize()), seed: 2 })
    expect(() => again.core.deps.rooms.get('channel/general/0')).toThrow(/damaged/)
    expect(again.core.deps.rooms.get('directory').get('users', '2')).toEqual({ username: 'bo' })
  })

  it('[WR1] what arrives in one turn is one row and one frame', () => {
    const { h, ada, bo } = twoPeople()
    const before = h.core.deps.log.head().position
    const frames = bo.received.length
    const replica = ada.replica('channel/general/0')
    const ids = [h.newId(), h.newId(), h.newId()]
    for (const id of ids)
      ada.bringWithoutTurn('channel/general/0', makeUpdate(replica, [['messages', id, { by: 1, text: id }]]))
    h.clock.turn()
    expect(h.core.deps.log.head().position).toBe(before + 1)
    expect(bo.received.length).toBe(frames + 1)
    expect([...bo.replica('channel/general/0').getMap('messages').keys()].sort()).toEqual(ids)
  })

  it('[WR2] [WR3] a failed flush tells nobody anything, and the documents are as stored', () => {
    const { h, ada, bo, post } = twoPeople()
    post('one')
    const { log } = h.core.deps
    const commit = log.commit.bind(log)
    log.commit = () => {
      throw new Error('disk full')
    }
    const frames = bo.received.length
    const digest = h.core.deps.rooms.get('channel/general/0').digestText()
    const lost = post('two')
    log.commit = commit
    expect(bo.received.length).toBe(frames)
    expect(ada.closedWith).toBe(4500)
    expect(h.core.deps.rooms.get('channel/general/0').digestText()).toBe(digest)
    const again = h.connect(1, { connection: 2 })
    again.update(
      'channel/general/0',
      makeUpdate(again.replica('channel/general/0'), [['messages', lost, { by: 1, text: 'two' }]]),
    )
    expect(bo.replica('channel/general/0').getMap('stamps').get(lost)).toMatchObject({ seq: 2 })
  })
})
