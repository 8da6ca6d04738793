import { expect, it } from 'vitest'
import { directChannelId } from '../../../schema/ids.ts'
import { channelOf } from '../../../schema/rules/channel.ts'
import { markPosition } from '../../../sync-server/commands/mark-position.ts'
import { countBadge } from '../../../sync-server/queries/count-badge.ts'
import { ada, aTalk, bo, GENERAL } from '../support/a-talk.ts'

it('[NF45] the server counts unread direct messages and mentions, as pages do', async () => {
  const { deps, say, channel, prefer } = await aTalk()
  const { id } = await channel([ada, bo])
  const direct = directChannelId(ada, bo)
  expect(countBadge(deps, bo)).toBe(0)
  await say(ada, id, 'to nobody')
  await say(ada, id, '@bo come and see')
  await say(ada, GENERAL, '@everyone dinner')
  await say(ada, direct, 'one')
  const last = await say(ada, direct, 'two')
  expect([countBadge(deps, bo), countBadge(deps, ada)]).toEqual([4, 0])
  await prefer(bo, direct, { muted: true })
  expect(countBadge(deps, bo)).toBe(2)
  await prefer(bo, direct, { muted: false })
  await prefer(bo, id, { archived: true })
  expect(countBadge(deps, bo)).toBe(3)
  await markPosition(deps, bo, { channel: channelOf(deps.world(), direct)!, id: last.id, reached: 'read' })
  expect(countBadge(deps, bo)).toBe(1)
})
