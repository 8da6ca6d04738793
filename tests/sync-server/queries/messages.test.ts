import { describe, expect, it } from 'vitest'
import { joinChannel } from '../../../schema/edits/join-channel.ts'
import { markRead } from '../../../schema/edits/mark-read.ts'
import { setContact } from '../../../schema/edits/set-contact.ts'
import { setProfile } from '../../../schema/edits/set-profile.ts'
import { ErrorCode } from '../../../schema/errors.ts'
import { savedChannelId } from '../../../schema/ids.ts'
import { channelOf } from '../../../schema/rules/channel.ts'
import { deleteMessage } from '../../../sync-server/commands/delete-message.ts'
import { forwardMessage } from '../../../sync-server/commands/forward-message.ts'
import { markPosition } from '../../../sync-server/commands/mark-position.ts'
import { rebuildProjection } from '../../../sync-server/projections/rebuild.ts'
import { listMessages, listMessagesAfter } from '../../../sync-server/queries/list-messages.ts'
import { listThread } from '../../../sync-server/queries/list-thread.ts'
import { viewMessage } from '../../../sync-server/queries/message-view.ts'
import type { StoredMessage } from '../../../sync-server/storage/stored-message.ts'
import { ada, aTalk, bo, cy, dee, GENERAL, type Talk } from '../support/a-talk.ts'

const texts = (messages: readonly StoredMessage[]) => messages.map(({ text }) => text)

describe('the messages of a channel', () => {
  it('[CQ1] are the newest, without what is deleted, of the system, hidden or cleared', async () => {
    const { deps, say, channel, prefer } = await aTalk()
    const crew = await channel([ada, bo])
    await prefer(bo, crew.id, { clearedSeq: 2 })
    const said: StoredMessage[] = []
    for (const text of ['one', 'two', 'three', 'four', 'five', 'six']) said.push(await say(ada, crew.id, text))
    await deleteMessage(deps, ada, { id: said[4]!.id, forAll: true })
    await deleteMessage(deps, bo, { id: said[2]!.id, forAll: false })
    expect(texts(listMessages(deps, bo, { channel: crew, limit: 10 }))).toEqual(['six', 'four'])
    expect(texts(listMessages(deps, ada, { channel: crew, limit: 2 }))).toEqual(['six', 'four'])
    const beforeSeq = deps.messages.seqFrom(crew.id, said[3]!.id)
    expect(texts(listMessages(deps, ada, { channel: crew, limit: 2, beforeSeq }))).toEqual(['three', 'two'])
  })

  it('[CQ1] go on before any integer id, also one of another channel', async () => {
    const { deps, say, channel } = await aTalk()
    const crew = await channel([ada, bo])
    const ids: number[] = []
    for (let n = 1; n <= 9; n++) {
      ids.push((await say(ada, crew.id, `${n}`)).id)
      ids.push((await say(ada, GENERAL, 'between')).id)
    }
    for (const [index, id] of ids.entries()) {
      const beforeSeq = deps.messages.seqFrom(crew.id, id)
      const [newest] = listMessages(deps, ada, { channel: crew, limit: 1, beforeSeq })
      expect(newest?.text).toBe(index === 0 ? undefined : `${Math.ceil(index / 2)}`)
    }
    expect(deps.messages.seqFrom(crew.id, 1)).toBe(1)
    expect(deps.messages.seqFrom('nowhere', 5)).toBe(1)
  })

  it('[CQ7] come oldest first after one of them, as a program goes on reading', async () => {
    const { deps, say, channel } = await aTalk()
    const crew = await channel([ada, bo])
    const said: StoredMessage[] = []
    for (const text of ['one', 'two', 'three', 'four', 'five']) said.push(await say(ada, crew.id, text))
    await deleteMessage(deps, ada, { id: said[2]!.id, forAll: true })
    const after = (n: number, limit: number, beforeSeq?: number) =>
      texts(listMessagesAfter(deps, bo, { channel: crew, limit, afterSeq: said[n]!.seq, beforeSeq }))
    expect(after(0, 2)).toEqual(['two', 'four'])
    expect(after(0, 9, said[4]!.seq)).toEqual(['two', 'four'])
    expect(after(4, 9)).toEqual([])
    expect(texts(listMessagesAfter(deps, bo, { channel: crew, limit: 1, afterSeq: 0 }))).toEqual(['one'])
  })

  it('[CQ2] name what they answer and forward by integer ids', async () => {
    const { deps, say, channel } = await aTalk()
    const crew = await channel([ada, bo])
    const root = await say(ada, crew.id, 'root')
    const reply = await say(bo, crew.id, 'reply', { replyToId: root.id })
    const [forward] = await forwardMessage(deps, bo, { id: reply.id, targets: [GENERAL] })
    const num = deps.channels.channel(crew.id)?.num
    expect(viewMessage(deps, ada, reply)).toMatchObject({ channelNum: num, replyToId: root.id, forwardedFromId: null })
    expect(viewMessage(deps, ada, forward!)).toMatchObject({ replyToId: null, forwardedFromId: reply.id })
  })
})

