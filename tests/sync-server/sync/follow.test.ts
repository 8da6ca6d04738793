import { describe, expect, it } from 'vitest'
import { endedMembership } from '../../../schema/ended-membership.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import { coreHarness, makeUpdate, type MuxPeer } from '../../support/core-harness.ts'

function threePeople() {
  const h = coreHarness()
  for (const [id, name] of [
    [1, 'ada'],
    [2, 'bo'],
    [3, 'cy'],
  ] as const)
    h.addUser(id, name, id === 1)
  const [ada, bo, cy] = [1, 2, 3].map((id) => h.connect(id)) as [MuxPeer, MuxPeer, MuxPeer]
  const write = (peer: MuxPeer, doc: string, ...writes: [string, string, unknown][]) =>
    peer.update(doc, makeUpdate(peer.replica(doc), writes))
  const found = (kind: string, ...more: [string, string, unknown][]) => {
    const doc = `channel/${h.newId()}`
    const base: [string, string, unknown][] = [
      ['meta', 'kind', kind],
      ['meta', 'title', 'ridge'],
      ['meta', 'createdBy', 1],
      ['members', '1', { role: 'owner', by: 1 }],
    ]
    write(ada, doc, ...base, ...more)
    return doc
  }
  return { h, ada, bo, cy, write, found }
}

describe('what the server writes because of a write', () => {
  it('[FD7] a founded channel gets its number and time', () => {
    const { h, ada, found } = threePeople()
    const meta = ada.replica(found('private')).getMap('meta')
    expect(meta.get('num')).toBe(2)
    expect(meta.get('createdAt')).toBe(h.clock.nowMs)
  })

  it('[FD9] default channels are there from the start', () => {
    const { bo } = threePeople()
    expect(bo.replica('directory').getMap('channels').get('general')).toEqual({ kind: 'public', title: 'general' })
  })

  it('[FD10] groups are listed, private channels are not, a broadcast is when it has a handle', () => {
    const { bo, found } = threePeople()
    const [group, secret, quiet, loud] = [
      found('group'),
      found('private'),
      found('broadcast'),
      found('broadcast', ['meta', 'handle', 'weather']),
    ].map((doc) => doc.slice('channel/'.length))
    const listed = [...bo.replica('directory').getMap('channels').keys()]
    expect(listed).toContain(group)
    expect(listed).toContain(loud)
    expect(listed).not.toContain(secret)
    expect(listed).not.toContain(quiet)
  })

  it('[MB20] a person’s account follows their role and the channel’s title', () => {
    const { bo, ada, write, found } = threePeople()
    const doc = found('private', ['members', '2', { role: 'member', by: 1 }])
    const own = () => bo.replica('account/2').getMap('memberships').get(doc.slice('channel/'.length))
    expect(own()).toEqual({ kind: 'private', role: 'member', title: 'ridge' })
    write(ada, doc, ['meta', 'title', 'summit'], ['members', '2', { role: 'admin', by: 1 }])
    expect(own()).toEqual({ kind: 'private', role: 'admin', title: 'summit' })
    write(ada, doc, ['members', '2', { role: 'none', by: 1 }])
    expect(own()).toBeUndefined()
  })

  it('[SY900] whoever is out reads in their account who did it and when, until they are in again', () => {
    const { h, ada, bo, cy, write, found } = threePeople()
    const doc = found(
      'private',
      ['members', '2', { role: 'member', by: 1 }],
      ['members', '3', { role: 'member', by: 1 }],
    )
    const id = doc.slice('channel/'.length) as ChannelId
    const told = (peer: MuxPeer, name: string) =>
      endedMembership({ get: (root, key) => peer.replica(`account/${name}`).getMap(root).get(key) as string }, id)
    expect(told(bo, '2')).toBeNull()
    write(ada, doc, ['members', '2', { role: 'none', by: 1 }])
    const removedAt = h.clock.nowMs
    h.clock.advance(1_000)
    write(cy, doc, ['members', '3', { role: 'none', by: 3 }])
    expect(told(bo, '2')).toEqual({ by: 1, at: removedAt })
    expect(told(cy, '3')).toEqual({ by: 3, at: removedAt + 1_000 })
    write(ada, doc, ['members', '2', { role: 'member', by: 1 }])
    expect(told(bo, '2')).toBeNull()
  })

  it('[AC5] the directory copies what a profile shows to everyone, and nothing of its privacy', () => {
    const { ada, bo, write } = threePeople()
    write(
      bo,
      'account/2',
      ['profile', 'name', 'Bo Berg'],
      ['profile', 'color', '#336699'],
      ['profile', 'privacy', { avatar: 'nobody' }],
    )
    expect(ada.replica('directory').getMap('profiles').get('2')).toEqual({ name: 'Bo Berg', color: '#336699' })
  })

  it('[AC6] who watches the channel hears of a read mark, unless its reader hides when they were seen', () => {
    const { h, ada, bo, cy, write } = threePeople()
    const id = h.newId()
    write(ada, 'channel/general/0', ['messages', id, { by: 1, text: 'hello' }])
    ada.control({ t: 'watch', channel: 'general' })
    write(cy, 'account/3', ['profile', 'privacy', { lastSeen: 'nobody' }])
    write(bo, 'account/2', ['read', 'general', { seq: 1, messageId: id }])
    write(cy, 'account/3', ['read', 'general', { seq: 1, messageId: id }])
    h.clock.advance(5_000)
    const marks = ada.controls().filter((c) => c.t === 'marks')
    expect(marks.at(-1)?.read).toEqual({ 2: 1 })
  })

  it('[SM5] reactions of one message are stamped at most once a second, the last one always', () => {
    const { h, ada, bo, write } = threePeople()
    const id = h.newId()
    const doc = 'channel/general/0'
    write(ada, doc, ['messages', id, { by: 1, text: 'hello' }])
    const rmod = () => (ada.replica(doc).getMap('stamps').get(id) as { rmod?: number }).rmod
    h.clock.advance(10)
    write(ada, doc, ['reactions', `${id}/heart/1`, 1])
    const first = rmod() as number
    h.clock.advance(100)
    write(bo, doc, ['reactions', `${id}/heart/2`, 1])
    expect(rmod()).toBe(first)
    h.clock.advance(1_000)
    expect(rmod()).toBeGreaterThan(first)
  })

  it('[SM8] joining and leaving post system messages', () => {
    const { h, ada, bo, write, found } = threePeople()
    const doc = found('group')
    bo.control({ t: 'open', doc })
    write(bo, doc, ['members', '2', { role: 'member', by: 2 }])
    h.clock.advance(5)
    write(bo, doc, ['members', '2', { role: 'none', by: 2 }])
    const said = [...ada.replica(`${doc}/0`).getMap<{ text: string; by: number }>('messages').values()].map(
      (m) => `${m.by}: ${m.text}`,
    )
    expect(said.sort()).toEqual(['0: bo has joined the channel', '0: bo has left the channel'])
  })
})
