import { describe, expect, it } from 'vitest'
import { CairnError } from '../../../schema/errors.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { findKnownChannel, findOwnChannel } from '../../../sync-server/access/find-channel.ts'
import { findMessage } from '../../../sync-server/access/find-message.ts'
import { requireManager } from '../../../sync-server/access/manage-channel.ts'
import { ownChannels } from '../../../sync-server/access/own-channels.ts'
import { clearChat } from '../../../sync-server/commands/clear-chat.ts'
import { createChannel } from '../../../sync-server/commands/create-channel.ts'
import { deleteMessage } from '../../../sync-server/commands/delete-message.ts'
import { openDirect } from '../../../sync-server/commands/open-direct.ts'
import { postMessage } from '../../../sync-server/commands/post-message.ts'
import { commandDeps } from '../../support/command-deps.ts'
import { coreHarness } from '../../support/core-harness.ts'

const [ada, bo, cy] = [1, 2, 3] as UserId[] as [UserId, UserId, UserId]
const GENERAL = 'general' as ChannelId

async function aRidge() {
  const h = coreHarness()
  for (const [n, name] of ['ada', 'bo', 'cy'].entries()) h.addUser(n + 1, name, n === 0)
  const deps = commandDeps(h)
  const done = async <T>(work: Promise<T>): Promise<T> => {
    h.clock.turn()
    return work
  }
  const crew = await done(createChannel(deps, ada, { kind: 'private', title: 'Crew', memberIds: [bo] }))
  const open = await done(createChannel(deps, ada, { kind: 'group', title: 'Open', memberIds: [] }))
  return { deps, done, crew, open }
}

function code(work: () => unknown): string {
  try {
    work()
    return 'ok'
  } catch (error) {
    return error instanceof CairnError ? error.code : String(error)
  }
}

describe('who may know of what', () => {
  it('[CA1] [CA2] a stranger to a private channel is told that there is none, to an open one that they are outside', async () => {
    const { deps, crew, open } = await aRidge()
    const own = (userId: UserId, num: number) => code(() => findOwnChannel(deps.world(), deps.channels, userId, num))
    const known = (userId: UserId, num: number) =>
      code(() => findKnownChannel(deps.world(), deps.channels, userId, num))
    expect([own(bo, crew.num), own(cy, crew.num), own(cy, open.num), own(ada, 999)]).toEqual([
      ...['ok', 'not_found', 'forbidden', 'not_found'],
    ])
    expect([known(bo, crew.num), known(cy, crew.num), known(cy, open.num)]).toEqual(['ok', 'not_found', 'ok'])
  })

  it('[CA3] a message is known to members, until it is deleted, or they hid or cleared it', async () => {
    const { deps, done, crew } = await aRidge()
    const say = () => done(postMessage(deps, ada, { channelId: crew.channelId, text: 'Valve 4' }))
    const [kept, hidden, gone] = [await say(), await say(), await say()]
    const known = (userId: UserId, { id }: { id: number }) =>
      code(() => findMessage(deps.world(), deps.messages, userId, id))
    await done(deleteMessage(deps, bo, { id: hidden.id, forAll: false }))
    await done(deleteMessage(deps, ada, { id: gone.id, forAll: true }))
    expect([known(bo, kept), known(cy, kept), known(bo, hidden), known(ada, hidden), known(bo, gone)]).toEqual([
      ...['ok', 'not_found', 'not_found', 'ok', 'not_found'],
    ])
    await done(clearChat(deps, bo, { channelId: crew.channelId }))
    expect([known(bo, kept), known(ada, kept)]).toEqual(['not_found', 'ok'])
  })

  it('[CA5] a person’s channels are their memberships and all public ones', async () => {
    const { deps, crew } = await aRidge()
    expect([...ownChannels(deps.world(), bo).keys()].sort()).toEqual([GENERAL, crew.channelId].sort())
    expect([...ownChannels(deps.world(), cy).keys()]).toEqual([GENERAL])
  })

  it('[CA6] owners and admins run a channel; one of two people is run by nobody', async () => {
    const { deps, done, crew } = await aRidge()
    const runs = (userId: UserId, id: ChannelId) => code(() => requireManager(deps.world(), userId, id))
    const { channelId } = await done(openDirect(deps, ada, bo))
    expect([runs(ada, crew.channelId), runs(bo, crew.channelId), runs(cy, crew.channelId)]).toEqual([
      ...['ok', 'forbidden', 'forbidden'],
    ])
    expect(runs(ada, channelId)).toBe('forbidden')
  })
})
