import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { photo } from '../../sync-server/support/hostile-pictures.ts'
import { chatDetailRead, chatDiscoverRead, chatRead } from '../../../sync-server/dialects/benya/schemas/chats.ts'
import { aCrew, aGroup, type ACrew, type FoundChat, type Member } from '../support/a-crew.ts'

let crew: ACrew
let ada: Member
let bo: Member
let cy: Member
let dee: Member
beforeAll(async () => {
  crew = await aCrew()
  ;({ ada, bo, cy, dee } = crew)
})
afterAll(async () => {
  await crew.api.stop()
  removeFolders()
})

const say = async (by: Member, chat: FoundChat, text: string) => {
  const { status, json } = await by.post('/messages', { chat_id: chat.id, type: 'text', text })
  expect([status, json?.detail]).toEqual([201, undefined])
  return json.id as number
}
const ids = async (who: Member, query = '') =>
  ((await who.get(`/chats${query}`)).json as { id: number }[]).map(({ id }) => id)

describe('POST /chats', () => {
  it('founds a group by invitation, with title, description and members', async () => {
    const body = { type: 'group', title: ' Ridge ', description: 'Up there', member_ids: [bo.id, cy.id, bo.id, ada.id] }
    const { status, json } = await ada.post('/chats', body)
    expect(status).toBe(200)
    expect(chatRead.strict().parse(json)).toMatchObject({
      ...{ type: 'group', title: 'Ridge', display_title: 'Ridge', description: 'Up there', handle: null },
      ...{ is_public: false, is_saved: false, archived: false, pinned: false, my_role: 'owner', members_count: 3 },
      ...{ unread_count: 0, unread_mentions_count: 0, pinned_message_id: null, subscribers_count: null },
      ...{ counterpart_user_id: null, counterpart_is_online: null, last_message_text: null, avatar_url: null },
    })
    expect((await bo.get(`/chats/${json.id}`)).json).toMatchObject({ id: json.id, my_role: 'member' })
  })

  it('founds a public group under a handle that nobody else has', async () => {
    const body = { type: 'group', title: 'Pump station', handle: 'pump', is_public: true }
    const { json } = await ada.post('/chats', body)
    expect(json).toMatchObject({ is_public: true, handle: 'pump' })
    const again = await bo.post('/chats', { ...body, handle: 'PUMP' })
    expect([again.status, again.json.errors[0].loc]).toEqual([409, ['body', 'handle']])
  })

  it('founds channels with and without a handle', async () => {
    const open = await ada.post('/chats', { type: 'channel', title: 'News', handle: 'news', is_public: true })
    expect(open.json).toMatchObject({ type: 'channel', is_public: true, handle: 'news', subscribers_count: 1 })
    const closed = await ada.post('/chats', { type: 'channel', title: 'Notes', handle: 'notes' })
    expect(closed.json).toMatchObject({ type: 'channel', is_public: false, handle: null, subscribers_count: 1 })
  })

  it('[CH11] returns the one private chat of two people, from either side', async () => {
    const first = await ada.post('/chats', { type: 'private', member_ids: [bo.id] })
    expect([first.status, chatRead.strict().safeParse(first.json).success]).toEqual([200, true])
    expect(first.json).toMatchObject({
      ...{ type: 'private', title: null, display_title: 'bo', members_count: 2, my_role: 'member' },
      ...{ counterpart_user_id: bo.id, counterpart_username: 'bo', counterpart_is_online: false },
    })
    expect(first.json.counterpart_last_seen_at).not.toBeNull()
    const again = await bo.post('/chats', { type: 'private', title: 'unused', member_ids: [bo.id, ada.id] })
    expect([again.status, again.json.id, again.json.display_title]).toEqual([200, first.json.id, 'ada'])
    expect(again.json.public_id).toBe(first.json.public_id)
  })

  it.each([
    ['no type', { title: 'x' }, 'type'],
    ['another type', { type: 'room', title: 'x' }, 'type'],
    ['a group without a title', { type: 'group' }, 'title'],
    ['a channel with an empty title', { type: 'channel', title: '  ' }, 'title'],
    ['a title of 129 characters', { type: 'group', title: 'x'.repeat(129) }, 'title'],
    ['a title that is a number', { type: 'group', title: 7 }, 'title'],
    ['a public chat without a handle', { type: 'group', title: 'x', is_public: true }, 'handle'],
    ['a handle with a space', { type: 'group', title: 'x', is_public: true, handle: 'a b' }, 'handle'],
    ['a handle like an id of ours', { type: 'group', title: 'x', is_public: true, handle: 'dm-1' }, 'handle'],
    ['a private chat that is public', { type: 'private', is_public: true, member_ids: [2] }, 'is_public'],
    ['a private chat with nobody', { type: 'private', member_ids: [] }, 'member_ids'],
    ['a private chat with two', { type: 'private', member_ids: [2, 3] }, 'member_ids'],
    ['a private chat with oneself', { type: 'private', member_ids: [1] }, 'member_ids'],
    ['members that are no ids', { type: 'group', title: 'x', member_ids: ['2'] }, 'member_ids'],
    ['a description of 1,001 characters', { type: 'group', title: 'x', description: 'x'.repeat(1_001) }, 'description'],
  ])('refuses %s with 422 and names the field', async (_what, body, field) => {
    const { status, json } = await ada.post('/chats', body)
    expect([status, json.errors[0].loc.slice(0, 2)]).toEqual([422, ['body', field]])
  })

  it('refuses people that are not there with 404, and founds nothing', async () => {
    const before = await ids(ada)
    expect((await ada.post('/chats', { type: 'group', title: 'x', member_ids: [999] })).status).toBe(404)
    expect((await ada.post('/chats', { type: 'private', member_ids: [999] })).status).toBe(404)
    expect(await ids(ada)).toEqual(before)
  })

  it('[CH10] [CH11] refuses with 403 whom privacy or a block keeps away, founding with members too', async () => {
    await dee.put('/users/profile', { privacy_group_invites: 'contacts', allow_private_messages: false })
    const group = { type: 'group', title: 'x', member_ids: [bo.id, dee.id] }
    expect((await ada.post('/chats', group)).status).toBe(403)
    expect((await ada.post('/chats', { type: 'private', member_ids: [dee.id] })).status).toBe(403)
    await dee.post(`/users/${ada.id}/contacts`)
    expect((await ada.post('/chats', group)).status).toBe(200)
    await dee.post(`/users/${cy.id}/block`)
    await dee.put('/users/profile', { privacy_group_invites: 'everyone', allow_private_messages: true })
    expect((await cy.post('/chats', { type: 'private', member_ids: [dee.id] })).status).toBe(403)
    expect((await cy.post('/chats', { ...group, member_ids: [dee.id] })).status).toBe(403)
    await dee.delete(`/users/${cy.id}/block`)
    await dee.delete(`/users/${ada.id}/contacts`)
  })
})

