/** What comes back of a channel that was deleted before the server went back to a backup. */
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { compareReplica } from '../../../client/sync/recover.ts'
import { registersOf } from '../../../client/sync/held-document.ts'
import { channelDocument } from '../../../schema/documents.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'

const doc = channelDocument('01CREW00000000000000000000' as ChannelId)
const [ada, bo] = [1, 2] as UserId[] as [UserId, UserId]

/** The root as ada founded it; nothing but the server writes it after a restore. */
function aRoot(more: Record<string, unknown> = {}): Y.Doc {
  const root = new Y.Doc()
  root.transact(() => {
    const meta = { kind: 'private', title: 'ridge', createdBy: ada, num: 7, createdAt: 1, ...more }
    for (const [key, value] of Object.entries(meta)) root.getMap('meta').set(key, value)
    root.getMap('members').set('1', { role: 'owner', by: ada })
    root.getMap('members').set('2', { role: 'admin', by: ada })
    root.getMap('joined').set('1', { id: 1, at: 1 })
  })
  return root
}

const wanted = (who: UserId, old: Y.Doc, server: Y.Doc, isRestored = true) =>
  compareReplica(doc, registersOf(old), server, who, isRestored).wanted.map(({ root, key, value }) => [
    root,
    key,
    value,
  ])

it('[RS24] a deletion that the server lost is made again by an owner, and nothing else of the channel', () => {
  const old = aRoot({ title: 'renamed', deletedAt: 9 })
  expect(wanted(ada, old, aRoot())).toEqual([['meta', 'deletedAt', 9]])
  expect(wanted(bo, old, aRoot())).toEqual([])
  expect(wanted(ada, old, aRoot(), false)).toEqual([])
  expect(wanted(ada, old, aRoot({ deletedAt: 9 }))).toEqual([])
})

it('[RS24] a channel that was deleted is not founded again, one that was not is', () => {
  expect(wanted(ada, aRoot({ deletedAt: 9 }), new Y.Doc())).toEqual([])
  expect(wanted(ada, aRoot(), new Y.Doc())).toContainEqual(['meta', 'title', 'ridge'])
})
