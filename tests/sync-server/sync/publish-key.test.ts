import { describe, expect, it } from 'vitest'
import type { UserId } from '../../../schema/ids.ts'
import type { MessageValue } from '../../../schema/registers/messages.ts'
import { coreHarness, makeUpdate } from '../../support/core-harness.ts'

const OLD = { print: '0a'.repeat(32), version: 1 }
const NEW = { print: '0b'.repeat(32), version: 2 }
const SEALED = { sealed: { payload: 'x' } }
const PLAIN = { text: 'hello' }

/** ada has said something to bo, cy and dee; `said` is to bo. */
function talk(said: object = SEALED) {
  const h = coreHarness()
  for (const [id, name] of [...['', 'ada', 'bo', 'cy', 'dee'].entries()].slice(1)) h.addUser(id, name, id === 1)
  const ada = h.connect(1)
  const say = (doc: string, what: object, id = h.newId()) => {
    ada.update(doc, makeUpdate(ada.replica(doc), [['messages', id, { by: 1, ...what }]]))
    return id
  }
  const putKey = (userId: number, key: typeof OLD) => {
    void h.core.runInCommit((tx) => tx.putKey(userId as UserId, key))
    h.clock.turn()
  }
  const messageId = say('channel/dm-1-2/0', said)
  say('channel/dm-1-3/0', PLAIN)
  say('channel/general/0', SEALED)
  const head = () => h.core.deps.log.head().position
  return { h, ada, say, putKey, messageId, head, keys: () => ada.replica('directory').getMap('keys').toJSON() }
}

type Peer = ReturnType<typeof talk>['ada']
const lines = (peer: Peer, channel: string) =>
  [...peer.replica(`channel/${channel}/0`).getMap<MessageValue>('messages').values()].filter(
    ({ type }) => type === 'system',
  )

describe('a person’s key', () => {
  it('[EN21] is in the directory by its fingerprint, the same commit tells all', () => {
    const { h, putKey, keys } = talk()
    const bo = h.connect(2)
    putKey(1, OLD)
    expect(keys()).toEqual({ 1: OLD })
    expect(bo.replica('directory').getMap('keys').toJSON()).toEqual({ 1: OLD })
  })

  it('[EN22] another one is told in the direct chats that hold encrypted messages, to both', () => {
    const { h, ada, putKey } = talk()
    const bo = h.connect(2)
    putKey(1, OLD)
    expect(lines(ada, 'dm-1-2')).toEqual([])
    putKey(1, NEW)
    const line = { by: 0, type: 'system', text: 'ada has a new key', event: { kind: 'key', user: 1 } }
    expect(lines(ada, 'dm-1-2')).toEqual([line])
    expect(lines(bo, 'dm-1-2')).toEqual([line])
    for (const channel of ['dm-1-3', 'general']) expect(lines(ada, channel)).toEqual([])
    expect(h.db.prepare('SELECT text FROM messages WHERE type = ?').all('system')).toEqual([{ text: line.text }])
  })

  it('[EN22] the other one’s is told there as well', () => {
    const { ada, putKey } = talk()
    putKey(2, OLD)
    putKey(2, NEW)
    expect(lines(ada, 'dm-1-2').map(({ text }) => text)).toEqual(['bo has a new key'])
  })

  it('[EN22] the same one again is no change, whatever its version', () => {
    const { ada, putKey, keys, head } = talk()
    putKey(1, OLD)
    const before = head()
    putKey(1, OLD)
    expect(head()).toBe(before)
    putKey(1, { ...OLD, version: 2 })
    expect(keys()).toEqual({ 1: { ...OLD, version: 2 } })
    expect(lines(ada, 'dm-1-2')).toEqual([])
  })

  it('[EN22] a chat whose encrypted messages are deleted holds none; one where others came later does', () => {
    const one = talk()
    one.putKey(1, OLD)
    one.say('channel/dm-1-2/0', { deletedAt: one.h.clock.nowMs }, one.messageId)
    one.putKey(1, NEW)
    expect(lines(one.ada, 'dm-1-2')).toEqual([])
    const other = talk()
    other.putKey(1, OLD)
    other.say('channel/dm-1-2/0', PLAIN)
    other.putKey(1, NEW)
    expect(lines(other.ada, 'dm-1-2')).toHaveLength(1)
  })

  it('[EN21] goes with the account', () => {
    const { h, ada, putKey, keys } = talk()
    putKey(1, OLD)
    void h.core.runInCommit((tx) => tx.retireUser(1 as UserId))
    h.clock.turn()
    expect(keys()).toEqual({})
    expect(lines(ada, 'dm-1-2')).toEqual([])
  })

  it('[EN21] nobody writes one but the server', () => {
    const { ada } = talk()
    ada.update('directory', makeUpdate(ada.replica('directory'), [['keys', '1', OLD]]))
    expect(ada.refusals()).toEqual(['forbidden JG2'])
  })
})