describe('GET /chats', () => {
  it('[CH4] lists newest activity first, pinned first, in pages, with what was said', async () => {
    const chats = [await aGroup(crew, 'one'), await aGroup(crew, 'two'), await aGroup(crew, 'three')] as const
    crew.api.clock.advance(1_000)
    await say(ada, chats[0], 'newest @cy')
    const own = chats.map(({ id }) => id)
    const listed = async (query = '') => (await ids(cy, query)).filter((id) => own.includes(id))
    expect(await listed()).toEqual([own[0], own[2], own[1]])
    await cy.post(`${chats[1].path}/pin-chat`)
    expect(await listed()).toEqual([own[1], own[0], own[2]])
    expect(await listed('?limit=1')).toEqual([own[1]])
    expect(await listed(`?before_id=${own[2]}`)).toEqual([own[1], own[0]])
    const [, row] = (await cy.get('/chats')).json
    expect(row).toMatchObject({
      ...{ id: own[0], last_message_text: 'newest @cy', last_message_type: 'text' },
      ...{ unread_count: 1, unread_mentions_count: 1 },
    })
    await cy.post(`${chats[1].path}/unpin-chat`)
    expect((await listed())[0]).toBe(own[0])
  })

  it('[CH4] keeps the archive apart, and searches titles and types', async () => {
    const chat = await aGroup(crew, 'Summit hut')
    expect((await cy.post(`${chat.path}/archive`)).json).toMatchObject({ id: chat.id, archived: true })
    expect(await ids(cy)).not.toContain(chat.id)
    expect(await ids(cy, '?archived=true')).toEqual([chat.id])
    expect((await cy.post(`${chat.path}/unarchive`)).json.archived).toBe(false)
    expect(await ids(cy, '?archived=true')).toEqual([])
    expect(await ids(cy, '?query=MMIT%20h')).toEqual([chat.id])
    expect(await ids(cy, '?query=private')).not.toContain(chat.id)
    expect(await ids(cy, '?query=group')).toContain(chat.id)
    expect(await ids(cy, '?query=nowhere')).toEqual([])
  })

  it('lists public channels to everyone, by their name', async () => {
    const [general] = (await dee.get('/chats?query=general')).json
    expect(general).toMatchObject({ type: 'group', is_public: true, handle: 'general', my_role: 'member' })
    expect(general.members_count).toBe(4)
  })

  it.each(['limit=0', 'limit=-1', 'limit=x', 'limit=1.5', 'before_id=x', 'archived=maybe'])(
    'answers %s with 422',
    async (query) => {
      const { status, json } = await ada.get(`/chats?${query}`)
      expect([status, json.errors[0].loc]).toEqual([422, ['query', query.split('=')[0]]])
    },
  )

  it('counts a limit over 100 as 100', async () => {
    expect((await ada.get('/chats?limit=5000')).status).toBe(200)
  })
})

