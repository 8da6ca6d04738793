import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { messageRead, messageReactionRead } from '../../../sync-server/dialects/benya/schemas/messages.ts'
import { newFolder, removeFolders } from '../../sync-server/support/a-server.ts'
import { aCrew, aGroup, type ACrew, type FoundChat, type Member } from '../support/a-crew.ts'
import type { Answer } from '../support/an-api.ts'

let crew: ACrew
let ada: Member
let bo: Member
let cy: Member
let dee: Member
/** By invitation, of all but dee. */
let group: FoundChat
/** Open to join; ada alone is in it. */
let open: FoundChat
/** ada writes, bo reads. */
let stand: FoundChat
beforeAll(async () => {
  crew = await aCrew({ env: { MESSAGE_RATE_LIMIT_PER_MINUTE: '10000' } })
  ;({ ada, bo, cy, dee } = crew)
  open = await crew.found(ada, { type: 'group', title: 'Open', handle: 'open', is_public: true })
  stand = await crew.found(ada, { type: 'channel', title: 'Stand', member_ids: [bo.id] })
})
beforeEach(async () => {
  group = await aGroup(crew)
  // Beyond the time in which the same text counts as repeated.
  crew.api.clock.advance(2_000)
})
afterAll(async () => {
  await crew.api.stop()
  removeFolders()
})

const send = (by: Member, chat: FoundChat, text: string, more: object = {}) =>
  by.post('/messages', { chat_id: chat.id, text, ...more })
const say = async (by: Member, chat: FoundChat, text: string, more: object = {}): Promise<number> => {
  const { status, json } = await send(by, chat, text, more)
  expect([status, json.detail]).toEqual([201, undefined])
  return json.id as number
}
const ids = ({ json }: Answer) => (json as { id: number }[]).map(({ id }) => id)
const fieldOf = ({ status, json }: Answer) => [status, json.errors?.[0].loc]
const status = async (asked: Promise<Answer>) => (await asked).status

describe('every route of messages', () => {
  it.each([
    ['GET', '/messages/1'],
    ['GET', '/messages/search?query=x'],
    ['GET', '/messages/1/thread'],
    ['GET', '/messages/1/reactions'],
    ['POST', '/messages'],
    ['POST', '/messages/status'],
    ['POST', '/messages/1/forward'],
    ['POST', '/messages/1/forward-bulk'],
    ['POST', '/messages/1/reactions/toggle'],
    ['PUT', '/messages/1'],
    ['DELETE', '/messages/1'],
    ['GET', '/search?query=x'],
    ['GET', '/notifications'],
  ])('%s %s is 401 without a token', async (method, path) => {
    const { status, json } = await crew.api.ask(method, path, { body: method === 'GET' ? undefined : {} })
    expect([status, typeof json.detail]).toEqual([401, 'string'])
  })

  it('answers 404 for a message that is unknown, malformed, deleted or another chat’s', async () => {
    const secret = await say(ada, group, 'for the crew')
    const gone = await say(ada, group, 'gone')
    await ada.delete(`/messages/${gone}?for_all=true`)
    const body = { text: 'x', target_chat_id: group.id, target_chat_ids: [group.id], emoji: '👍' }
    for (const [who, id] of [
      [dee, secret],
      [ada, gone],
      [ada, 999_999],
      [ada, 'x'],
      [ada, '-1'],
      [ada, '1.5'],
    ] as const) {
      const path = `/messages/${id}`
      expect(await status(who.get(`${path}/thread`))).toBe(404)
      expect(await status(who.put(path, body))).toBe(404)
      expect(await status(who.delete(path))).toBe(404)
      expect(await status(who.delete(`${path}?for_all=true`))).toBe(404)
      expect(await status(who.post(`${path}/forward`, body))).toBe(404)
      expect(await status(who.post(`${path}/forward-bulk`, body))).toBe(404)
      expect(await status(who.get(`${path}/reactions`))).toBe(404)
      expect(await status(who.post(`${path}/reactions/toggle`, body))).toBe(404)
    }
  })
})

