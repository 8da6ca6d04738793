import { describe, expect, it } from 'vitest'
import { channelDocument, volumeDocument } from '../../../schema/documents.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import { excerptOf, excerptOfMessage } from '../../../schema/projection/excerpt-of.ts'
import type { MessageView } from '../../../schema/projection/message-view.ts'
import { projectPins } from '../../../schema/projection/project-pins.ts'
import { projectThread } from '../../../schema/projection/project-thread.ts'
import { LATE_AFTER_MS, projectTimeline, type TimelineInput } from '../../../schema/projection/project-timeline.ts'
import { aCrew, ada, bo, CREW, cy, messageId, NOW, type TestWorld } from '../../support/a-world.ts'

const [M1, M2, M3, M4, M5] = [1, 2, 3, 4, 5].map((n) => messageId(n)) as [
  ReturnType<typeof messageId>,
  ReturnType<typeof messageId>,
  ReturnType<typeof messageId>,
  ReturnType<typeof messageId>,
  ReturnType<typeof messageId>,
]
const says = (by: number, text = 'hi') => ({ by, text })
const volume = volumeDocument(CREW, 0)
const timeline = (world: TestWorld, more: Partial<TimelineInput> = {}) =>
  projectTimeline({ world, channelId: CREW, me: ada, volumes: [0], ...more })
const ids = (views: readonly MessageView[]) => views.map((view) => view.id)
const one = (world: TestWorld, more: Partial<TimelineInput> = {}) => timeline(world, more)[0] as MessageView