describe('GET /chats/saved', () => {
  it('[CH12] founds one’s saved messages once', async () => {
    const [first, again] = [await cy.get('/chats/saved'), await cy.get('/chats/saved')]
    expect([first.status, chatRead.strict().safeParse(first.json).success]).toEqual([200, true])
    expect(first.json).toMatchObject({
      type: 'private',
      is_saved: true,
      title: null,
      my_role: 'owner',
      members_count: 1,
    })
    expect(again.json).toEqual(first.json)
    expect((await dee.get(`/chats/${first.json.id}`)).status).toBe(404)
  })
})

describe('GET /chats/discover', () => {
  it('[CH5] finds public groups and channels by title, handle and description, and tells whether one is in', async () => {
    const chat = await crew.found(ada, {
      ...{ type: 'group', title: 'Glacier', handle: 'ice', description: 'Cold', is_public: true },
    })
    for (const words of ['lacie', 'ICE', '@ice', 'cold']) {
      const { status, json } = await dee.get(`/chats/discover?query=${words}`)
      expect([status, json.map((one: { id: number }) => one.id)]).toEqual([200, [chat.id]])
      expect(chatDiscoverRead.strict().parse(json[0])).toMatchObject({ is_member: false, my_role: null })
    }
    await say(ada, chat, 'only for members')
    const [seen] = (await dee.get('/chats/discover?query=glacier')).json
    expect(seen).toMatchObject({ last_message_text: null, unread_count: 0, members_count: 1 })
    expect((await ada.get('/chats/discover?query=glacier')).json[0]).toMatchObject({
      is_member: true,
      my_role: 'owner',
    })
  })

  it('does not find what is by invitation', async () => {
    await aGroup(crew, 'Hidden valley')
    expect((await dee.get('/chats/discover?query=hidden')).json).toEqual([])
    expect((await ada.get('/chats/discover?query=hidden')).json).toEqual([])
    expect((await dee.get('/chats/discover?limit=0')).status).toBe(422)
  })
})

describe('GET /chats/{chat_id}', () => {
  it('tells a chat and its members', async () => {
    const chat = await aGroup(crew)
    const { status, json } = await cy.get(chat.path)
    expect([status, chatDetailRead.strict().safeParse(json).success]).toEqual([200, true])
    expect(json.members.map((one: { user_id: number; role: string }) => [one.user_id, one.role])).toEqual([
      [ada.id, 'owner'],
      [bo.id, 'admin'],
      [cy.id, 'member'],
    ])
  })

  it('is 404 for strangers and for what is no chat, 403 where one could join', async () => {
    const chat = await aGroup(crew)
    expect((await dee.get(chat.path)).status).toBe(404)
    for (const id of ['999999', '0', '-1', 'abc', '1.5', '%00', '9'.repeat(40)])
      expect((await dee.get(`/chats/${id}`)).status, id).toBe(404)
    const open = await crew.found(ada, { type: 'group', title: 'Open', handle: 'open-1', is_public: true })
    expect((await dee.get(open.path)).status).toBe(403)
  })
})