describe('POST /messages', () => {
  it('answers the message, with every field', async () => {
    const { status, json } = await send(ada, group, 'Valve 4 checked', { type: 'text' })
    expect(status).toBe(201)
    expect(messageRead.strict().parse(json)).toEqual({
      ...{ id: json.id, chat_id: group.id, sender_id: ada.id, type: 'text', text: 'Valve 4 checked' },
      ...{ reply_to_message_id: null, forwarded_from_message_id: null, delivery_status: 'sent' },
      ...{ attachment_waveform: null, created_at: json.created_at, updated_at: json.created_at },
    })
    expect(Date.parse(json.created_at)).toBe(crew.api.clock.nowMs)
  })

  it.each(['image', 'video', 'audio', 'voice', 'file', 'circle_video'])('takes %s before its file', async (type) => {
    const { status, json } = await ada.post('/messages', { chat_id: group.id, type, text: null })
    expect([status, json.type, json.text]).toEqual([201, type, null])
  })

  it('[CM2] answers 201 and the same message for a repeated client_message_id, also at the same time', async () => {
    const more = { client_message_id: `client-msg-${group.id}` }
    const [one, two] = await Promise.all([send(ada, group, 'once', more), send(ada, group, 'once', more)])
    const three = await send(ada, group, 'in other words', more)
    expect([one.status, two.status, three.status]).toEqual([201, 201, 201])
    expect([two.json, three.json]).toEqual([one.json, one.json])
    expect(ids(await ada.get(`/messages/${group.id}`))).toEqual([one.json.id])
    expect((await send(bo, group, 'bo’s own', more)).json.id).not.toBe(one.json.id)
  })

  it('answers a message of the same chat', async () => {
    const root = await say(bo, group, 'the question')
    expect((await send(ada, group, 'yes', { reply_to_message_id: root })).json.reply_to_message_id).toBe(root)
    const elsewhere = await say(ada, open, `elsewhere ${group.id}`)
    const refused = await send(ada, group, 'no', { reply_to_message_id: elsewhere })
    expect(fieldOf(refused)).toEqual([422, ['body', 'reply_to_message_id']])
    expect(await status(send(ada, group, 'no', { reply_to_message_id: 999_999 }))).toBe(404)
  })

  it('is for who may post: 404 for a stranger, 403 where the chat could be joined or only its admins write', async () => {
    expect(await status(send(dee, group, 'hello'))).toBe(404)
    expect(await status(send(ada, { id: 999_999, path: '' }, 'hello'))).toBe(404)
    expect(await status(send(dee, open, 'hello'))).toBe(403)
    expect(await status(send(bo, stand, 'hello'))).toBe(403)
    expect(await status(send(dee, stand, 'hello'))).toBe(404)
  })

  it('is 403 in a private chat whose other person blocked the sender', async () => {
    const chat = await crew.found(ada, { type: 'private', member_ids: [dee.id] })
    await say(dee, chat, `hello ${group.id}`)
    await ada.post(`/users/${dee.id}/block`)
    expect(await status(send(dee, chat, 'let me in'))).toBe(403)
    await ada.delete(`/users/${dee.id}/block`)
    expect(await status(send(dee, chat, 'let me in'))).toBe(201)
  })

  it.each([
    ['no chat', { text: 'x' }, 'chat_id'],
    ['a chat that is text', { chat_id: '1', text: 'x' }, 'chat_id'],
    ['a chat of 0', { chat_id: 0, text: 'x' }, 'chat_id'],
    ['half a chat', { chat_id: 1.5, text: 'x' }, 'chat_id'],
    ['another type', { type: 'system', text: 'x' }, 'type'],
    ['a text that is a number', { text: 7 }, 'text'],
    ['a text of 10,001 characters', { text: 'x'.repeat(10_001) }, 'text'],
    ['an empty text', { text: '' }, 'text'],
    ['a text of white space', { text: ' \n\t ' }, 'text'],
    ['no text', {}, 'text'],
    ['an empty client id', { text: 'x', client_message_id: '' }, 'client_message_id'],
    ['a client id of 129 characters', { text: 'x', client_message_id: 'x'.repeat(129) }, 'client_message_id'],
    ['a reply to text', { text: 'x', reply_to_message_id: 'x' }, 'reply_to_message_id'],
    ['a reply to -1', { text: 'x', reply_to_message_id: -1 }, 'reply_to_message_id'],
  ])('is 422 with the field named for %s', async (_, body, field) => {
    const chat = field === 'chat_id' ? {} : { chat_id: group.id }
    expect(fieldOf(await ada.post('/messages', { ...chat, ...body }))).toEqual([422, ['body', field]])
  })

  it('takes a text of 10,000 characters, and is 413 for a body over its limit', async () => {
    expect(await status(send(ada, group, '\u00e9'.repeat(10_000)))).toBe(201)
    expect(await status(send(ada, group, 'x'.repeat(200_000)))).toBe(413)
  })

  it('[CM4] is 429 for the same text within 2 s, and never for a repeated client_message_id', async () => {
    await say(ada, group, 'ping', { client_message_id: `ping-${group.id}` })
    const refused = await send(ada, group, 'ping')
    expect([refused.status, refused.json]).toEqual([429, { detail: 'Rate limit exceeded. Retry in 2 seconds.' }])
    expect(refused.headers.get('retry-after')).toBe('2')
    expect(await status(send(ada, group, 'ping', { client_message_id: `ping-${group.id}` }))).toBe(201)
    expect(await status(send(ada, group, 'pong'))).toBe(201)
    expect(await status(send(bo, group, 'ping'))).toBe(201)
    crew.api.clock.advance(2_000)
    expect(await status(send(ada, group, 'ping'))).toBe(201)
  })
})

