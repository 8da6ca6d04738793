import { describe, expect, it } from 'vitest'
import { deleteMessage } from '../../../schema/edits/delete-message.ts'
import { hideMessage } from '../../../schema/edits/hide-message.ts'
import type { RegisterWrite } from '../../../schema/edits/register-write.ts'
import { setChannelPreference } from '../../../schema/edits/set-channel-preference.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import type { World } from '../../../schema/views.ts'
import { addMember } from '../../../sync-server/commands/add-member.ts'
import { createChannel } from '../../../sync-server/commands/create-channel.ts'
import { openDirect } from '../../../sync-server/commands/open-direct.ts'
import { postMessage } from '../../../sync-server/commands/post-message.ts'
import { setBlock } from '../../../sync-server/commands/set-block.ts'
import { KeptChats } from '../../../sync-server/queries/kept-chats.ts'
import { listChats } from '../../../sync-server/queries/list-chats.ts'
import { viewChat } from '../../../sync-server/queries/view-chat.ts'
import { DocumentVersions } from '../../../sync-server/sync/document-versions.ts'
import { commandDeps } from '../../support/command-deps.ts'
import { coreHarness } from '../../support/core-harness.ts'
import { somePeople } from '../support/some-people.ts'

async function aChat() {
  const h = coreHarness()
  const deps = commandDeps(h)
  const [ada, bo, cy] = (await somePeople(deps, 'ada', 'bo', 'cy')) as [UserId, UserId, UserId]
  const { channelId } = await createChannel(deps, ada, { kind: 'private', title: 'ridge', memberIds: [bo] })
  const say = async (by: UserId, text: string, where: ChannelId = channelId) => {
    h.clock.advance(1_000)
    return postMessage(deps, by, { channelId: where, text })
  }
  const write = (userId: UserId, make: (world: World) => RegisterWrite[]) =>
    deps.runInCommit((tx) => tx.write({ userId }, make(tx.world)))
  return { h, deps, ada, bo, cy, channelId, say, write, see: (who: UserId) => viewChat(deps, who, channelId) }
}

describe('the end of a chat', () => {
  it('[CH2] is its founding, then the last message that one may see', async () => {
    const { h, deps, ada, bo, cy, channelId, say, write, see } = await aChat()
    expect(see(ada)).toMatchObject({ lastMessage: null, activityAt: h.clock.nowMs })
    const first = await say(ada, 'first')
    const second = await say(bo, 'second')
    expect(see(ada)).toMatchObject({ lastMessage: { text: 'second' }, activityAt: second.arrivedAt })
    await write(ada, (world) => hideMessage(world, ada, { messageId: second.messageId, isHidden: true }))
    expect(see(ada)).toMatchObject({ lastMessage: { text: 'first' }, activityAt: first.arrivedAt })
    expect(see(bo).lastMessage?.text).toBe('second')
    await write(bo, (world) => deleteMessage(world, bo, { channelId, messageId: second.messageId }))
    expect(see(bo)).toMatchObject({ lastMessage: { text: 'first' }, activityAt: first.arrivedAt })
    h.clock.advance(1_000)
    await addMember(deps, ada, { channelId, memberId: cy })
    expect(see(bo)).toMatchObject({ lastMessage: { text: 'first' }, activityAt: h.clock.nowMs })
    await write(bo, (world) => setChannelPreference(world, bo, { channelId, change: { clearedSeq: 9 } }))
    expect(see(bo)).toMatchObject({ lastMessage: null })
  })

  it('[CH2] deleted messages alone still tell when something happened', async () => {
    const { ada, channelId, say, write, see } = await aChat()
    const only = await say(ada, 'oops')
    await write(ada, (world) => deleteMessage(world, ada, { channelId, messageId: only.messageId }))
    expect(see(ada)).toMatchObject({ lastMessage: null, activityAt: only.arrivedAt, unread: 0 })
  })
})