describe('POST /chats/{chat_id}/join', () => {
  it('[CH13] joins public groups and channels, once', async () => {
    for (const type of ['group', 'channel']) {
      const chat = await crew.found(ada, { type, title: 'Open', handle: `open-${type}`, is_public: true })
      const { status, json } = await dee.post(`${chat.path}/join`)
      expect([status, json.my_role, json.members_count]).toEqual([200, 'member', 2])
      expect((await dee.post(`${chat.path}/join`)).json.members_count).toBe(2)
    }
  })

  it('is 404 for what is by invitation', async () => {
    const chat = await aGroup(crew)
    expect((await dee.post(`${chat.path}/join`)).status).toBe(404)
    const closed = await crew.found(ada, { type: 'channel', title: 'Closed' })
    expect((await dee.post(`${closed.path}/join`)).status).toBe(404)
    expect((await dee.post('/chats/999999/join')).status).toBe(404)
  })
})

describe('PATCH /chats/{chat_id}/title and /profile', () => {
  it('[US16] an upload becomes its picture, for those who run it', async () => {
    const chat = await aGroup(crew)
    const bytes = await photo()
    const asked = { file_name: 'crew.jpg', file_type: 'image/jpeg', file_size: bytes.length }
    const { json: upload } = await bo.post('/media/upload-url', asked)
    await fetch(upload.upload_url, {
      ...{ method: 'PUT', headers: upload.required_headers, body: new Uint8Array(bytes) },
    })
    expect((await cy.patch(`${chat.path}/profile`, { avatar_url: upload.file_url })).status).toBe(403)
    expect((await ada.patch(`${chat.path}/profile`, { avatar_url: upload.file_url })).status).toBe(422)
    const { json } = await bo.patch(`${chat.path}/profile`, { avatar_url: upload.file_url })
    expect(json.avatar_url).toMatch(/\/avatars\/[0-9a-f]{32}\.jpg$/)
    expect((await cy.get(chat.path)).json.avatar_url).toBe(json.avatar_url)
    expect((await fetch(json.avatar_url)).status).toBe(200)
  })

  it('[CH14] owners and admins change them, members do not, even to what they are', async () => {
    const chat = await aGroup(crew)
    expect((await bo.patch(`${chat.path}/title`, { title: 'North face' })).json).toMatchObject({ title: 'North face' })
    const avatar = 'https://pictures.example.org/a.png'
    const change = { title: 'South face', description: 'Warmer', avatar_url: avatar }
    expect((await ada.patch(`${chat.path}/profile`, change)).json).toMatchObject({
      ...{ title: 'South face', description: 'Warmer', avatar_url: avatar },
    })
    const back = await ada.patch(`${chat.path}/profile`, { description: null, avatar_url: null })
    expect(back.json).toMatchObject({ title: 'South face', description: null, avatar_url: null })
    expect((await cy.patch(`${chat.path}/title`, { title: 'South face' })).status).toBe(403)
    expect((await cy.patch(`${chat.path}/profile`, {})).status).toBe(403)
    expect((await dee.patch(`${chat.path}/title`, { title: 'x' })).status).toBe(404)
  })

  it('only of groups and channels', async () => {
    const chat = await crew.found(ada, { type: 'private', member_ids: [bo.id] })
    const saved = { path: `/chats/${(await ada.get('/chats/saved')).json.id}` }
    for (const { path } of [chat, saved]) {
      expect((await ada.patch(`${path}/title`, { title: 'x' })).status).toBe(403)
      expect((await ada.patch(`${path}/profile`, { description: 'x' })).status).toBe(403)
    }
  })

  it.each([
    ['title', {}, 'title'],
    ['title', { title: '' }, 'title'],
    ['title', { title: null }, 'title'],
    ['profile', { title: ' ' }, 'title'],
    ['profile', { description: 7 }, 'description'],
    ['profile', { avatar_url: 'javascript:alert(1)' }, 'avatar_url'],
    ['profile', { avatar_url: '/api/v1/chats' }, 'avatar_url'],
  ])('refuses %s %j with 422', async (what, body, field) => {
    const chat = await aGroup(crew)
    const { status, json } = await ada.patch(`${chat.path}/${what}`, body)
    expect([status, json.errors[0].loc]).toEqual([422, ['body', field]])
  })

  it('takes no address of this server for a picture', async () => {
    const chat = await aGroup(crew)
    const { status } = await ada.patch(`${chat.path}/profile`, { avatar_url: `${crew.api.url}/logout` })
    expect(status).toBe(422)
  })
})

