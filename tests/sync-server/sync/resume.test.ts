import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { encodeFrame } from '../../../schema/protocol/frames.ts'
import { COMPACT_ROWS } from '../../../sync-server/sync/maintenance.ts'
import { coreHarness, makeUpdate, type MuxPeer } from '../../support/core-harness.ts'

const GENERAL = 'channel/general/0'

function aWorkspace() {
  const h = coreHarness()
  h.addUser(1, 'ada', true)
  h.addUser(2, 'bo')
  const ada = h.connect(1)
  const write = (peer: MuxPeer, doc: string, ...writes: [string, string, unknown][]) =>
    peer.update(doc, makeUpdate(peer.replica(doc), writes))
  const post = (text: string) => {
    const id = h.newId()
    write(ada, GENERAL, ['messages', id, { by: 1, text }])
    return id
  }
  /** bo comes back from where it was. */
  const comeBack = (position: number, chain: string, connection = 2) => {
    const peer = h.connect(2, { hello: false })
    peer.control({ t: 'hello', version: 1, device: 'device-2', connection })
    peer.control({ t: 'resume', position, chain })
    return peer
  }
  const docs = (peer: MuxPeer) => peer.controls().flatMap((c) => (c.t === 'doc' ? [`${c.doc} ${c.mode}`] : []))
  return { h, ada, write, post, comeBack, docs }
}

describe('coming back', () => {
  it('[RM1] only what changed since is sent, and it completes the replica', () => {
    const { h, post, comeBack, docs } = aWorkspace()
    post('one')
    const bo = h.connect(2)
    const { position, chain } = h.core.deps.log.head()
    const replica = bo.replica(GENERAL)
    bo.drop()
    post('two')
    post('three')
    const again = comeBack(position, chain)
    expect(docs(again)).toEqual([`${GENERAL} since`])
    for (const frame of again.frames()) if (frame.kind === 'step2') Y.applyUpdate(replica, frame.payload)
    expect(replica.getMap('messages').size).toBe(3)
    expect(replica.store.pendingStructs).toBeNull()
  })

  it('[RM1] nothing new costs three short control messages', () => {
    const { h, comeBack } = aWorkspace()
    const { position, chain } = h.core.deps.log.head()
    const again = comeBack(position, chain)
    expect(again.controls().map((c) => c.t)).toEqual(['hello', 'resumed'])
  })

  it('[RM2] directory and account come first', () => {
    const { h, post, docs } = aWorkspace()
    post('one')
    expect(docs(h.connect(2)).slice(0, 3)).toEqual(['directory whole', 'account/2 whole', 'channel/general whole'])
  })

  it('[RM3] a position that this log never had means a restored server', () => {
    const { h, comeBack } = aWorkspace()
    const { position } = h.core.deps.log.head()
    for (const peer of [comeBack(position, 'anotherchain'), comeBack(position + 5, 'anotherchain', 3)]) {
      expect(peer.controls().find((c) => c.t === 'resuming')).toMatchObject({ restored: true })
    }
  })

  it('[RM4] access lost and granted again in between: the document whole', () => {
    const { h, ada, write, comeBack, docs } = aWorkspace()
    const root = `channel/${h.newId()}`
    write(
      ada,
      root,
      ['meta', 'kind', 'private'],
      ['meta', 'title', 'ridge'],
      ['meta', 'createdBy', 1],
      ['members', '1', { role: 'owner', by: 1 }],
      ['members', '2', { role: 'member', by: 1 }],
    )
    const { position, chain } = h.core.deps.log.head()
    write(ada, root, ['members', '2', { role: 'none', by: 1 }])
    write(ada, root, ['members', '2', { role: 'member', by: 1 }])
    expect(docs(comeBack(position, chain))).toEqual(expect.arrayContaining([`${root} whole`, `${root}/0 whole`]))
  })

  it('[RM6] [GN1] below the compaction floor the device is asked for a state vector', () => {
    const { h, ada, post, comeBack } = aWorkspace()
    const id = post('one')
    const { position, chain } = h.core.deps.log.head()
    repeat(ada, GENERAL, COMPACT_ROWS + 1, (i) => ['reactions', `${id}/heart/1`, i % 2 ? null : 1])
    h.clock.advance(10)
    const again = comeBack(position, chain)
    expect(again.controls().find((c) => c.t === 'ask')).toMatchObject({ doc: GENERAL })
    again.bring(stepOne(GENERAL, new Y.Doc()))
    expect(again.replica(GENERAL).getMap('messages').size).toBe(1)
  })

  it('[GN2] [GN3] [RM7] a document whose age outweighs it is written anew, and comes whole', () => {
    const { h, ada, write, docs } = aWorkspace()
    const before = h.core.deps.rooms.get('account/1')
    const generation = before.generation
    repeat(ada, 'account/1', COMPACT_ROWS, (i) => ['prefs', 'theme', i % 2 ? 'dark' : 'light'])
    writeByManyClients(ada, 'account/1', 3_500)
    write(ada, 'account/1', ['drafts', 'general', 'last'])
    h.clock.advance(10)
    const after = h.core.deps.rooms.get('account/1')
    expect(after.generation).not.toBe(generation)
    expect(after.retired.size).toBe(1)
    expect(after.get('drafts', 'general')).toBe('last')
    expect(docs(ada).at(-1)).toBe('account/1 whole')
  }, 30_000)
})

/** Writes again and again, each time by another client id, as a device does. */
function repeat(peer: MuxPeer, doc: string, times: number, next: (i: number) => [string, string, unknown]): void {
  const replica = peer.replica(doc)
  let update: Uint8Array = new Uint8Array()
  replica.on('update', (made: Uint8Array) => (update = made))
  for (let i = 0; i < times; i++) {
    const [root, key, value] = next(i)
    replica.clientID = 1_000 + i
    if (value === null) replica.getMap(root).delete(key)
    else replica.getMap(root).set(key, value)
    peer.update(doc, update)
  }
}

/** One live register, and a history of client ids: 250 of them an update. */
function writeByManyClients(peer: MuxPeer, doc: string, clients: number): void {
  const replica = peer.replica(doc)
  let made: Uint8Array[] = []
  replica.on('update', (update: Uint8Array) => made.push(update))
  for (let i = 0; i < clients; i++) {
    replica.clientID = 100_000 + i
    replica.getMap('drafts').set('general', `draft ${i}`)
    if (made.length < 250 && i < clients - 1) continue
    peer.update(doc, Y.mergeUpdates(made))
    made = []
  }
}

function stepOne(doc: string, replica: Y.Doc): Uint8Array {
  return encodeFrame({ kind: 'step1', doc, row: 0, payload: Y.encodeStateVector(replica) })
}