describe('the chat of two', () => {
  it('[CH11] stays theirs when one blocks the other, and cannot begin then', async () => {
    const { deps, ada, bo, cy } = await aChat()
    const { num } = await openDirect(deps, ada, bo)
    for (const who of [bo, cy]) await setBlock(deps, who, { userId: ada, isBlocked: true })
    expect((await openDirect(deps, ada, bo)).num).toBe(num)
    await expect(openDirect(deps, ada, cy)).rejects.toMatchObject({ code: 'privacy' })
    await expect(openDirect(deps, ada, ada)).rejects.toMatchObject({ code: 'invalid' })
    expect(listChats(deps, cy, { limit: 9 }).map((chat) => chat.kind)).toEqual(['public'])
  })
})

describe('what is kept of chats', () => {
  it('[CH6] is the same list as long as nothing moved, and another as soon as something did', async () => {
    const { h, deps, ada, bo, say } = await aChat()
    const list = () => listChats(deps, ada, { limit: 9 })
    const first = list()
    expect(list()).toBe(first)
    h.clock.advance(60_000)
    expect(list()).toBe(first)
    await say(bo, 'hello')
    const second = list()
    expect(second).not.toBe(first)
    expect(second.find((chat) => chat.kind === 'public')).toBe(first.find((chat) => chat.kind === 'public'))
    h.connect(bo)
    expect(list().find((chat) => chat.kind === 'private')).toMatchObject({ onlineCount: 1, unread: 1 })
  })

  it('[CH6] tells of who is there that they were seen now, each time', async () => {
    const { h, deps, ada, bo } = await aChat()
    await openDirect(deps, ada, bo)
    const socket = h.connect(bo)
    const seen = () => listChats(deps, ada, { limit: 9 }).find((chat) => chat.kind === 'direct')?.counterpart
    expect(seen()).toMatchObject({ isOnline: true, lastSeenAt: h.clock.nowMs })
    h.clock.advance(5_000)
    expect(seen()).toMatchObject({ isOnline: true, lastSeenAt: h.clock.nowMs })
    socket.drop()
    const leftAt = h.clock.nowMs
    h.clock.advance(5_000)
    expect(seen()).toMatchObject({ isOnline: false, lastSeenAt: leftAt })
  })

  it('[CH6] is bounded: who asked longest ago is forgotten first', async () => {
    const { deps: made, ada, bo, cy } = await aChat()
    const deps = { ...made, keptChats: new KeptChats(4) }
    for (let n = 0; n < 3; n++) await openDirect(deps, ada, bo)
    for (const who of [ada, bo, cy, ada]) listChats(deps, who, { limit: 9 })
    const rows = [ada, bo, cy].map((who) => deps.keptChats.of(who).rows.size)
    expect(rows.reduce((sum, n) => sum + n)).toBeLessThanOrEqual(4 + 3)
    expect(rows[1]).toBe(0)
    expect(rows[0]).toBe(3)
  })

  it('[CH6] is bounded by what long last messages bring along, too', async () => {
    const { deps: made, ada, bo, cy, say } = await aChat()
    await say(ada, 'x'.repeat(10_000))
    const deps = { ...made, keptChats: new KeptChats(60) }
    for (const who of [ada, cy, bo]) listChats(deps, who, { limit: 9 })
    expect([ada, cy, bo].map((who) => deps.keptChats.of(who).rows.size)).toEqual([0, 0, 2])
  })

  it('[CH6] holds no longer than the versions it was made from, which are bounded too', () => {
    const versions = new DocumentVersions()
    expect(versions.of('directory')).toBe(0)
    versions.touch('channel/general/3')
    const general = versions.of('channel/general/')
    expect([general > 0, versions.of('channel/general'), versions.of('channel/other/')]).toEqual([true, 0, 0])
    versions.touch('channel/general/4')
    expect(versions.of('channel/general/')).toBeGreaterThan(general)
    for (let n = 0; n < 50_000; n++) versions.touch(`account/${n}`)
    expect(versions.of('directory')).toBeGreaterThan(0)
    expect(versions.of('channel/general/')).toBeGreaterThan(general)
  })
})