describe('POST /chats/{chat_id}/leave', () => {
  it('[CH18] leaves; of the last owner the longest-standing admin takes over', async () => {
    const chat = await aGroup(crew)
    expect((await cy.post(`${chat.path}/leave`)).status).toBe(204)
    expect((await cy.get(chat.path)).status).toBe(404)
    expect((await ada.post(`${chat.path}/leave`)).status).toBe(204)
    expect((await bo.get(chat.path)).json).toMatchObject({ my_role: 'owner', members_count: 1 })
    expect((await bo.post(`${chat.path}/leave`)).status).toBe(204)
    expect((await bo.post(`${chat.path}/leave`)).status).toBe(404)
  })

  it('[CA7] nobody leaves a chat of two, saved messages or a public channel', async () => {
    const chat = await crew.found(ada, { type: 'private', member_ids: [bo.id] })
    const saved = (await ada.get('/chats/saved')).json.id
    const general = (await ada.get('/chats?query=general')).json[0].id
    for (const path of [chat.path, `/chats/${saved}`, `/chats/${general}`])
      expect((await ada.post(`${path}/leave`)).status).toBe(403)
  })
})

describe('DELETE /chats/{chat_id}', () => {
  it('[CH19] closes and clears it for oneself alone, until the next message', async () => {
    const chat = await aGroup(crew)
    await say(ada, chat, 'before')
    expect((await cy.delete(chat.path)).status).toBe(204)
    expect(await ids(cy)).not.toContain(chat.id)
    expect(await ids(ada)).toContain(chat.id)
    expect((await cy.get(chat.path)).json).toMatchObject({ last_message_text: null, unread_count: 0 })
    await say(ada, chat, 'after')
    expect(await ids(cy)).toContain(chat.id)
    expect((await cy.get(chat.path)).json).toMatchObject({ last_message_text: 'after', unread_count: 1 })
  })

  it('[CH11] a closed chat of two is listed again when it is asked for', async () => {
    const chat = await crew.found(cy, { type: 'private', member_ids: [bo.id] })
    await say(bo, chat, 'gone')
    await cy.delete(`${chat.path}?for_all=false`)
    expect(await ids(cy)).not.toContain(chat.id)
    await cy.post('/chats', { type: 'private', member_ids: [bo.id] })
    expect(await ids(cy)).toContain(chat.id)
  })

  it('[CH20] for all: by its owner alone, and then it is gone for everyone', async () => {
    const chat = await aGroup(crew, 'Short-lived')
    await say(bo, chat, 'last words')
    for (const who of [bo, cy]) expect((await who.delete(`${chat.path}?for_all=true`)).status).toBe(403)
    expect((await dee.delete(`${chat.path}?for_all=true`)).status).toBe(404)
    expect((await ada.delete(`${chat.path}?for_all=true`)).status).toBe(204)
    for (const who of [ada, bo, cy]) {
      expect((await who.get(chat.path)).status).toBe(404)
      expect(await ids(who)).not.toContain(chat.id)
    }
    expect((await ada.post('/messages', { chat_id: chat.id, type: 'text', text: 'x' })).status).toBe(404)
    expect((await ada.delete(`${chat.path}?for_all=true`)).status).toBe(404)
  })

  it('[CH20] a public one gives its handle free', async () => {
    const body = { type: 'group', title: 'Taken', handle: 'taken', is_public: true }
    const chat = await crew.found(ada, body)
    expect((await bo.post('/chats', body)).status).toBe(409)
    await ada.delete(`${chat.path}?for_all=true`)
    expect((await bo.get('/chats/discover?query=taken')).json).toEqual([])
    expect((await bo.post('/chats', body)).status).toBe(200)
  })

  it('is 403 for all in chats of two, saved messages and default channels', async () => {
    const chat = await crew.found(ada, { type: 'private', member_ids: [bo.id] })
    const saved = (await ada.get('/chats/saved')).json.id
    const general = (await ada.get('/chats?query=general')).json[0].id
    for (const path of [chat.path, `/chats/${saved}`, `/chats/${general}`])
      expect((await ada.delete(`${path}?for_all=true`)).status).toBe(403)
    expect((await ada.delete(`${chat.path}?for_all=perhaps`)).status).toBe(422)
  })
})

