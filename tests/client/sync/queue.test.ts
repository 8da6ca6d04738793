/** The outbox's rules on plain lists. */
import { expect, it } from 'vitest'
import { EMPTY_QUEUE, type Queue, type Wanted } from '../../../client/sync/intent.ts'
import { outboxItems } from '../../../client/sync/outbox.ts'
import { acknowledge, discard, enqueue, markSent, refused, renameMessage, retry } from '../../../client/sync/queue.ts'
import type { Json } from '../../../schema/json.ts'

const [M1, M2] = ['01HF7YAT00AAAAAAAAAAAAAAAA', '01HF7YAT00BBBBBBBBBBBBBBBB']
const CHANNEL = 'channel/general'
const want = (root: string, key: string, value: Json | null, base: Json | null = null, doc = CHANNEL): Wanted => ({
  doc,
  root,
  key,
  value,
  base,
})
const say = (key: string, text: string, fields: object = {}) => want('messages', key, { by: 1, text, ...fields })
const erase = (key: string) => want('messages', key, { by: 1, deletedAt: 9 })
const react = (key: string, value: 1 | null) => want('reactions', `${key}/heart/1`, value)
const queued = (...wanted: Wanted[]): Queue => wanted.reduce((queue, one) => enqueue(queue, [one], 1), EMPTY_QUEUE)
const sent = (queue: Queue): Queue => markSent(queue, new Set(queue.intents.map((i) => i.n)), 0)
const values = (queue: Queue) => queue.intents.map((i) => i.value)

it('[OB2] of several values of a register the newest is kept, in the place of the oldest', () => {
  const draft = (text: string) => want('drafts', 'general', text, 'before', 'account/1')
  const queue = queued(draft('a'), say(M1, 'one'), draft('ab'))
  expect(queue.intents.map((i) => [i.n, i.value])).toEqual([
    [1, 'ab'],
    [2, { by: 1, text: 'one' }],
  ])
})

it('[OB2] a value that the author sees already is not queued', () => {
  expect(queued(want('drafts', 'general', 'same', 'same', 'account/1')).intents).toEqual([])
})

it('[OB3] an edit of a pending message rewrites it, and it does not count as edited', () => {
  expect(values(queued(say(M1, 'one'), say(M1, 'uno', { editedAt: 5 })))).toEqual([{ by: 1, text: 'uno' }])
})

it('[OB3] an edit of a message that may have arrived stays an edit', () => {
  const queue = enqueue(sent(queued(say(M1, 'one'))), [say(M1, 'uno', { editedAt: 5 })], 2)
  expect(values(queue)).toEqual([{ by: 1, text: 'uno', editedAt: 5 }])
})

it('[OB38] what left is remembered when another value is written over it, until that leaves too', () => {
  const draft = (text: string) => want('drafts', 'general', text, 'before', 'account/1')
  const over = enqueue(enqueue(sent(queued(draft('a'))), [draft('ab')], 2), [draft('abc')], 3)
  expect(over.intents).toMatchObject([{ value: 'abc', base: 'before', sentValue: 'a' }])
  expect(sent(over).intents[0]).not.toHaveProperty('sentValue')
})

it('[OB4] deleting a pending message removes it, with its pending reactions and pins', () => {
  const pin = want('pins', M1, { by: 1, at: 1 })
  expect(queued(say(M1, 'one'), react(M1, 1), pin, say(M2, 'two'), erase(M1)).intents.map((i) => i.key)).toEqual([M2])
})

it('[OB4] deleting a message that may be in flight follows it', () => {
  const queue = enqueue(sent(queued(say(M1, 'one'))), [erase(M1)], 2)
  expect(values(queue)).toEqual([{ by: 1, deletedAt: 9 }])
})

it('[OB5] a reaction on and off cancels out', () => {
  expect(queued(react(M1, 1), react(M1, null)).intents).toEqual([])
})

it('[OB5] taking back a reaction that may be in flight is sent after it', () => {
  expect(values(enqueue(sent(queued(react(M1, 1))), [react(M1, null)], 2))).toEqual([null])
})

it('[OB5] adding and removing a member before the founding arrives cancels out', () => {
  const member = (role: string) => want('members', '2', { role, by: 1 }, null, 'channel/01HF7YAT00CCCCCCCCCCCCCCCC')
  expect(queued(member('member'), member('none')).intents).toEqual([])
})

it('[OB9] the base stays what the author of the first value saw', () => {
  const queue = queued(want('drafts', 'x', 'b', 'a', 'account/1'), want('drafts', 'x', 'c', 'newer', 'account/1'))
  expect(queue.intents[0]).toMatchObject({ value: 'c', base: 'a' })
})

