import { expect, it } from 'vitest'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { postMessage } from '../../../sync-server/commands/post-message.ts'
import { searchMessages } from '../../../sync-server/queries/search-messages.ts'
import { shownText } from '../../../sync-server/queries/shown-text.ts'
import { commandDeps } from '../../support/command-deps.ts'
import { coreHarness } from '../../support/core-harness.ts'

it('[CQ6] [MS16] what is encrypted is told as such, found by nobody, and mentions nobody', async () => {
  const h = coreHarness()
  h.addUser(1, 'ada')
  h.addUser(2, 'bo')
  const deps = commandDeps(h)
  const sealed = { payload: 'secret words for @bo', envelopes: '{"2":"secret key"}' }
  const posting = postMessage(deps, 1 as UserId, { channelId: 'general' as ChannelId, sealed, metadata: '{"n":1}' })
  h.clock.turn()
  const message = await posting
  expect(shownText(message)).toBe('Encrypted message')
  expect(message).toMatchObject({ text: null, sealed, metadata: '{"n":1}', mentions: [] })
  for (const query of ['secret', 'bo', 'Encrypted']) {
    expect(searchMessages(deps, 2 as UserId, { query, limit: 10 })).toEqual([])
  }
})