describe('POST /chats/{chat_id}/clear', () => {
  it('[CH21] clears for oneself alone, and stays listed', async () => {
    const chat = await aGroup(crew)
    await say(ada, chat, 'before')
    expect((await cy.post(`${chat.path}/clear`)).status).toBe(204)
    expect((await cy.get(chat.path)).json).toMatchObject({ last_message_text: null, unread_count: 0 })
    expect((await bo.get(chat.path)).json).toMatchObject({ last_message_text: 'before', unread_count: 1 })
    expect(await ids(cy)).toContain(chat.id)
  })
})

describe('POST /chats/{chat_id}/pin', () => {
  it('[CH23] pins a message, an older one again, and takes the pins down', async () => {
    const chat = await aGroup(crew)
    const [first, second] = [await say(ada, chat, 'one'), await say(bo, chat, 'two')]
    const pin = async (by: Member, id: number | null) => (await by.post(`${chat.path}/pin`, { message_id: id })).json
    expect((await pin(cy, first)).pinned_message_id).toBe(first)
    expect((await pin(bo, second)).pinned_message_id).toBe(second)
    expect((await pin(cy, first)).pinned_message_id).toBe(first)
    expect((await ada.get(chat.path)).json.pinned_message_id).toBe(first)
    expect((await pin(ada, null)).pinned_message_id).toBeNull()
    expect((await pin(ada, null)).pinned_message_id).toBeNull()
  })

  it('[CH8] shows no pin of a message that is deleted or cleared', async () => {
    const chat = await aGroup(crew)
    const [first, second] = [await say(ada, chat, 'one'), await say(ada, chat, 'two')]
    for (const id of [first, second]) await ada.post(`${chat.path}/pin`, { message_id: id })
    await ada.delete(`/messages/${second}?for_all=true`)
    expect((await bo.get(chat.path)).json.pinned_message_id).toBe(first)
    await bo.post(`${chat.path}/clear`)
    expect((await bo.get(chat.path)).json.pinned_message_id).toBeNull()
    expect((await cy.get(chat.path)).json.pinned_message_id).toBe(first)
  })

  it('is 403 for who may not post, 404 for other messages, 422 for no id', async () => {
    const news = await crew.found(ada, { type: 'channel', title: 'News', member_ids: [cy.id] })
    const id = await say(ada, news, 'hear, hear')
    expect((await cy.post(`${news.path}/pin`, { message_id: id })).status).toBe(403)
    expect((await cy.post(`${news.path}/pin`, { message_id: null })).status).toBe(403)
    const other = await aGroup(crew)
    expect((await ada.post(`${other.path}/pin`, { message_id: id })).status).toBe(404)
    expect((await ada.post(`${other.path}/pin`, { message_id: 999_999 })).status).toBe(404)
    for (const body of [{}, { message_id: 'x' }, { message_id: 0 }])
      expect((await ada.post(`${other.path}/pin`, body)).status).toBe(422)
  })
})

