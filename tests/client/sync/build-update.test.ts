/** The one update that a document's pending writes become. */
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { buildUpdate, type RegisterWrite } from '../../../client/sync/build-update.ts'

const CLIENT = 7
const random = () => CLIENT / 2 ** 32

/** What a volume holds: many messages, one that was edited, one whose reaction was taken back. */
function aReplica(): Y.Doc {
  const replica = new Y.Doc()
  replica.clientID = 1
  const messages = replica.getMap('messages')
  for (let n = 0; n < 50; n++) messages.set(`m${n}`, { text: `${n}` })
  messages.set('m3', { text: 'edited' })
  replica.getMap('reactions').set('m4/1', true)
  replica.getMap('reactions').delete('m4/1')
  return replica
}

/** Made on a copy of the whole replica. */
function onCopy(replica: Y.Doc, writes: readonly RegisterWrite[]): Uint8Array {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(replica))
  copy.clientID = CLIENT
  const before = Y.encodeStateVector(copy)
  copy.transact(() => {
    for (const { root, key, value } of writes) copy.getMap(root).set(key, value)
  })
  return Y.encodeStateAsUpdate(copy, before)
}

it.each([
  ['new message', { root: 'messages', key: 'new', value: { text: 'new' } }],
  ['edit', { root: 'messages', key: 'm3', value: { text: 'again' } }],
  ['reaction that was taken back', { root: 'reactions', key: 'm4/1', value: true }],
  ['register of a new root', { root: 'pins', key: 'm1', value: { at: 1 } }],
])('[OB16] a %s has its value after all that was there', (_, write) => {
  const replica = aReplica()
  const { update, client, clock } = buildUpdate(replica, [write], random)
  expect(Y.decodeUpdate(update).structs).toEqual(Y.decodeUpdate(onCopy(replica, [write])).structs)
  Y.applyUpdate(replica, update)
  expect(replica.getMap(write.root).get(write.key)).toEqual(write.value)
  expect([client, clock, Y.getState(replica.store, client)]).toEqual([CLIENT, 1, 1])
})

it('[OB16] a removed register is gone, and nothing is written under a client id that is taken', () => {
  const replica = aReplica()
  const chances = [1 / 2 ** 32, 9 / 2 ** 32]
  const { update, client } = buildUpdate(
    replica,
    [
      { root: 'messages', key: 'new', value: { text: 'new' } },
      { root: 'messages', key: 'm5', value: null },
    ],
    () => chances.shift()!,
  )
  Y.applyUpdate(replica, update)
  expect(client).toBe(9)
  expect([replica.getMap('messages').has('m5'), replica.getMap('messages').has('new')]).toEqual([false, true])
})