describe('the limits of messages', () => {
  it('is 429 over MESSAGE_RATE_LIMIT_PER_MINUTE, per account, with Retry-After; what is refused does not count', async () => {
    const few = await aCrew({ env: { MESSAGE_RATE_LIMIT_PER_MINUTE: '3', DUPLICATE_MESSAGE_COOLDOWN_SECONDS: '0' } })
    try {
      const chat = await aGroup(few)
      few.api.clock.nowMs = 1_800_000_000_000 + 20_000
      const statuses: number[] = []
      for (let n = 0; n < 3; n++) statuses.push((await send(few.ada, chat, 'the same')).status)
      const refused = await send(few.ada, chat, 'one more')
      expect([...statuses, refused.status]).toEqual([201, 201, 201, 429])
      expect(refused.json).toEqual({ detail: 'Rate limit exceeded. Retry in 40 seconds.' })
      expect(refused.headers.get('retry-after')).toBe('40')
      expect(await status(send(few.bo, chat, 'another’s'))).toBe(201)
      few.api.clock.advance(40_000)
      for (let n = 0; n < 3; n++) expect(await status(send(few.ada, chat, 'again'))).toBe(201)
      expect(await status(send(few.ada, chat, 'over'))).toBe(429)
    } finally {
      await few.api.stop()
    }
  })
})

describe('GET /messages/{chat_id}', () => {
  it('answers the newest in descending order of id, and goes on with before_id', async () => {
    const said: number[] = []
    for (let n = 0; n < 7; n++) said.unshift(await say(ada, group, `number ${n}`))
    const page = async (query: string) => ids(await bo.get(`/messages/${group.id}${query}`))
    expect(await page('')).toEqual(said)
    expect(await page('?limit=3')).toEqual(said.slice(0, 3))
    expect(await page(`?limit=3&before_id=${said[2]}`)).toEqual(said.slice(3, 6))
    expect(await page(`?limit=3&before_id=${said[6]}`)).toEqual([])
    expect(await page('?before_id=999999999')).toEqual(said)
    expect(messageRead.strict().parse((await bo.get(`/messages/${group.id}?limit=1`)).json[0]).id).toBe(said[0])
  })

  it('[CQ1] leaves out what is deleted, hidden or cleared, and the server’s own', async () => {
    const cleared = await say(ada, group, 'cleared')
    await cy.post(`${group.path}/clear`)
    const hidden = await say(ada, group, 'hidden')
    const deleted = await say(ada, group, 'deleted')
    const kept = await say(ada, group, 'kept')
    await cy.delete(`/messages/${hidden}`)
    await ada.delete(`/messages/${deleted}?for_all=1`)
    expect(ids(await cy.get(`/messages/${group.id}`))).toEqual([kept])
    expect(ids(await bo.get(`/messages/${group.id}`))).toEqual([kept, hidden, cleared])
  })

  it('counts a limit over 100 as 100', async () => {
    for (let n = 0; n < 101; n++) await say(n % 2 ? ada : bo, group, `number ${n}`)
    expect(ids(await cy.get(`/messages/${group.id}?limit=1000`))).toHaveLength(100)
    expect(ids(await cy.get(`/messages/${group.id}`))).toHaveLength(50)
  })

  it('is 404 for a stranger and an unknown or malformed chat, 403 where one could join, 422 for a wrong query', async () => {
    expect(await status(dee.get(`/messages/${group.id}`))).toBe(404)
    expect(await status(dee.get(`/messages/${open.id}`))).toBe(403)
    for (const id of ['999999', '0', 'x', '-1', '1e3']) expect(await status(ada.get(`/messages/${id}`))).toBe(404)
    for (const [query, field] of [
      ['limit=0', 'limit'],
      ['limit=x', 'limit'],
      ['limit=1.5', 'limit'],
      ['before_id=x', 'before_id'],
      ['before_id=0', 'before_id'],
    ] as const)
      expect(fieldOf(await ada.get(`/messages/${group.id}?${query}`))).toEqual([422, ['query', field]])
  })
})