describe('notifications of a chat', () => {
  it('[CH22] are muted and heard again, for oneself alone', async () => {
    const chat = await aGroup(crew)
    const path = `${chat.path}/notifications`
    expect((await cy.get(path)).json).toEqual({ chat_id: chat.id, user_id: cy.id, muted: false })
    const muted = await cy.put(path, { muted: true })
    expect([muted.status, muted.json]).toEqual([200, { chat_id: chat.id, user_id: cy.id, muted: true }])
    expect((await cy.get(path)).json.muted).toBe(true)
    expect((await bo.get(path)).json.muted).toBe(false)
    expect((await cy.put(path, { muted: false })).json.muted).toBe(false)
    for (const body of [{}, { muted: 'yes' }, { muted: 1 }]) expect((await cy.put(path, body)).status).toBe(422)
  })
})

describe('presence and privacy', () => {
  it('[CH3] hides presence and picture from whom they are not meant for', async () => {
    const chat = await crew.found(ada, { type: 'private', member_ids: [cy.id] })
    const seen = async () => (await ada.get(chat.path)).json
    const avatar = 'https://pictures.example.org/cy.png'
    await cy.put('/users/profile', { avatar_url: avatar, privacy_avatar: 'contacts', privacy_last_seen: 'contacts' })
    const hidden = { counterpart_avatar_url: null, counterpart_last_seen_at: null, counterpart_is_online: false }
    expect(await seen()).toMatchObject(hidden)
    await cy.post(`/users/${ada.id}/contacts`)
    expect(await seen()).toMatchObject({ counterpart_avatar_url: avatar, counterpart_is_online: false })
    expect((await seen()).counterpart_last_seen_at).not.toBeNull()
    await cy.put('/users/profile', { privacy_avatar: 'nobody', privacy_last_seen: 'nobody' })
    expect(await seen()).toMatchObject(hidden)
    await cy.put('/users/profile', { privacy_avatar: 'everyone', privacy_last_seen: 'everyone' })
    expect(await seen()).toMatchObject({ counterpart_avatar_url: avatar })
  })
})

describe('every route of chats', () => {
  const ROUTES: [method: string, path: string, body?: unknown][] = [
    ['GET', ''],
    ['POST', '/join'],
    ['PATCH', '/title', { title: 'x' }],
    ['PATCH', '/profile', { title: 'x' }],
    ['GET', '/members'],
    ['POST', '/members', { user_id: 1 }],
    ['PATCH', '/members/1/role', { role: 'member' }],
    ['DELETE', '/members/1'],
    ['POST', '/leave'],
    ['DELETE', ''],
    ['DELETE', '?for_all=true'],
    ['POST', '/clear'],
    ['POST', '/pin', { message_id: null }],
    ['GET', '/notifications'],
    ['PUT', '/notifications', { muted: true }],
    ['POST', '/archive'],
    ['POST', '/unarchive'],
    ['POST', '/pin-chat'],
    ['POST', '/unpin-chat'],
    ['POST', '/invite-link', {}],
  ]
  it.each(ROUTES)(
    '%s /chats/{chat_id}%s: 401 for nobody, 404 for strangers, unknown and malformed ids',
    async (...args) => {
      const [method, path, body] = args
      const chat = await aGroup(crew)
      const ask = (who: Member | null, id: number | string) =>
        crew.api.ask(method, `/chats/${id}${path}`, { token: who?.token, body })
      expect((await ask(null, chat.id)).status).toBe(401)
      expect((await ask(dee, chat.id)).status).toBe(404)
      expect((await ask(ada, 999_999)).status).toBe(404)
      expect((await ask(ada, 'x')).status).toBe(404)
      const { id } = await crew.found(ada, { type: 'group', title: 'Open', handle: `h${chat.id}`, is_public: true })
      if (path !== '/join') expect((await ask(dee, id)).status).toBe(403)
      if (body !== undefined)
        expect((await crew.api.ask(method, `/chats/${chat.id}${path}`, { token: ada.token, body: '[' })).status).toBe(
          422,
        )
    },
  )

  it.each([
    ['GET', '/chats'],
    ['GET', '/chats/saved'],
    ['GET', '/chats/discover'],
    ['POST', '/chats'],
    ['POST', '/chats/join-by-invite'],
  ])('%s %s: 401 for nobody', async (method, path) => {
    expect((await crew.api.ask(method, path)).status).toBe(401)
  })
})
