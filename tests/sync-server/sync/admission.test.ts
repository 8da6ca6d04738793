/** Answers of the admission that no attack is about. */
import * as Y from 'yjs'
import { expect, it } from 'vitest'
import { coreHarness, makeUpdate } from '../../support/core-harness.ts'

it('[AD2] an update for a channel that is not there any more is refused with a reason, whatever it builds on', () => {
  const h = coreHarness()
  h.addUser(1, 'ada', true)
  const ada = h.connect(1)
  const volume = `channel/${h.newId()}/0`
  // What the device still has, and a restored server has not.
  const replica = new Y.Doc()
  const id = h.newId()
  replica.clientID = 5
  replica.getMap('messages').set(id, { by: 1, text: 'before' })
  const row = ada.update(volume, makeUpdate(replica, [['messages', id, { by: 1, text: 'edited', editedAt: 9 }]], 6))
  const refused = ada.controls().find((c) => c.t === 'refused' && c.row === row)
  expect(refused).toMatchObject({ entries: [{ code: 'forbidden', reason: 'MB3: not a document one reads' }] })
})