describe('a thread', () => {
  /** root: a (a1, a2 (a21)), b */
  async function aThread() {
    const talk = await aTalk()
    const crew = await talk.channel([ada, bo])
    const root = await talk.say(ada, crew.id, 'root')
    const answer = (to: StoredMessage, text: string) => talk.say(bo, crew.id, text, { replyToId: to.id })
    const a = await answer(root, 'a')
    const a1 = await answer(a, 'a1')
    const b = await answer(root, 'b')
    const a2 = await answer(a, 'a2')
    const a21 = await answer(a2, 'a21')
    await talk.say(bo, crew.id, 'beside')
    return { ...talk, root, a, b, a1, a2, a21 }
  }

  it('[CQ3] is its root and all that answers it, level by level', async () => {
    const { deps, root, a } = await aThread()
    const thread = (id: number, limit = 100) => texts(listThread(deps, ada, { id, limit }))
    expect(thread(root.id)).toEqual(['root', 'a', 'b', 'a1', 'a2', 'a21'])
    expect(thread(root.id, 3)).toEqual(['root', 'a', 'b'])
    expect(thread(a.id)).toEqual(['a', 'a1', 'a2', 'a21'])
  })

  it('[CQ3] passes over what is hidden, and loses what answered something deleted', async () => {
    const { deps, root, a, a2 } = await aThread()
    await deleteMessage(deps, ada, { id: a.id, forAll: false })
    expect(texts(listThread(deps, ada, { id: root.id, limit: 4 }))).toEqual(['root', 'b', 'a1', 'a2'])
    await deleteMessage(deps, bo, { id: a2.id, forAll: true })
    expect(texts(listThread(deps, ada, { id: root.id, limit: 100 }))).toEqual(['root', 'b', 'a1'])
  })

  it('[CQ3] is known to who sees its root', async () => {
    const { deps, root } = await aThread()
    const asked = () => listThread(deps, dee, { id: root.id, limit: 100 })
    expect(asked).toThrow(expect.objectContaining({ code: ErrorCode.NotFound }))
  })
})

describe('how far a message has come', () => {
  const statusOf = ({ deps }: Talk, viewer: typeof ada, message: StoredMessage) =>
    viewMessage(deps, viewer, deps.messages.byId(message.id) as StoredMessage).delivery

  it('[DL1] delivered, then read, once every other member has it', async () => {
    const talk = await aTalk()
    const { deps } = talk
    const channel = await talk.channel([ada, bo, cy])
    const message = await talk.say(ada, channel.id, 'news')
    const later = await talk.say(ada, channel.id, 'more')
    const mark = (userId: typeof bo, reached: 'delivered' | 'read') =>
      markPosition(deps, userId, { channel, id: message.id, reached })
    expect(statusOf(talk, ada, message)).toBe('sent')
    await mark(bo, 'read')
    expect(statusOf(talk, ada, message)).toBe('sent')
    await mark(cy, 'delivered')
    expect(statusOf(talk, ada, message)).toBe('delivered')
    await mark(cy, 'read')
    expect([statusOf(talk, ada, message), statusOf(talk, bo, message)]).toEqual(['read', 'read'])
    expect(statusOf(talk, ada, later)).toBe('sent')
    await mark(cy, 'delivered')
    expect(statusOf(talk, ada, message)).toBe('read')
  })

  it('[DL1] what nobody else can get is read', async () => {
    const talk = await aTalk()
    const note = await talk.say(ada, savedChannelId(ada), 'note')
    expect(statusOf(talk, ada, note)).toBe('read')
  })

  it('[DL2] whoever joins later has it as read', async () => {
    const talk = await aTalk()
    const { h, deps } = talk
    const { id } = await talk.channel([ada, bo], 'group')
    const message = await talk.say(ada, id, 'news')
    await markPosition(deps, bo, { channel: channelOf(deps.world(), id)!, id: message.id, reached: 'read' })
    h.clock.advance(1_000)
    await deps.runInCommit((tx) => tx.write({ userId: cy }, joinChannel(tx.world, cy, { channelId: id })))
    const next = await talk.say(ada, id, 'more')
    expect(statusOf(talk, ada, message)).toBe('read')
    await markPosition(deps, bo, { channel: channelOf(deps.world(), id)!, id: next.id, reached: 'read' })
    expect(statusOf(talk, ada, next)).toBe('sent')
  })

  it('[DL4] it does not go back when somebody marks the chat as unread', async () => {
    const talk = await aTalk()
    const { deps } = talk
    const channel = await talk.channel([ada, bo])
    const message = await talk.say(ada, channel.id, 'news')
    await markPosition(deps, bo, { channel, id: message.id, reached: 'read' })
    await deps.runInCommit((tx) =>
      tx.write({ userId: bo }, markRead(tx.world, bo, { channelId: channel.id, seq: 0, mayGoBack: true })),
    )
    expect(statusOf(talk, ada, message)).toBe('read')
    rebuildProjection(talk.h.db)
    expect(statusOf(talk, ada, message)).toBe('read')
  })

  it('[DL3] nobody knows it of a member who hides when they were there', async () => {
    const talk = await aTalk()
    const { deps } = talk
    const channel = await talk.channel([ada, bo])
    const message = await talk.say(ada, channel.id, 'news')
    await markPosition(deps, bo, { channel, id: message.id, reached: 'read' })
    await deps.runInCommit((tx) =>
      tx.write({ userId: bo }, setProfile(tx.world, bo, { privacy: { lastSeen: 'contacts' } })),
    )
    expect(statusOf(talk, ada, message)).toBe('sent')
    await deps.runInCommit((tx) => tx.write({ userId: bo }, setContact(tx.world, bo, { userId: ada, isContact: true })))
    expect(statusOf(talk, ada, message)).toBe('read')
  })
})
