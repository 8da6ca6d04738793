import { describe, expect, it } from 'vitest'
import { ErrorCode } from '../../../schema/errors.ts'
import { savedChannelId } from '../../../schema/ids.ts'
import { deleteMessage } from '../../../sync-server/commands/delete-message.ts'
import { forwardMessage } from '../../../sync-server/commands/forward-message.ts'
import { ada, aTalk, bo, cy, dee, GENERAL } from '../support/a-talk.ts'

describe('forwarding a message by command', () => {
  it('[CM8] carries text and type, who wrote it and where', async () => {
    const { deps, say, channel } = await aTalk()
    const { id: from } = await channel([ada, bo])
    const original = await say(bo, from, 'news', { type: 'voice' })
    const [forward] = await forwardMessage(deps, ada, { id: original.id, targets: [GENERAL] })
    const { messageId: id } = original
    expect(forward).toMatchObject({ by: ada, channelId: GENERAL, text: 'news', type: 'voice' })
    expect(forward?.forwardedFrom).toEqual({ id, channel: from, by: bo, excerpt: 'news' })
  })

  it('[CM8] may say something else in its place, and then quotes nothing of it', async () => {
    const { deps, say } = await aTalk()
    const { id, messageId } = await say(bo, GENERAL, 'news')
    const content = { sealed: { payload: 'ciphertext', envelopes: '{}' } }
    const [forward] = await forwardMessage(deps, ada, { id, targets: [savedChannelId(ada)], content })
    expect(forward).toMatchObject({ text: null, ...content })
    expect(forward?.forwardedFrom).toEqual({ id: messageId, channel: GENERAL, by: bo })
  })

  it('[CM8] goes into all channels or none', async () => {
    const { deps, say, channel } = await aTalk()
    const original = await say(bo, GENERAL, 'news')
    const mine = await channel([ada, bo])
    const stand = await channel([cy, ada], 'broadcast')
    const head = deps.messages.last(mine.id)
    const refused = forwardMessage(deps, ada, { id: original.id, targets: [mine.id, stand.id] })
    await expect(refused).rejects.toMatchObject({ code: ErrorCode.Forbidden })
    expect(deps.messages.last(mine.id)).toEqual(head)
    const saved = savedChannelId(ada)
    const sent = await forwardMessage(deps, ada, { id: original.id, targets: [saved, mine.id, saved] })
    expect(sent.map(({ channelId }) => channelId)).toEqual([saved, mine.id, saved])
    expect(sent[2]).toEqual(sent[0])
  })

  it('[CM8] is of a message that the person sees', async () => {
    const { deps, say, channel } = await aTalk()
    const { id: from } = await channel([ada, bo])
    const { id } = await say(bo, from, 'news')
    const refused = forwardMessage(deps, dee, { id, targets: [GENERAL] })
    await expect(refused).rejects.toMatchObject({ code: ErrorCode.NotFound })
    await deleteMessage(deps, ada, { id, forAll: false })
    await expect(forwardMessage(deps, ada, { id, targets: [GENERAL] })).rejects.toMatchObject({
      code: ErrorCode.NotFound,
    })
  })
})