it('[OB9] after an acknowledgement of an older value the rest stands on that', () => {
  const before = sent(queued(say(M1, 'one')))
  const rewritten = enqueue(before, [say(M1, 'uno', { editedAt: 5 })], 2)
  const { n, rev, value } = before.intents[0]!
  const after = acknowledge(rewritten, [{ n, rev, value }], () => false, 3)
  expect(after.intents).toMatchObject([{ value: { text: 'uno' }, base: { text: 'one' }, sent: false, volume: 3 }])
})

it('[OB10] discarding a pending item takes it out', () => {
  expect(discard(queued(say(M1, 'one')), 1, 1, 7).intents).toEqual([])
})

it('[OB10] discarding a message that may have arrived deletes it after it', () => {
  expect(values(discard(sent(queued(say(M1, 'one'))), 1, 1, 7))).toEqual([{ by: 1, deletedAt: 7 }])
})

it('[OB11] retrying a refused item queues it on what stands now', () => {
  const [intent] = queued(want('members', '2', { role: 'none', by: 1 }, { role: 'member', by: 1 })).intents
  const parked = { ...EMPTY_QUEUE, nextN: 2, intents: [refused(intent!, { code: 'stale', reason: 'ST4' })] }
  const again = retry(parked, 1, { role: 'admin', by: 3 }, 5).intents[0]
  expect(again).toMatchObject({ base: { role: 'admin', by: 3 }, value: { role: 'none' }, sent: false })
  expect(again).not.toHaveProperty('parked')
})

it('[OB11] retrying a superseded edit makes it the newest', () => {
  const [intent] = queued(want('messages', M1, { by: 1, text: 'mine', editedAt: 3 }, { by: 1, text: 'old' })).intents
  const parked: Queue = { ...EMPTY_QUEUE, nextN: 2, intents: [{ ...intent!, parked: 'superseded' }] }
  const again = retry(parked, 1, { by: 1, text: 'theirs', editedAt: 90 }, 50).intents[0]
  expect(again?.value).toEqual({ by: 1, text: 'mine', editedAt: 91 })
})

it('[OB11] writing a refused register again replaces the refused value', () => {
  const [intent] = queued(say(M1, 'one')).intents
  const parked = { ...EMPTY_QUEUE, nextN: 2, intents: [refused(intent!, { code: 'forbidden', reason: 'MS6' })] }
  const queue = enqueue(parked, [say(M1, 'two')], 2)
  expect(queue.intents).toMatchObject([{ n: 1, value: { text: 'two' } }])
  expect(queue.intents[0]).not.toHaveProperty('code')
})

it('[OB32] a message with a new id takes along what refers to it', () => {
  const reply = say(M2, 'two', { replyTo: { id: M1, excerpt: 'one' } })
  const pin = want('pins', M1, { by: 1, at: 1 })
  const queue = renameMessage(queued(say(M1, 'one'), reply, react(M1, 1), pin), M1, '01HF7YAT00DDDDDDDDDDDDDDDD')
  expect(queue.intents.map((i) => i.key)).toEqual([
    '01HF7YAT00DDDDDDDDDDDDDDDD',
    M2,
    '01HF7YAT00DDDDDDDDDDDDDDDD/heart/1',
    '01HF7YAT00DDDDDDDDDDDDDDDD',
  ])
  expect(queue.intents[1]?.value).toMatchObject({ replyTo: { id: '01HF7YAT00DDDDDDDDDDDDDDDD', excerpt: 'one' } })
})

it('[OB8] with a refused founding all of its channel is held, and nothing else', () => {
  const founded = 'channel/01HF7YAT00CCCCCCCCCCCCCCCC'
  const queue = queued(
    want('meta', 'kind', 'public', null, founded),
    want('meta', 'title', 'taken', null, founded),
    want('meta', 'createdBy', 1, null, founded),
    want('members', '1', { role: 'owner', by: 1 }, null, founded),
    want('messages', M1, { by: 1, text: 'first' }, null, founded),
    say(M2, 'elsewhere'),
  )
  const parked = {
    ...queue,
    intents: queue.intents.map((i) => (i.key === 'title' ? refused(i, { code: 'conflict', reason: 'MT5' }) : i)),
  }
  const states = outboxItems(parked, new Set(), 0).map((item) => `${item.key.slice(0, 5)} ${item.state}`)
  expect(states).toEqual(['kind held', 'title refused', 'creat held', '1 held', '01HF7 held', '01HF7 saved'])
})
