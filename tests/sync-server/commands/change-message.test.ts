import { describe, expect, it } from 'vitest'
import { ErrorCode } from '../../../schema/errors.ts'
import { deleteMessage } from '../../../sync-server/commands/delete-message.ts'
import { editMessage } from '../../../sync-server/commands/edit-message.ts'
import { markPosition } from '../../../sync-server/commands/mark-position.ts'
import { toggleReaction } from '../../../sync-server/commands/toggle-reaction.ts'
import { listMessages } from '../../../sync-server/queries/list-messages.ts'
import { ada, aTalk, bo, cy, dee } from '../support/a-talk.ts'

async function aChannel(options: Parameters<typeof aTalk>[0] = {}) {
  const talk = await aTalk(options)
  const channel = await talk.channel([ada, bo, cy])
  const message = await talk.say(bo, channel.id, 'first words')
  return { ...talk, channel, message, id: message.id }
}

describe('editing a message by command', () => {
  it('[CM6] changes its text and when it was changed, and nothing else', async () => {
    const { h, deps, message, id } = await aChannel()
    h.clock.advance(1_000)
    const edited = await editMessage(deps, bo, { id, text: 'better words' })
    expect(edited).toMatchObject({ id, seq: message.seq, text: 'better words', modifiedAt: h.clock.nowMs })
  })

  it('[CM6] is for its author, and for who sees it', async () => {
    const { deps, id } = await aChannel()
    await expect(editMessage(deps, ada, { id, text: 'x' })).rejects.toMatchObject({ code: ErrorCode.Forbidden })
    await expect(editMessage(deps, dee, { id, text: 'x' })).rejects.toMatchObject({ code: ErrorCode.NotFound })
    await expect(editMessage(deps, bo, { id: 99, text: 'x' })).rejects.toMatchObject({ code: ErrorCode.NotFound })
    await expect(editMessage(deps, bo, { id, text: ' ' })).rejects.toMatchObject({ code: ErrorCode.Invalid })
    await deleteMessage(deps, bo, { id, forAll: true })
    await expect(editMessage(deps, bo, { id, text: 'x' })).rejects.toMatchObject({ code: ErrorCode.NotFound })
  })
})

describe('deleting a message by command', () => {
  it('[CM7] for everyone leaves nothing of it, and is its author’s', async () => {
    const { deps, id } = await aChannel()
    await expect(deleteMessage(deps, ada, { id, forAll: true })).rejects.toMatchObject({ code: ErrorCode.Forbidden })
    await deleteMessage(deps, bo, { id, forAll: true })
    expect(deps.messages.byId(id)).toMatchObject({ text: null, deletedAt: expect.any(Number) as number })
    await expect(deleteMessage(deps, bo, { id, forAll: true })).rejects.toMatchObject({ code: ErrorCode.NotFound })
  })

  it('[CM7] for everyone is an administrator’s too, where the setting says so', async () => {
    const { deps, id } = await aChannel({ settings: { adminsDeleteMessages: true } })
    await expect(deleteMessage(deps, cy, { id, forAll: true })).rejects.toMatchObject({ code: ErrorCode.Forbidden })
    await deleteMessage(deps, ada, { id, forAll: true })
    expect(deps.messages.byId(id)?.deletedAt).not.toBeNull()
  })

  it('[CM7] for oneself hides it from nobody else', async () => {
    const { deps, id, channel } = await aChannel()
    await deleteMessage(deps, cy, { id, forAll: false })
    expect(listMessages(deps, cy, { channel, limit: 10 })).toEqual([])
    expect(listMessages(deps, ada, { channel, limit: 10 })).toHaveLength(1)
    await expect(deleteMessage(deps, cy, { id, forAll: false })).rejects.toMatchObject({ code: ErrorCode.NotFound })
  })
})

describe('reacting by command', () => {
  it('[CM9] [CQ4] answers with all reactions, counted by name in the order of the set', async () => {
    const { deps, id } = await aChannel()
    await toggleReaction(deps, ada, { id, reaction: '❤️' })
    await toggleReaction(deps, bo, { id, reaction: 'thumbsup' })
    const all = await toggleReaction(deps, cy, { id, reaction: '👍' })
    expect(all).toEqual([
      { name: 'thumbsup', emoji: '👍', users: [bo, cy], mine: true },
      { name: 'heart', emoji: '❤️', users: [ada], mine: false },
    ])
    expect(await toggleReaction(deps, cy, { id, reaction: 'thumbs_up' })).toMatchObject([
      { users: [bo], mine: false },
      {},
    ])
  })

  it('[CM9] takes one emoji or a name of the set, from who sees the message', async () => {
    const { deps, id } = await aChannel()
    await expect(toggleReaction(deps, ada, { id, reaction: 'nope' })).rejects.toMatchObject({ code: ErrorCode.Invalid })
    await expect(toggleReaction(deps, dee, { id, reaction: '👍' })).rejects.toMatchObject({ code: ErrorCode.NotFound })
    expect(await toggleReaction(deps, ada, { id, reaction: '🦔' })).toMatchObject([{ name: '🦔', emoji: '🦔' }])
  })
})

describe('positions by command', () => {
  it('[CM10] only go forward, and what is read is delivered', async () => {
    const { deps, channel, id: first, say } = await aChannel()
    const { id: second } = await say(bo, channel.id, 'second')
    const { id: third } = await say(bo, channel.id, 'third')
    const mark = (id: number, reached: 'delivered' | 'read') => markPosition(deps, cy, { channel, id, reached })
    expect(await mark(first, 'delivered')).toMatchObject({ deliveredId: first })
    expect(await mark(second, 'read')).toEqual({ deliveredId: second, readId: second })
    expect(await mark(third, 'delivered')).toEqual({ deliveredId: third, readId: second })
    expect(await mark(first, 'read')).toEqual({ deliveredId: third, readId: second })
    expect(await mark(first, 'delivered')).toEqual({ deliveredId: third, readId: second })
  })

  it('[CM10] are of messages of that channel', async () => {
    const { deps, channel, say } = await aChannel()
    const elsewhere = await say(ada, 'general' as never, 'elsewhere')
    for (const id of [elsewhere.id, 99]) {
      const marked = markPosition(deps, cy, { channel, id, reached: 'read' })
      await expect(marked).rejects.toMatchObject({ code: ErrorCode.NotFound })
    }
  })
})
