/** Everything that becomes true for others is told from one place, whatever the door. */
import { expect, it } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { encodeFrame } from '../../../schema/protocol/frames.ts'
import { accountDocument, channelDocument, volumeDocument } from '../../../schema/documents.ts'
import { directChannelId, type ChannelId, type UserId } from '../../../schema/ids.ts'
import { hears } from '../../../sync-server/live/audience.ts'
import { LiveEvents, type LiveEvent } from '../../../sync-server/live/live-events.ts'
import { addMember } from '../../../sync-server/commands/add-member.ts'
import { createChannel } from '../../../sync-server/commands/create-channel.ts'
import { deleteMessage } from '../../../sync-server/commands/delete-message.ts'
import { editMessage } from '../../../sync-server/commands/edit-message.ts'
import { markPosition } from '../../../sync-server/commands/mark-position.ts'
import { postMessage } from '../../../sync-server/commands/post-message.ts'
import { removeMember } from '../../../sync-server/commands/remove-member.ts'
import { setTyping } from '../../../sync-server/commands/set-typing.ts'
import { toggleReaction } from '../../../sync-server/commands/toggle-reaction.ts'
import { channelOf } from '../../../schema/rules/channel.ts'
import { commandDeps } from '../../support/command-deps.ts'
import { coreHarness, makeUpdate, type MuxPeer } from '../../support/core-harness.ts'

const [ada, bo, cy] = [1, 2, 3] as UserId[] as [UserId, UserId, UserId]
const GENERAL = 'general' as ChannelId

const typingOn = (socket: MuxPeer) => socket.controls().findLast(({ t }) => t === 'typing')

function encodeAwarenessOf(state: object): Uint8Array {
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalState(state)
  const update = encodeAwarenessUpdate(awareness, [awareness.clientID])
  awareness.destroy()
  return update
}

function aTalk() {
  const h = coreHarness()
  for (const [n, name] of ['ada', 'bo', 'cy'].entries()) h.addUser(n + 1, name)
  const deps = commandDeps(h)
  const told: LiveEvent[] = []
  h.core.onLive((events) => told.push(...events))
  /** Runs a command's commit, and takes what was told of it. */
  const after = async <T>(work: Promise<T>): Promise<[T, string[]]> => {
    h.clock.turn()
    const result = await work
    return [result, take()]
  }
  const take = () => told.splice(0).map((event) => ('userId' in event ? `${event.kind} ${event.userId}` : event.kind))
  return { h, deps, after, take, told }
}

it('[LV1] [LV4] a message is told as posted, edited, reacted to and deleted, by REST and by socket alike', async () => {
  const { h, deps, after, take } = aTalk()
  const [posted, told] = await after(postMessage(deps, ada, { channelId: GENERAL, text: 'Valve 4' }))
  expect(told).toEqual(['message-posted'])
  const { id } = posted
  expect((await after(editMessage(deps, ada, { id, text: 'Valve 5' })))[1]).toEqual(['message-edited'])
  expect((await after(toggleReaction(deps, bo, { id, reaction: 'heart' })))[1]).toEqual(['reactions-changed'])
  expect((await after(deleteMessage(deps, ada, { id, forAll: true })))[1]).toEqual(['message-deleted'])

  const socket = h.connect(bo)
  take()
  const key = h.newId()
  socket.update(volumeDocument(GENERAL, 0), makeUpdate(new Y.Doc(), [['messages', key, { by: bo, text: 'On my way' }]]))
  expect(take()).toEqual(['message-posted'])
})

it('[LV3] what is refused, or hidden by one person alone, is told to nobody', async () => {
  const { h, deps, after, take } = aTalk()
  const [{ id }] = await after(postMessage(deps, ada, { channelId: GENERAL, text: 'Valve 4' }))
  await expect(async () => after(editMessage(deps, bo, { id, text: 'no' }))).rejects.toThrow()
  h.clock.turn()
  expect(take()).toEqual([])
  expect((await after(deleteMessage(deps, bo, { id, forAll: false })))[1]).toEqual([])
})

