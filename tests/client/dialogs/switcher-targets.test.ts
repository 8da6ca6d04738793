/** Where the quick switcher can go. */
import { expect, it } from 'vitest'
import { channelDocument } from '../../../schema/documents.ts'
import { findTargets, targetsOf } from '../../../client/components/dialogs/switcher-targets.ts'
import { aRidge, NIGHT, NOTICES } from '../../../client/fixtures/ridge.ts'
import { openStores, watch } from '../stores/support.ts'

it('[UI60] finds archived chats and those that one left, after the others', () => {
  const { stores, device } = openStores(aRidge().prefs(NOTICES, { archived: true }))
  watch(stores.chats)
  device.put(channelDocument(NIGHT), 'members', '1', { role: 'none', by: 5 })
  const targets = targetsOf(stores.chats.view, stores.directory.view, 'Saved messages', false)
  const find = (query: string) => findTargets(targets, query).map(({ title, is }) => [title, is])
  expect(find('announce')).toEqual([['Announcements', 'chat']])
  expect(find('night')).toEqual([['Night shift', 'chat']])
  expect(
    targets
      .filter(({ is }) => is === 'chat')
      .slice(-2)
      .map(({ id }) => id),
  ).toEqual([NOTICES, NIGHT])
})
