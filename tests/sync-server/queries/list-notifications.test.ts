import { describe, expect, it } from 'vitest'
import { addMember } from '../../../schema/edits/add-member.ts'
import { changeRole } from '../../../schema/edits/change-role.ts'
import { joinChannel } from '../../../schema/edits/join-channel.ts'
import { leaveChannel } from '../../../schema/edits/leave-channel.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import { deleteMessage } from '../../../sync-server/commands/delete-message.ts'
import { listNotifications } from '../../../sync-server/queries/list-notifications.ts'
import { ada, aTalk, bo, cy, dee, GENERAL, type Talk } from '../support/a-talk.ts'

const told = ({ deps }: Talk, userId: typeof ada, limit = 50) => listNotifications(deps, userId, limit)
const kinds = (talk: Talk, userId: typeof ada) => told(talk, userId).map(({ kind, messageId }) => [kind, messageId])

describe('notifications', () => {
  it('[NT1] [NT2] tell of messages of others, mentions and invitations, the newest first', async () => {
    const talk = await aTalk()
    const { h, deps, say } = talk
    const { id } = await talk.channel([ada, bo])
    h.clock.advance(1_000)
    const first = await say(ada, id, 'hello')
    h.clock.advance(1_000)
    await say(bo, id, 'my own')
    const second = await say(ada, id, 'hello @bo')
    h.clock.advance(1_000)
    const third = await say(ada, GENERAL, '@everyone: hello')
    const channelNum = deps.channels.channel(id)?.num
    expect(told(talk, bo)).toMatchObject([
      { kind: 'mention', messageId: third.id, by: ada, at: third.arrivedAt },
      { kind: 'mention', messageId: second.id, channelNum },
      { kind: 'message', messageId: first.id, channelNum },
      { kind: 'invitation', messageId: null, by: ada, channelNum },
    ])
    expect(told(talk, bo, 2).map(({ messageId }) => messageId)).toEqual([third.id, second.id])
  })

  it('[NT3] a muted chat tells of direct mentions only, and what is switched off of nothing', async () => {
    const talk = await aTalk()
    const { h, say, prefer } = talk
    const { id } = await talk.channel([ada, bo])
    await say(ada, id, 'hello')
    const direct = await say(ada, id, 'hello @bo')
    const all = await say(ada, id, 'hello @everyone')
    await prefer(bo, id, { muted: true })
    expect(kinds(talk, bo)).toEqual([['mention', direct.id]])
    await prefer(bo, id, { muted: h.clock.nowMs + 1_000 })
    expect(kinds(talk, bo)).toEqual([['mention', direct.id]])
    h.clock.advance(1_000)
    expect(kinds(talk, bo)).toHaveLength(4)
    await prefer(bo, id, { notify: 'mentions' })
    expect(kinds(talk, bo)).toEqual([
      ['mention', all.id],
      ['mention', direct.id],
    ])
    await prefer(bo, id, { notify: 'nothing' })
    expect(kinds(talk, bo)).toEqual([])
  })

  it('[NT4] an invitation is of who was brought in by somebody else, as long as they are in', async () => {
    const talk = await aTalk()
    const { h, deps } = talk
    const { id } = await talk.channel([ada, bo], 'group')
    const write = (
      userId: typeof ada,
      edit: (world: ReturnType<typeof deps.world>) => ReturnType<typeof joinChannel>,
    ) => deps.runInCommit((tx) => tx.write({ userId }, edit(tx.world)))
    await write(cy, (world) => joinChannel(world, cy, { channelId: id }))
    await write(ada, (world) => changeRole(world, ada, { channelId: id, userId: cy, role: 'admin' }))
    h.clock.advance(1_000)
    await write(cy, (world) => addMember(world, cy, { channelId: id, userId: dee }))
    expect([ada, cy].map((userId) => kinds(talk, userId))).toEqual([[], []])
    expect(told(talk, dee)).toMatchObject([{ kind: 'invitation', by: cy, at: h.clock.nowMs }])
    await write(dee, (world) => leaveChannel(world, dee, { channelId: id }))
    expect(told(talk, dee)).toEqual([])
  })

  it('[NT5] have ids of their own that stay', async () => {
    const talk = await aTalk()
    const { id } = await talk.channel([ada, bo])
    for (let n = 0; n < 5; n++) await talk.say(ada, n % 2 ? GENERAL : id, `${n}`)
    const before = told(talk, bo)
    expect(new Set(before.map((one) => one.id)).size).toBe(6)
    talk.h.clock.advance(1_000)
    await talk.say(ada, id, 'another')
    expect(told(talk, bo).slice(1)).toEqual(before)
  })

  it('[NT6] leave out what came before one’s time, and what is deleted, hidden or cleared', async () => {
    const talk = await aTalk()
    const { h, deps, say } = talk
    const { id } = await talk.channel([ada, bo], 'group')
    await say(ada, id, 'before your time')
    h.clock.advance(1_000)
    await deps.runInCommit((tx) => tx.write({ userId: cy }, joinChannel(tx.world, cy, { channelId: id })))
    const cleared = await say(ada, id, 'cleared')
    const hidden = await say(ada, id, 'hidden')
    const deleted = await say(ada, id, 'deleted')
    const kept = await say(ada, id, 'kept')
    await talk.prefer(cy, id, { clearedSeq: cleared.seq })
    await deleteMessage(deps, cy, { id: hidden.id, forAll: false })
    await deleteMessage(deps, ada, { id: deleted.id, forAll: true })
    expect(kinds(talk, cy)).toEqual([['message', kept.id]])
  })

  it('[NT6] leave out what was said in public channels before one signed up', async () => {
    const talk = await aTalk()
    await talk.say(ada, GENERAL, 'before your time')
    talk.h.clock.advance(1_000)
    const { deps } = talk
    const eve = await deps.runInCommit((tx) => {
      const row = { username: 'eve', passwordHash: 'x', email: null, admin: false, createdAtMs: tx.nowMs }
      const made = deps.accounts.insert(row)
      if (typeof made !== 'number') throw new Error('eve is taken')
      tx.announceUser({ userId: made, username: 'eve', admin: false })
      return made
    })
    const { id } = await talk.say(ada, GENERAL, 'welcome')
    expect(kinds(talk, eve)).toEqual([['message', id]])
  })

  it('[NT6] end after 2,000 messages, whoever wrote them', async () => {
    const talk = await aTalk()
    const { tables, log } = talk.h.core.deps
    const old = await talk.say(ada, GENERAL, 'long ago')
    const put = (channelId: ChannelId) => {
      const seq = (tables.channel(channelId)?.last_seq ?? 0) + 1
      const stamp = { id: log.counters.count('message'), seq, at: talk.h.clock.nowMs }
      tables.messages.put(channelId, talk.h.newId(), 0, { by: bo, text: 'own' }, stamp)
      tables.raiseCounts(channelId, seq, 0, 0)
    }
    talk.h.db.transaction(() => {
      for (let n = 0; n < 1_999; n++) put(GENERAL)
    })()
    expect(kinds(talk, bo)).toEqual([['message', old.id]])
    put(GENERAL)
    expect(kinds(talk, bo)).toEqual([])
  })
})