describe('the timeline', () => {
  it('[PJ2] is sorted by arrival, then pending messages by id', () => {
    const world = aCrew()
      .withMessage(CREW, M3, says(ada))
      .withMessage(CREW, M1, says(bo), { seq: 2 })
      .withMessage(CREW, M2, says(ada))
      .withMessage(CREW, M4, says(bo), { seq: 1 })
    expect(ids(timeline(world))).toEqual([M4, M1, M2, M3])
  })

  it('[PJ2] shows a window of stamped messages, with all pending ones, over several volumes', () => {
    const world = aCrew()
      .withMessage(CREW, M1, says(bo), { seq: 1 })
      .withMessage(CREW, M2, says(bo), { seq: 2 })
      .withMessage(CREW, M3, says(bo), { seq: 3, volume: 1 })
      .withMessage(CREW, M4, says(ada), { volume: 1 })
    const window = { fromSeq: 2, toSeq: 2 }
    expect(ids(timeline(world, { volumes: [0, 1], window }))).toEqual([M2, M4])
    expect(timeline(world, { volumes: [1] }).map((view) => view.volume)).toEqual([1, 1])
  })

  it('[PJ3] shows a message of two volumes once, where it is stamped', () => {
    const world = aCrew().withMessage(CREW, M1, says(ada, 'old'), { seq: 1 })
    world.withMessage(CREW, M1, says(ada, 'moved'), { volume: 1 })
    expect(timeline(world, { volumes: [0, 1] })).toMatchObject([{ volume: 0, text: 'old' }])
    world.put(volume, 'stamps', M1, undefined)
    expect(timeline(world, { volumes: [0, 1] })).toMatchObject([{ volume: 1, text: 'moved' }])
  })

  it('[PJ4] takes the stamp’s mentions, and derives those of what waits', () => {
    const world = aCrew().withMessage(CREW, M1, says(bo, '@cy'), { seq: 1, mentions: [ada] })
    expect(one(world)).toMatchObject({ mentions: [ada], mentionsMe: true })
    expect(one(world, { isPending: () => true })).toMatchObject({ mentions: [cy], mentionsMe: false })
    expect(one(aCrew().withMessage(CREW, M1, says(ada, '@everyone @dee')))).toMatchObject({ mentions: ['everyone'] })
  })

  it('[PJ5] leaves out what the person has hidden and cleared, and nothing for others', () => {
    const world = aCrew()
      .withMessage(CREW, M1, says(bo), { seq: 1 })
      .withMessage(CREW, M2, says(bo), { seq: 2 })
      .withMessage(CREW, M3, says(bo), { seq: 3 })
      .withAccount(ada, 'hidden', M3, 1)
      .withAccount(ada, 'channels', CREW, { clearedSeq: 1 })
    expect(ids(timeline(world))).toEqual([M2])
    expect(ids(timeline(world, { me: bo }))).toEqual([M1, M2, M3])
  })

  it('[PJ6] quotes the original once it is loaded, nothing once it is deleted, else what came along', () => {
    const reply = { ...says(bo), replyTo: { id: M1, excerpt: 'made up' } }
    const quoteIn = (world: TestWorld) => timeline(world).find((view) => view.id === M2)?.replyTo
    const world = () => aCrew().withMessage(CREW, M2, reply, { seq: 2 })
    expect(quoteIn(world())).toMatchObject({ excerpt: 'made up', isOriginal: false, by: null })
    expect(quoteIn(world().withMessage(CREW, M1, says(cy, 'true')))).toMatchObject({
      excerpt: 'true',
      isOriginal: true,
      by: cy,
    })
    const deleted = { by: cy, deletedAt: 1 }
    expect(quoteIn(world().withMessage(CREW, M1, deleted))).toMatchObject({ excerpt: null, isDeleted: true })
    const elsewhere = world().withMessage(CREW, M1, deleted, { volume: 1 })
    expect(quoteIn(elsewhere)).toMatchObject({ excerpt: null, isDeleted: true })
  })

  it('[PJ6] shows of a forward from another channel only what came along', () => {
    const secret = '01SECRET000000000000000000' as ChannelId
    const forward = { by: bo, forwardedFrom: { id: M1, channel: secret, excerpt: 'told' } }
    const world = aCrew()
      .withMessage(CREW, M2, forward, { seq: 1 })
      .withMessage(secret, M1, says(cy, 'the whole secret'))
    expect(one(world).forwardedFrom).toMatchObject({ excerpt: 'told', isOriginal: false, channel: secret })
    world.withMessage(secret, M1, { by: cy, deletedAt: 1 })
    expect(one(world).forwardedFrom).toMatchObject({ excerpt: null, isDeleted: true })
  })

  it('[PJ7] an excerpt is one line of 200 characters, never half a character', () => {
    expect(excerptOf(' a\n\n b\t c ')).toBe('a b c')
    expect(excerptOf('x'.repeat(200))).toHaveLength(200)
    expect(excerptOf('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`)
    expect(excerptOf(`${'x'.repeat(198)}😀😀`)).toBe(`${'x'.repeat(198)}…`)
    const file = { id: 'f', name: 'valve.jpg', type: 'image/jpeg', bytes: 1 }
    expect(excerptOfMessage({ by: 1, files: [file] })).toBe('valve.jpg')
  })

  it('[PJ8] counts a person once for a reaction, in order of the allowed set', () => {
    const world = aCrew().withMessage(CREW, M1, says(bo), { seq: 1 })
    for (const key of ['❤/2', '❤️/2', 'heart/1', '👍/3', 'thumbs_up/3', 'old/3'])
      world.put(volume, 'reactions', `${M1}/${key}`, 1)
    expect(one(world).reactions).toEqual([
      { name: 'thumbsup', emoji: '👍', users: [cy], mine: false, isPending: false },
      { name: 'heart', emoji: '❤️', users: [ada, bo], mine: true, isPending: false },
      { name: 'old', emoji: null, users: [cy], mine: false, isPending: false },
    ])
  })

  it('[PJ9] counts what stands below, on all levels, without deleted ones', () => {
    const reply = (by: number, id: string) => ({ ...says(by), replyTo: { id } })
    const world = aCrew()
      .withMessage(CREW, M1, says(bo), { seq: 1 })
      .withMessage(CREW, M2, reply(cy, M1), { seq: 2 })
      .withMessage(CREW, M3, reply(cy, M2), { seq: 3 })
      .withMessage(CREW, M4, { by: cy, deletedAt: 1 }, { seq: 4 })
    expect(timeline(world).map((view) => view.threadCount)).toEqual([2, 1, 0, 0])
    expect(one(world).lastReplyAt).toBe(NOW - 50_000 + 3)
    // Messages that answer each other end somewhere.
    world.withMessage(CREW, M1, reply(bo, M3), { seq: 1 })
    expect(timeline(world)).toHaveLength(4)
  })

  it('[PJ10] a thread is its root and all that answers it, level by level', () => {
    const reply = (id: string) => ({ ...says(bo), replyTo: { id } })
    const world = aCrew()
      .withMessage(CREW, M1, says(ada), { seq: 1 })
      .withMessage(CREW, M2, reply(M1), { seq: 2 })
      .withMessage(CREW, M3, reply(M2), { seq: 3 })
      .withMessage(CREW, M4, reply(M1), { seq: 4 })
      .withMessage(CREW, M5, says(cy), { seq: 5 })
    const thread = projectThread({ world, channelId: CREW, me: ada, volumes: [0] }, M1)
    expect(thread.root?.id).toBe(M1)
    expect(ids(thread.replies)).toEqual([M2, M4, M3])
  })

  it('[PJ14] pins are newest first, and that of a deleted message stays without an excerpt', () => {
    const root = channelDocument(CREW)
    const world = aCrew()
      .put(root, 'pins', M1, { by: ada, at: 5, excerpt: 'one' })
      .put(root, 'pins', M2, { by: bo, at: 6, excerpt: 'two' })
      .withMessage(CREW, M2, { by: cy, deletedAt: 1 })
    expect(projectPins(world, CREW, [0])).toMatchObject([
      { id: M2, pinnedBy: bo, excerpt: null, isDeleted: true },
      { id: M1, pinnedBy: ada, excerpt: 'one', isDeleted: false },
    ])
  })

  it('[PJ21] marks what arrived over five minutes after it was written', () => {
    const at = NOW - 50_000 + 1
    const written = (before: number) => aCrew().withMessage(CREW, messageId(1, at - before), says(bo), { seq: 1 })
    expect(one(written(LATE_AFTER_MS)).isLate).toBe(false)
    expect(one(written(LATE_AFTER_MS + 1)).isLate).toBe(true)
    expect(one(aCrew().withMessage(CREW, messageId(1, 1), says(bo))).isLate).toBe(false)
  })

  it('[MS1] a deleted message is shown as such, with nothing of its content', () => {
    const world = aCrew().withMessage(CREW, M1, { ...says(bo), deletedAt: 7 }, { seq: 1, mentions: [ada] })
    expect(one(world)).toMatchObject({ text: '', deletedAt: 7, mentions: [], files: [], reactions: [] })
  })
})