describe('GET /messages/{message_id}/thread', () => {
  it('[CQ3] answers root and replies level by level, up to the limit', async () => {
    const root = await say(ada, group, 'root')
    const a = await say(bo, group, 'a', { reply_to_message_id: root })
    const a1 = await say(cy, group, 'a1', { reply_to_message_id: a })
    const b = await say(bo, group, 'b', { reply_to_message_id: root })
    await say(bo, group, 'beside')
    expect(ids(await cy.get(`/messages/${root}/thread`))).toEqual([root, a, b, a1])
    expect(ids(await cy.get(`/messages/${root}/thread?limit=2`))).toEqual([root, a])
    expect(ids(await cy.get(`/messages/${a}/thread`))).toEqual([a, a1])
    expect(fieldOf(await cy.get(`/messages/${root}/thread?limit=0`))).toEqual([422, ['query', 'limit']])
  })
})

describe('PUT and DELETE /messages/{message_id}', () => {
  it('edits the text, and says when', async () => {
    const id = await say(ada, group, 'first words')
    crew.api.clock.advance(5_000)
    const { status, json } = await ada.put(`/messages/${id}`, { text: 'better words' })
    expect([status, json.text, json.type]).toEqual([200, 'better words', 'text'])
    expect(Date.parse(json.updated_at) - Date.parse(json.created_at)).toBe(5_000)
    expect((await bo.get(`/messages/${group.id}`)).json[0]).toEqual(json)
  })

  it('is 403 for who did not write it, and 422 for a text that is none', async () => {
    const id = await say(bo, group, 'mine')
    expect(await status(ada.put(`/messages/${id}`, { text: 'x' }))).toBe(403)
    expect(await status(ada.delete(`/messages/${id}?for_all=true`))).toBe(403)
    for (const body of [{}, { text: null }, { text: 7 }, { text: ' ' }, { text: 'x'.repeat(10_001) }])
      expect(fieldOf(await bo.put(`/messages/${id}`, body))).toEqual([422, ['body', 'text']])
    expect(fieldOf(await bo.delete(`/messages/${id}?for_all=maybe`))).toEqual([422, ['query', 'for_all']])
  })

  it('deletes for all by its sender, else hides for the caller', async () => {
    const first = await say(ada, group, 'first')
    const second = await say(ada, group, 'second')
    const deleted = await ada.delete(`/messages/${first}?for_all=true`)
    expect([deleted.status, deleted.json]).toEqual([204, null])
    expect(await status(ada.delete(`/messages/${second}`))).toBe(204)
    expect(ids(await ada.get(`/messages/${group.id}`))).toEqual([])
    expect(ids(await bo.get(`/messages/${group.id}`))).toEqual([second])
  })

  it('lets admins delete for all where the setting says so', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ admins_delete_messages: true }))
    const strict = await aCrew({ folder })
    try {
      const chat = await aGroup(strict)
      const id = await say(strict.ada, chat, 'not so nice')
      expect(await status(strict.cy.delete(`/messages/${id}?for_all=true`))).toBe(403)
      expect(await status(strict.bo.delete(`/messages/${id}?for_all=true`))).toBe(204)
      expect(ids(await strict.ada.get(`/messages/${chat.id}`))).toEqual([])
    } finally {
      await strict.api.stop()
    }
  })
})

