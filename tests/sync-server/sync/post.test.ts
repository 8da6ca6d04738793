import { describe, expect, it } from 'vitest'
import { coreHarness, makeUpdate } from '../../support/core-harness.ts'

describe('a message through the core', () => {
  it('[SM1] a new message is stamped, acknowledged and reaches the others', () => {
    const h = coreHarness()
    h.addUser(1, 'ada', true)
    h.addUser(2, 'bo')
    const ada = h.connect(1)
    const bo = h.connect(2)
    const id = h.newId()
    const row = ada.update(
      'channel/general/0',
      makeUpdate(ada.replica('channel/general/0'), [['messages', id, { by: 1, text: 'hello @bo' }]]),
    )
    expect(ada.acks()).toEqual([row])
    const replica = bo.replica('channel/general/0')
    expect(replica.getMap('messages').get(id)).toEqual({ by: 1, text: 'hello @bo' })
    expect(replica.getMap('stamps').get(id)).toEqual({ id: 1, seq: 1, at: h.clock.nowMs, mentions: [2] })
  })

  it('[SM6] the stamp that fills a volume opens the next; the sealed one refuses', () => {
    const h = coreHarness({ settings: { volumeMessages: 2 } })
    h.addUser(1, 'ada', true)
    const ada = h.connect(1)
    const post = (doc: string) =>
      ada.update(doc, makeUpdate(ada.replica(doc), [['messages', h.newId(), { by: 1, text: 'x' }]]))
    post('channel/general/0')
    post('channel/general/0')
    expect(ada.replica('channel/general').getMap('volumes').toJSON()).toEqual({ 1: { from: 3 } })
    post('channel/general/0')
    expect(ada.refusals()).toEqual(['sealed MS8'])
    const row = post('channel/general/1')
    expect(ada.acks()).toContain(row)
  })

  it('[FD8] a direct channel is founded by its first message', () => {
    const h = coreHarness()
    h.addUser(1, 'ada', true)
    h.addUser(2, 'bo')
    const ada = h.connect(1)
    const bo = h.connect(2)
    const id = h.newId()
    ada.update(
      'channel/dm-1-2/0',
      makeUpdate(ada.replica('channel/dm-1-2/0'), [['messages', id, { by: 1, text: 'psst' }]]),
    )
    expect(ada.refusals()).toEqual([])
    expect(bo.replica('account/2').getMap('memberships').get('dm-1-2')).toEqual({ kind: 'direct', role: 'member' })
    expect(bo.replica('channel/dm-1-2/0').getMap('messages').get(id)).toEqual({ by: 1, text: 'psst' })
  })

  it('[MB20] who is removed gets no further byte', () => {
    const h = coreHarness()
    for (const [id, name] of [
      [1, 'ada'],
      [2, 'bo'],
    ] as const)
      h.addUser(id, name, id === 1)
    const ada = h.connect(1)
    const bo = h.connect(2)
    const id = h.newId()
    const root = `channel/${id}`
    ada.update(
      root,
      makeUpdate(ada.replica(root), [
        ['meta', 'kind', 'private'],
        ['meta', 'title', 'ridge'],
        ['meta', 'createdBy', 1],
        ['members', '1', { role: 'owner', by: 1 }],
        ['members', '2', { role: 'member', by: 1 }],
      ]),
    )
    expect(ada.refusals()).toEqual([])
    expect(bo.replica(root).getMap('meta').get('title')).toBe('ridge')
    ada.update(root, makeUpdate(ada.replica(root), [['members', '2', { role: 'none', by: 1 }]]))
    expect(ada.refusals()).toEqual([])
    expect(
      bo
        .controls()
        .filter((c) => c.t === 'closed')
        .map((c) => c.doc),
    ).toEqual([root, `${root}/0`])
    const count = bo.frames().length
    ada.update(`${root}/0`, makeUpdate(ada.replica(`${root}/0`), [['messages', h.newId(), { by: 1, text: 'secret' }]]))
    expect(
      bo
        .frames()
        .slice(count)
        .filter((f) => f.kind !== 'control'),
    ).toEqual([])
  })
})
