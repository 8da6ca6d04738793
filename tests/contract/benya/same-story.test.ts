import fc from 'fast-check'
import { ulid } from 'ulid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, channelDocument, volumeDocument } from '../../../schema/documents.ts'
import type { ErrorCode } from '../../../schema/errors.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import type { MessageValue } from '../../../schema/registers/messages.ts'
import { STATUS } from '../../../sync-server/dialects/benya/errors.ts'
import { aGroup, type FoundChat, type Member } from '../support/a-crew.ts'
import { aStage, type Stage } from '../support/a-stage.ts'

const STORIES = 12

let stage: Stage
let people: readonly Member[]
beforeAll(async () => {
  stage = await aStage()
  people = [stage.ada, stage.bo, stage.cy]
})
afterAll(() => stage.stop())

/** Who does what to the message of which place; places count the messages of the story. */
type Step =
  | { readonly does: 'say'; readonly who: number; readonly text: string; readonly answers: number | null }
  | { readonly does: 'edit'; readonly who: number; readonly at: number; readonly text: string }
  | { readonly does: 'react'; readonly who: number; readonly at: number; readonly emoji: string }
  | { readonly does: 'delete' | 'hide' | 'read' | 'pin'; readonly who: number; readonly at: number }

const who = fc.nat(2)
const at = fc.nat(5)
const text = fc.constantFrom('hello', 'hello @bo', '@everyone look', 'João 会議', ' ', 'x')
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('say' as const), who, text, answers: fc.option(at) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('edit' as const), who, at, text }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('react' as const), who, at, emoji: fc.constantFrom('👍', '🦔', 'nope') }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('delete', 'hide', 'read', 'pin'), who, at }) },
)

/** A chat in which a story is told, and the messages said in it so far. */
interface Telling {
  readonly chat: FoundChat
  readonly channelId: ChannelId
  readonly said: { messageId: string; id: number }[]
}

async function begin(): Promise<Telling> {
  const chat = await aGroup(stage)
  const channelId = stage.channelId(chat)
  for (const member of people) {
    await stage.device(member).open(channelDocument(channelId))
    await stage.device(member).open(volumeDocument(channelId, 0))
  }
  return { chat, channelId, said: [] }
}

/** What both tellings of a step are compared by: a status of REST. */
type Outcome = number

async function tellByRest({ chat, said }: Telling, step: Step): Promise<Outcome> {
  const member = people[step.who] as Member
  const target = 'at' in step ? said[step.at] : undefined
  if (step.does === 'say') {
    const reply_to_message_id = step.answers === null ? null : (said[step.answers]?.id ?? null)
    const { status, json } = await member.post('/messages', { chat_id: chat.id, text: step.text, reply_to_message_id })
    if (status === 201) said.push({ id: json.id as number, messageId: messageIdOf(json.id as number) })
    return status === 201 ? 200 : status
  }
  if (!target) return 200
  const path = `/messages/${target.id}`
  const answer = await {
    edit: () => member.put(path, { text: 'text' in step ? step.text : '' }),
    react: () => member.post(`${path}/reactions/toggle`, { emoji: 'emoji' in step ? step.emoji : '' }),
    delete: () => member.delete(`${path}?for_all=true`),
    hide: () => member.delete(path),
    read: () => member.post('/messages/status', { chat_id: chat.id, message_id: target.id, status: 'message_read' }),
    pin: () => member.post(`${chat.path}/pin`, { message_id: target.id }),
  }[step.does]()
  return answer.status === 204 ? 200 : answer.status
}

/** As a device does it: its own view of what it may, then one update. What it would not even try counts as REST's answer. */
async function tellBySocket({ channelId, said }: Telling, step: Step): Promise<Outcome> {
  const member = people[step.who] as Member
  const me = member.id
  const device = stage.device(member)
  const doc = volumeDocument(channelId, 0)
  const root = channelDocument(channelId)
  const account = accountDocument(me as UserId)
  const replica = device.replica(doc)
  const nowMs = stage.api.clock.nowMs
  if (step.does === 'say') {
    const answered = step.answers === null ? undefined : said[step.answers]
    const isGone = answered && isAway(member, doc, answered.messageId)
    if (isGone) return 404
    const messageId = ulid(nowMs)
    const replyTo = answered && { replyTo: { id: answered.messageId } }
    const outcome = statusOf(
      await device.write(doc, [['messages', messageId, { by: me, text: step.text, ...replyTo }]]),
    )
    if (outcome === 200) said.push({ messageId, id: idOf(messageId) })
    return outcome
  }
  const target = said[step.at]
  if (!target) return 200
  const { messageId } = target
  // Reading may be told of what is gone: it is a place.
  if (step.does !== 'read' && isAway(member, doc, messageId)) return 404
  const before = replica.getMap<MessageValue>('messages').get(messageId) as MessageValue
  switch (step.does) {
    case 'edit': {
      const editedAt = Math.max(nowMs, (before.editedAt ?? 0) + 1)
      return statusOf(await device.write(doc, [['messages', messageId, { ...before, text: step.text, editedAt }]]))
    }
    case 'react': {
      const name = step.emoji === '👍' ? 'thumbsup' : step.emoji
      const key = `${messageId}/${name}/${me}`
      const value = replica.getMap('reactions').has(key) ? null : 1
      return statusOf(await device.write(doc, [['reactions', key, value]]))
    }
    case 'delete':
      return statusOf(await device.write(doc, [['messages', messageId, { by: before.by, deletedAt: nowMs }]]))
    case 'hide':
      return statusOf(await device.write(account, [['hidden', messageId, 1]]))
    case 'read': {
      const { seq } = replica.getMap<{ seq: number }>('stamps').get(messageId) as { seq: number }
      const read = device.replica(account).getMap<{ seq: number }>('read').get(channelId)
      if (read && read.seq >= seq) return 200
      return statusOf(await device.write(account, [['read', channelId, { seq, messageId }]]))
    }
    case 'pin': {
      const pins = [...device.replica(root).getMap<{ at: number }>('pins')]
      const newest = Math.max(0, ...pins.map(([key, pin]) => (key === messageId ? 0 : pin.at + 1)))
      return statusOf(await device.write(root, [['pins', messageId, { by: me, at: Math.max(nowMs, newest) }]]))
    }
  }
}