describe('POST /messages/status', () => {
  const mark = (by: Member, id: number, what: string) =>
    by.post('/messages/status', { chat_id: group.id, message_id: id, status: what })

  it('[CM10] answers both positions, which never go back; delivery_status follows', async () => {
    const first = await say(ada, group, 'first')
    const second = await say(ada, group, 'second')
    const deliveryOf = async () => {
      const { json } = await ada.get(`/messages/${group.id}`)
      return (json as { delivery_status: string }[]).map((one) => one.delivery_status)
    }
    const { status, json } = await mark(bo, second, 'message_delivered')
    expect([status, json]).toEqual([200, { last_delivered_message_id: second, last_read_message_id: null }])
    await mark(cy, second, 'message_delivered')
    expect(await deliveryOf()).toEqual(['delivered', 'delivered'])
    expect((await mark(bo, first, 'message_read')).json).toEqual({
      last_delivered_message_id: second,
      last_read_message_id: first,
    })
    await mark(cy, second, 'message_read')
    expect(await deliveryOf()).toEqual(['delivered', 'read'])
    await mark(cy, first, 'message_read')
    await mark(bo, first, 'message_delivered')
    expect(await deliveryOf()).toEqual(['delivered', 'read'])
  })

  it('reading clears what the chat list counts as unread', async () => {
    const id = await say(ada, group, 'hello @bo')
    const countsOf = async () => {
      const { json } = await bo.get(group.path)
      return [json.unread_count, json.unread_mentions_count]
    }
    expect(await countsOf()).toEqual([1, 1])
    await mark(bo, id, 'message_read')
    expect(await countsOf()).toEqual([0, 0])
  })

  it('is 404 for a stranger and a message of another chat, 422 for a wrong status', async () => {
    const id = await say(ada, group, 'hello')
    const elsewhere = await say(ada, open, `elsewhere ${group.id}`)
    expect(await status(mark(dee, id, 'message_read'))).toBe(404)
    expect(await status(mark(ada, elsewhere, 'message_read'))).toBe(404)
    expect(await status(mark(ada, 999_999, 'message_read'))).toBe(404)
    expect(fieldOf(await mark(ada, id, 'message_seen'))).toEqual([422, ['body', 'status']])
    expect(fieldOf(await ada.post('/messages/status', { chat_id: group.id, status: 'message_read' }))).toEqual([
      422,
      ['body', 'message_id'],
    ])
  })
})

describe('forwarding', () => {
  it('[CM8] answers the new message, which names the one it forwards', async () => {
    const id = await say(bo, group, 'news')
    const { status, json } = await ada.post(`/messages/${id}/forward`, { target_chat_id: open.id })
    expect([status, messageRead.strict().safeParse(json).success]).toEqual([201, true])
    expect(json).toMatchObject({ chat_id: open.id, sender_id: ada.id, text: 'news', forwarded_from_message_id: id })
  })

  it('answers one message for each chat, in their order', async () => {
    const id = await say(bo, group, 'news')
    const targets = [stand.id, open.id, group.id]
    const { status, json } = await ada.post(`/messages/${id}/forward-bulk`, { target_chat_ids: targets })
    expect(status).toBe(201)
    const expected = targets.map((target) => ({ chat_id: target, forwarded_from_message_id: id, text: 'news' }))
    expect(json).toMatchObject(expected)
  })

  it('goes into all chats or none: 403 where one may not post, 404 where one is a stranger', async () => {
    const id = await say(ada, group, 'news')
    const before = ids(await ada.get(`/messages/${group.id}`))
    const bulk = (by: Member, chats: unknown) => by.post(`/messages/${id}/forward-bulk`, { target_chat_ids: chats })
    expect(await status(bulk(bo, [group.id, stand.id]))).toBe(403)
    expect(await status(bulk(bo, [group.id, open.id]))).toBe(403)
    expect(await status(bulk(ada, [group.id, 999_999]))).toBe(404)
    expect(await status(cy.post(`/messages/${id}/forward`, { target_chat_id: stand.id }))).toBe(404)
    expect(ids(await ada.get(`/messages/${group.id}`))).toEqual(before)
    for (const chats of [[], 'x', ['x'], [0], Array.from({ length: 101 }, (_, n) => n + 1)])
      expect((await bulk(ada, chats)).status).toBe(422)
    expect(fieldOf(await ada.post(`/messages/${id}/forward`, {}))).toEqual([422, ['body', 'target_chat_id']])
  })
})

describe('reactions', () => {
  it('go in and come out as emoji, counted, each person once', async () => {
    const id = await say(ada, group, 'react to this')
    const toggle = (by: Member, emoji: unknown) => by.post(`/messages/${id}/reactions/toggle`, { emoji })
    await toggle(ada, '👍')
    const { status, json } = await toggle(bo, '👍')
    expect([status, json]).toEqual([200, [{ emoji: '👍', count: 2, reacted: true }]])
    await toggle(bo, '🦔')
    expect((await ada.get(`/messages/${id}/reactions`)).json).toEqual([
      { emoji: '👍', count: 2, reacted: true },
      { emoji: '🦔', count: 1, reacted: false },
    ])
    expect((await toggle(bo, '👍')).json[0]).toEqual({ emoji: '👍', count: 1, reacted: false })
    expect(
      messageReactionRead
        .strict()
        .array()
        .safeParse((await cy.get(`/messages/${id}/reactions`)).json).success,
    ).toBe(true)
    for (const emoji of ['nope', '👍👍', '', 7, null, 'x'.repeat(65)])
      expect(fieldOf(await toggle(ada, emoji))).toEqual([422, ['body', 'emoji']])
  })
})
