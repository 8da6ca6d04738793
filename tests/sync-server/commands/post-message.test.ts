import { describe, expect, it } from 'vitest'
import { ErrorCode } from '../../../schema/errors.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { postMessage } from '../../../sync-server/commands/post-message.ts'
import { coreHarness } from '../../support/core-harness.ts'
import { commandDeps } from '../../support/command-deps.ts'

const ada = 1 as UserId
const channelId = 'general' as ChannelId

describe('posting a message by command', () => {
  it('[CM1] returns it with its stamp', async () => {
    const h = coreHarness()
    h.addUser(ada, 'ada')
    const posted = await postMessage(commandDeps(h), ada, { channelId, text: 'hello' })
    expect(posted).toMatchObject({ id: 1, seq: 1, by: ada, text: 'hello', arrivedAt: h.clock.nowMs })
  })

  it('[CM1] goes through the rules of a synced one', async () => {
    const h = coreHarness()
    h.addUser(ada, 'ada')
    const empty = postMessage(commandDeps(h), ada, { channelId, text: '  ' })
    await expect(empty).rejects.toMatchObject({ code: ErrorCode.Invalid })
  })
})