/** Deleted, or hidden by this person: what a device does not show. */
function isAway(member: Member, doc: string, messageId: string): boolean {
  const device = stage.device(member)
  const value = device.replica(doc).getMap<MessageValue>('messages').get(messageId)
  const hidden = device
    .replica(accountDocument(member.id as UserId))
    .getMap('hidden')
    .has(messageId)
  return hidden || value?.deletedAt !== undefined
}

function statusOf(code: string): Outcome {
  return code === 'ok' ? 200 : STATUS[code as ErrorCode]
}

function messageIdOf(id: number): string {
  return (stage.db.prepare('SELECT message_id FROM messages WHERE id = ?').get(id) as { message_id: string }).message_id
}

function idOf(messageId: string): number {
  return (stage.db.prepare('SELECT id FROM messages WHERE message_id = ?').get(messageId) as { id: number }).id
}

/** All that is projected of a chat, with places for ids. */
function projectionOf({ channelId }: Telling): unknown {
  const all = (sql: string) => stage.db.prepare(sql).all(channelId) as Record<string, unknown>[]
  const messages = all('SELECT * FROM messages WHERE channel = ? ORDER BY seq')
  const place = new Map(messages.map((row, index) => [row.message_id, index]))
  return {
    messages: messages.map(({ seq, by_user, type, text, reply_to, edited_at, deleted_at, mentions }) => ({
      ...{ seq, by_user, type, text, mentions, replyTo: reply_to === null ? null : place.get(reply_to) },
      ...{ isEdited: edited_at !== null, isDeleted: deleted_at !== null },
    })),
    mentions: all('SELECT user_id, seq FROM mentions WHERE channel = ? ORDER BY 1, 2'),
    reactions: all('SELECT message_id, name, user_id FROM reactions WHERE channel = ? ORDER BY 1, 2, 3')
      .map(({ message_id, name, user_id }) => ({ place: place.get(message_id), name, user_id }))
      .sort((a, b) => (a.place ?? 0) - (b.place ?? 0)),
    reads: all('SELECT user_id, seq FROM reads WHERE channel = ? ORDER BY 1'),
  }
}

/** What everyone is answered about it. */
async function answersOf({ chat, said }: Telling): Promise<unknown> {
  const places = new Map(said.map(({ id }, index) => [id, index]))
  const place = (id: number | null) => (id === null ? null : places.get(id))
  const seen = people.map(async (member) => {
    const messages = (await member.get(`/messages/${chat.id}`)).json as Record<string, number>[]
    const { json } = await member.get(chat.path)
    const { unread_count, unread_mentions_count, last_message_text, pinned_message_id } = json
    const found = (await member.get(`/messages/search?query=hello&chat_id=${chat.id}`)).json as { id: number }[]
    const reactions = messages.map(async ({ id }) => (await member.get(`/messages/${id}/reactions`)).json as unknown)
    return {
      ...{ unread_count, unread_mentions_count, last_message_text, pinned: place(pinned_message_id) },
      messages: messages.map(({ id, reply_to_message_id, sender_id, text, delivery_status }) => ({
        ...{ place: place(id as number), answers: place(reply_to_message_id as number | null) },
        ...{ sender_id, text, delivery_status },
      })),
      found: found.map(({ id }) => place(id)),
      reactions: await Promise.all(reactions),
    }
  })
  return Promise.all(seen)
}

it(
  '[PT1] the same story told through sockets and through REST is answered alike and gives the same projection',
  { timeout: 300_000 },
  async () => {
    const story = fc.array(step, { minLength: 6, maxLength: 16 })
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const [bySocket, byRest] = [await begin(), await begin()]
        for (const one of steps) {
          stage.api.clock.advance(2_000)
          const outcome = await tellBySocket(bySocket, one)
          expect([one, await tellByRest(byRest, one)]).toEqual([one, outcome])
          await settled(bySocket)
        }
        expect(projectionOf(byRest)).toEqual(projectionOf(bySocket))
        expect(await answersOf(byRest)).toEqual(await answersOf(bySocket))
      }),
      { numRuns: STORIES },
    )
  },
)

/** Every device has what the others wrote: an opened document is answered with all of it. */
async function settled({ channelId }: Telling): Promise<void> {
  for (const member of people) {
    const device = stage.device(member)
    for (const doc of [volumeDocument(channelId, 0), channelDocument(channelId), accountDocument(member.id as UserId)])
      await device.open(doc)
  }
}