it('[LV4] [LV5] a founding, members, and a removal, which the removed person still hears', async () => {
  const { deps, after, told } = aTalk()
  const [chat, founded] = await after(createChannel(deps, ada, { kind: 'private', title: 'Crew', memberIds: [bo] }))
  expect(founded).toEqual(['channel-founded'])
  const channelId = chat.channelId
  expect((await after(addMember(deps, ada, { channelId, memberId: cy })))[1]).toEqual([
    'member-changed 3',
    'message-posted',
  ])
  const work = removeMember(deps, ada, { channelId, memberId: cy })
  const [, removed] = await after(work.then(() => [...told]))
  expect(removed).toEqual(['member-changed 3', 'message-posted'])
  const gone: LiveEvent = { kind: 'member-changed', channelId, userId: cy, role: 'none', before: 'member' }
  const later: LiveEvent = { kind: 'message-posted', channelId, messageId: 'x' as never, by: ada }
  expect([cy, bo].map((userId) => hears(deps.world(), userId, gone))).toEqual([true, true])
  expect([cy, bo].map((userId) => hears(deps.world(), userId, later))).toEqual([false, true])
})

it('[LV2] positions are told to members who may know them', async () => {
  const { h, deps, after } = aTalk()
  const [{ id, seq }] = await after(postMessage(deps, ada, { channelId: GENERAL, text: 'Valve 4' }))
  const channel = channelOf(deps.world(), GENERAL)!
  expect((await after(markPosition(deps, bo, { channel, id, reached: 'read' })))[1]).toEqual([
    'read-moved 2',
    'delivered-moved 2',
  ])
  const moved: LiveEvent = { kind: 'read-moved', channelId: GENERAL, userId: bo, seq }
  expect(hears(deps.world(), ada, moved)).toBe(true)
  const socket = h.connect(bo)
  socket.update(accountDocument(bo), makeUpdate(new Y.Doc(), [['profile', 'privacy', { lastSeen: 'nobody' }]]))
  expect([ada, bo].map((userId) => hears(deps.world(), userId, moved))).toEqual([false, true])
})

it('[AW5] [AW6] typing said over another door is told to screens and listeners, and ends after 6 s', () => {
  const { h, deps, take } = aTalk()
  const socket = h.connect(ada)
  socket.control({ t: 'watch', channel: GENERAL })
  take()
  const channel = channelOf(deps.world(), GENERAL)!
  setTyping(deps, bo, { channel, isTyping: true })
  h.clock.turn()
  expect(take()).toEqual(['typing-changed 2'])
  expect(deps.typists(GENERAL, ada)).toEqual([bo])
  expect(typingOn(socket)).toEqual({ t: 'typing', channel: GENERAL, users: [bo] })
  h.clock.advance(5_999)
  expect(deps.typists(GENERAL, ada)).toEqual([bo])
  h.clock.advance(1)
  expect(take()).toEqual(['typing-changed 2'])
  expect(typingOn(socket)).toEqual({ t: 'typing', channel: GENERAL, users: [] })
})

it('[AW7] whoever types over two doors is told of once, and has ended when both have', () => {
  const { h, deps, take } = aTalk()
  const channel = channelOf(deps.world(), GENERAL)!
  const socket = h.connect(bo)
  take()
  setTyping(deps, bo, { channel, isTyping: true })
  const said = encodeAwarenessOf({ typing: true, active: 'active' })
  socket.bring(encodeFrame({ kind: 'awareness', doc: channelDocument(GENERAL), row: 0, payload: said }))
  expect(take()).toEqual(['typing-changed 2'])
  setTyping(deps, bo, { channel, isTyping: false })
  expect(take()).toEqual([])
  socket.drop()
  expect(take()).toContain('typing-changed 2')
})

it('[CM12] who may not post does not type', async () => {
  const { deps, after } = aTalk()
  const [chat] = await after(createChannel(deps, ada, { kind: 'broadcast', title: 'Notices', memberIds: [bo] }))
  const channel = channelOf(deps.world(), chat.channelId)!
  expect(() => setTyping(deps, bo, { channel, isTyping: true })).toThrow('CM12')
})

it('[LV1] a chat of two is told of when its first message founds it', async () => {
  const { deps, after } = aTalk()
  const channelId = directChannelId(ada, bo)
  const [, told] = await after(postMessage(deps, ada, { channelId, text: 'Hello' }))
  expect(told).toEqual(['channel-founded', 'message-posted'])
})

it('[LV6] a listener that fails keeps no other from hearing', () => {
  const failures: unknown[] = []
  const live = new LiveEvents((error) => failures.push(error))
  const heard: LiveEvent[] = []
  live.listen(() => {
    throw new Error('broken')
  })
  const end = live.listen((events) => heard.push(...events))
  const event: LiveEvent = { kind: 'channel-changed', channelId: GENERAL }
  live.tell([event])
  end()
  live.tell([event])
  expect([heard, failures.length]).toEqual([[event], 2])
})
