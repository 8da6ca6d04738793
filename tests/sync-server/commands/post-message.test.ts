import { describe, expect, it } from 'vitest'
import { setBlock } from '../../../schema/edits/set-block.ts'
import { ErrorCode } from '../../../schema/errors.ts'
import { directChannelId } from '../../../schema/ids.ts'
import { deleteMessage } from '../../../sync-server/commands/delete-message.ts'
import { postMessage } from '../../../sync-server/commands/post-message.ts'
import { ada, aTalk, bo, cy, GENERAL } from '../support/a-talk.ts'

const DAY_MS = 24 * 60 * 60_000

describe('posting a message by command', () => {
  it('[CM1] returns it with its stamp', async () => {
    const { h, say } = await aTalk()
    const posted = await say(ada, GENERAL, 'hello')
    expect(posted).toMatchObject({ id: 1, seq: 1, by: ada, text: 'hello', arrivedAt: h.clock.nowMs })
  })

  it('[CM1] goes through the rules of a synced one', async () => {
    const { say, channel } = await aTalk()
    await expect(say(ada, GENERAL, '  ')).rejects.toMatchObject({ code: ErrorCode.Invalid })
    const { id } = await channel([ada, bo])
    await expect(say(cy, id, 'let me in')).rejects.toMatchObject({ code: ErrorCode.Forbidden })
    const stand = await channel([ada, bo], 'broadcast')
    await expect(say(bo, stand.id, 'me too')).rejects.toMatchObject({ code: ErrorCode.Forbidden })
  })

  it('[CM1] [AD11] many at once are one change of their channel, and one that is refused harms no other', async () => {
    const { h, deps } = await aTalk()
    const together = { ...deps, runInCommit: h.core.runInCommit }
    const head = h.core.deps.log.head().position
    const texts = ['one', ' ', 'two', 'three']
    const posts = Promise.allSettled(texts.map((text) => postMessage(together, ada, { channelId: GENERAL, text })))
    h.clock.turn()
    expect((await posts).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect(deps.messages.newestOf(GENERAL, 9).map(({ text, seq }) => [seq, text])).toEqual([
      [3, 'three'],
      [2, 'two'],
      [1, 'one'],
    ])
    expect(h.core.deps.log.head().position).toBe(head + 1)
  })

  it('[CM2] of an id of its client’s own is the one message when it is sent again, as it is now', async () => {
    const { deps, say } = await aTalk()
    const first = await say(ada, GENERAL, 'once', { clientMessageId: 'a-1' })
    const again = await say(ada, GENERAL, 'other words', { clientMessageId: 'a-1' })
    expect(again).toEqual(first)
    expect(deps.messages.last(GENERAL)?.seq).toBe(1)
    const other = await say(bo, GENERAL, 'another person’s', { clientMessageId: 'a-1' })
    expect(other.id).toBe(2)
    await deleteMessage(deps, ada, { id: first.id, forAll: true })
    expect(await say(ada, GENERAL, 'once', { clientMessageId: 'a-1' })).toMatchObject({ id: first.id, text: null })
  })

  it('[CM2] is one message also when both arrive at once, in one commit', async () => {
    const { h, deps } = await aTalk()
    const input = { channelId: GENERAL, text: 'at once', clientMessageId: 'a-1', coolsDown: true }
    const together = { ...deps, runInCommit: h.core.runInCommit }
    const both = Promise.all([postMessage(together, ada, input), postMessage(together, ada, input)])
    h.clock.turn()
    const [one, two] = await both
    expect(one).toEqual(two)
    expect(deps.messages.last(GENERAL)?.seq).toBe(1)
  })

  it('[CM2] never counts against a limit when it is sent again', async () => {
    const { say } = await aTalk({ messagesPerMinute: 1 })
    const more = { clientMessageId: 'a-1', coolsDown: true }
    const first = await say(ada, GENERAL, 'once', more)
    expect(await say(ada, GENERAL, 'once', more)).toEqual(first)
    await expect(say(ada, GENERAL, 'another')).rejects.toMatchObject({ code: ErrorCode.Rate })
    expect(await say(ada, GENERAL, 'once', more)).toEqual(first)
  })

  it('[CM3] keeps such an id for 30 days', async () => {
    const { h, deps, say } = await aTalk()
    const first = await say(ada, GENERAL, 'once', { clientMessageId: 'a-1' })
    h.clock.nowMs += 30 * DAY_MS
    deps.clientMessageIds.purge(h.clock.nowMs)
    expect(await say(ada, GENERAL, 'once', { clientMessageId: 'a-1' })).toEqual(first)
    deps.clientMessageIds.purge(h.clock.nowMs + 1)
    expect((await say(ada, GENERAL, 'once', { clientMessageId: 'a-1' })).id).toBe(2)
  })

  it('[CM3] forgets the id of a message that was refused', async () => {
    const { say } = await aTalk()
    const more = { clientMessageId: 'a-1' }
    await expect(say(ada, GENERAL, ' ', more)).rejects.toMatchObject({ code: ErrorCode.Invalid })
    expect(await say(ada, GENERAL, 'now', more)).toMatchObject({ text: 'now' })
  })

  it('[CM4] refuses the same text in the same channel within 2 s, where its door asks for that', async () => {
    const { h, say, channel } = await aTalk()
    const { id } = await channel([ada, bo])
    await say(ada, id, 'ping', { coolsDown: true })
    const again = say(ada, id, 'ping', { coolsDown: true })
    await expect(again).rejects.toMatchObject({ code: ErrorCode.Rate, retryAfterSeconds: 2 })
    await say(bo, id, 'ping', { coolsDown: true })
    await say(ada, GENERAL, 'ping', { coolsDown: true })
    await say(ada, id, 'pong', { coolsDown: true })
    await say(ada, id, 'ping')
    await say(ada, id, '', { type: 'image', coolsDown: true })
    await say(ada, id, '', { type: 'image', coolsDown: true })
    h.clock.advance(2_000)
    await say(ada, id, 'ping', { coolsDown: true })
  })

  it('[CM4] does not count a text that was refused for another reason', async () => {
    const { deps, say } = await aTalk()
    const direct = directChannelId(ada, bo)
    const block = (isBlocked: boolean) =>
      deps.runInCommit((tx) => tx.write({ userId: bo }, setBlock(tx.world, bo, { userId: ada, isBlocked })))
    await block(true)
    await expect(say(ada, direct, 'hello', { coolsDown: true })).rejects.toMatchObject({ code: ErrorCode.Privacy })
    await block(false)
    await say(ada, direct, 'hello', { coolsDown: true })
  })

  it('[CM5] answers a message of its channel, with an excerpt of it', async () => {
    const { deps, say, channel } = await aTalk()
    const root = await say(ada, GENERAL, 'the question')
    const reply = await say(bo, GENERAL, 'the answer', { replyToId: root.id })
    expect(reply.replyTo).toBe(root.messageId)
    const value = deps.world().registers('channel/general/0').get('messages', reply.messageId)
    expect(value).toMatchObject({ replyTo: { id: root.messageId, excerpt: 'the question' } })
    const { id } = await channel([ada, bo])
    const elsewhere = say(bo, id, 'astray', { replyToId: root.id })
    await expect(elsewhere).rejects.toMatchObject({ code: ErrorCode.Invalid, field: 'reply_to_message_id' })
    await expect(say(bo, GENERAL, 'to nothing', { replyToId: 99 })).rejects.toMatchObject({ code: ErrorCode.NotFound })
    const secret = await say(ada, id, 'for two')
    const pried = say(cy, GENERAL, 'pried', { replyToId: secret.id })
    await expect(pried).rejects.toMatchObject({ code: ErrorCode.NotFound })
  })
})
