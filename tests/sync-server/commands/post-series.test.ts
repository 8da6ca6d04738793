import { describe, expect, it } from 'vitest'
import { ErrorCode } from '../../../schema/errors.ts'
import { closeChat } from '../../../sync-server/commands/close-chat.ts'
import { postSeries } from '../../../sync-server/commands/post-series.ts'
import { readChats } from '../../../sync-server/queries/read-chats.ts'
import { ada, aTalk, bo, GENERAL } from '../support/a-talk.ts'

describe('posting several messages', () => {
  it('[CM20] puts them one right after the other, the first with what it answers', async () => {
    const { deps, say } = await aTalk()
    const question = await say(bo, GENERAL, 'question')
    await postSeries(deps, ada, { channelId: GENERAL, parts: [{ text: 'a' }, { text: 'b' }], replyToId: question.id })
    const posted = deps.messages.newestOf(GENERAL, 2)
    expect(posted.map(({ text, replyTo, by }) => [text, replyTo, by])).toEqual([
      ['b', null, ada],
      ['a', question.messageId, ada],
    ])
  })

  it('[CM20] posts all or none', async () => {
    const { deps, say, channel } = await aTalk()
    const crew = await channel([ada])
    const elsewhere = await say(ada, crew.id, 'elsewhere')
    const series = (parts: { text: string }[], replyToId?: number) =>
      postSeries(deps, ada, { channelId: GENERAL, parts, replyToId })
    await expect(series([{ text: 'a' }, { text: ' ' }])).rejects.toMatchObject({ code: ErrorCode.Invalid })
    await expect(series([{ text: 'a' }], elsewhere.id)).rejects.toMatchObject({ code: ErrorCode.Invalid })
    await expect(series([{ text: 'a' }], 999)).rejects.toMatchObject({ code: ErrorCode.NotFound })
    expect(deps.messages.last(GENERAL)).toBeNull()
  })
})

describe('closing a chat', () => {
  it('[CM21] keeps what was said, and opens again with the next message, also of the same millisecond as the closing', async () => {
    const { deps, say, h } = await aTalk()
    const { channelId } = await say(bo, 'dm-1-2' as never, 'hi')
    const facts = () => readChats(deps, ada).facts(channelId)
    h.clock.advance(1_000)
    await closeChat(deps, ada, channelId)
    expect([facts()?.isHidden, facts()?.lastMessage?.text, facts()?.unread]).toEqual([true, 'hi', 1])
    expect(readChats(deps, bo).facts(channelId)?.isHidden).toBe(false)
    await say(bo, channelId, 'again')
    expect([facts()?.isHidden, facts()?.unread]).toEqual([false, 2])
  })

  it('[CM21] of one in which nobody wrote does nothing', async () => {
    const { deps } = await aTalk()
    await closeChat(deps, ada, 'dm-1-3' as never)
    expect(readChats(deps, ada).facts('dm-1-3' as never)).toBeNull()
  })
})
