import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import {
  aMinimostCrew,
  aPrivateGroup,
  minimostClient,
  type MinimostClient,
  type MinimostCrew,
} from '../support/a-minimost-client.ts'

let all: MinimostCrew
let ada: MinimostClient
let bo: MinimostClient
let cy: MinimostClient
let dee: MinimostClient
beforeAll(async () => {
  all = await aMinimostCrew()
  ;({ ada, bo, cy, dee } = all)
}, 60_000)
afterAll(async () => {
  await all?.crew.api.stop()
  removeFolders()
})

const unread = async (client: MinimostClient) => (await client.get('/channel_unreads')).json as Record<string, number>
const dms = async (client: MinimostClient) =>
  (await client.get('/dms')).json as { channel: string; users: string[]; unread: number }[]
const count = async (client: MinimostClient) => ((await client.get('/unread_count')).json as { count: number }).count

describe('public channels', () => {
  it('[MM4] are listed by name, each with what is unread; one’s own and deleted ones are not', async () => {
    expect((await ada.get('/channels')).json).toEqual(['general'])
    expect(await unread(bo)).toEqual({ general: 0 })
    await ada.say('general', 'one')
    const two = await ada.say('general', 'two')
    expect([await unread(bo), await unread(ada)]).toEqual([{ general: 2 }, { general: 0 }])
    await ada.post(`/delete/${two.id}`)
    expect(await unread(bo)).toEqual({ general: 1 })
  })

  it('[MM16] reading a list reads nothing; marking reads everything, at every door', async () => {
    await ada.say('general', 'unread')
    const before = (await unread(bo)).general
    await bo.messages('general')
    expect((await unread(bo)).general).toBe(before)
    const marked = await bo.post('/mark_read/general')
    expect([marked.status, marked.text]).toEqual([204, ''])
    expect((await unread(bo)).general).toBe(0)
    const { json } = await all.crew.bo.get('/chats')
    expect(json.find((chat: { handle: string }) => chat.handle === 'general').unread_count).toBe(0)
    expect((await bo.post('/mark_read/dm:bo:cy')).status).toBe(204)
  })

  it('tells whom one can mention: everyone else in it', async () => {
    const group = await aPrivateGroup(all)
    const members = async (client: MinimostClient, name: string) => (await client.get(`/channel_members/${name}`)).json
    expect(await members(ada, 'general')).toEqual(['bo', 'cy', 'dee'])
    expect(await members(bo, group.name)).toEqual(['ada', 'cy'])
    expect(await members(ada, 'dm:bo:ada')).toEqual(['bo'])
    for (const name of [group.name, 'nowhere', 'dm:ada:bo', 'dm:dee:ghost', 'private:abc'])
      expect([name, (await dee.get(`/channel_members/${name}`)).status]).toEqual([name, 403])
  })
})

describe('chats of two', () => {
  it('[MM15] are listed by activity with what is unread, and summed up', async () => {
    await bo.say('dm:bo:ada', 'hi')
    all.crew.api.clock.advance(1_000)
    await cy.say('dm:ada:cy', 'ho')
    await cy.say('dm:ada:cy', 'ho ho')
    expect(await dms(ada)).toEqual([
      { channel: 'dm:ada:cy', users: ['cy'], unread: 2 },
      { channel: 'dm:ada:bo', users: ['bo'], unread: 1 },
    ])
    expect(await count(ada)).toBe(3)
    await ada.post('/mark_read/dm:cy:ada')
    expect(await count(ada)).toBe(1)
    expect(await dms(dee)).toEqual([])
    expect(await count(dee)).toBe(0)
    all.crew.api.clock.advance(1_000)
    await ada.say('dm:ada:bo', 'newest')
    expect((await dms(ada)).map(({ channel }) => channel)).toEqual(['dm:ada:bo', 'dm:ada:cy'])
  })

  it('[CM21] one that is closed is gone until something new arrives, whoever writes it, and keeps what was said', async () => {
    await bo.say('dm:bo:cy', 'one')
    const closed = await cy.json('/dms/close', { channel: 'dm:CY:bo' })
    expect([closed.status, closed.text]).toEqual([204, ''])
    const listed = async () => (await dms(cy)).some(({ channel }) => channel === 'dm:bo:cy')
    expect([await listed(), await count(cy)]).toEqual([false, 0])
    expect((await dms(bo)).some(({ channel }) => channel === 'dm:bo:cy')).toBe(true)
    expect(await cy.messages('dm:bo:cy')).toHaveLength(1)
    all.crew.api.clock.advance(1)
    await bo.say('dm:bo:cy', 'two')
    expect([await listed(), await count(cy)]).toEqual([true, 2])
    await cy.json('/dms/close', { channel: 'dm:bo:cy' })
    all.crew.api.clock.advance(1)
    await cy.say('dm:bo:cy', 'three')
    expect(await listed()).toBe(true)
  })

  it('closing is 400 for what is no chat of two, 403 for who is not in it or with nobody; one without a message too', async () => {
    for (const body of [
      {},
      { channel: 1 },
      { channel: 'general' },
      { channel: 'dm:ada' },
      { channel: 'private:1' },
      [],
      'x',
      '{',
    ])
      expect([body, (await ada.json('/dms/close', body)).status]).toEqual([body, 400])
    for (const channel of ['dm:bo:cy', 'dm:ada:ghost', 'dm:ada:ada'])
      expect([channel, (await ada.json('/dms/close', { channel })).status]).toEqual([channel, 403])
    expect((await ada.json('/dms/close', { channel: 'dm:ada:dee' })).status).toBe(204)
    expect((await ada.post('/dms/close', { channel: 'dm:ada:bo' })).status).toBe(400)
  })

  it('[MM8] one with a deleted account is told by its number, and stays readable', async () => {
    await all.crew.api.person('gone')
    const gone = await minimostClient(all.crew.api.url, 'gone')
    await gone.say('dm:ada:gone', 'goodbye')
    const { token } = await all.crew.api.signedIn('gone')
    const deleted = await fetch(`${all.crew.api.url}/users/me`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ password: 'correct horse' }),
    })
    expect(deleted.status).toBeLessThan(300)
    const chat = (await dms(ada)).find(({ users }) => users[0] === 'deleteduser')
    expect(chat?.channel).toMatch(/^dm:ada:deleteduser\.\d+$/)
    const [message] = await ada.messages(chat?.channel ?? '')
    expect([message?.sender, message?.content, message?.channel]).toEqual(['deleteduser', 'goodbye', chat?.channel])
    expect((await ada.post(`/send/${chat?.channel}`, { text: 'x' })).status).toBe(403)
    expect((await ada.get('/messages/dm:ada:gone')).status).toBe(404)
    expect((await ada.get('/messages/dm:ada:deleteduser.2')).status).toBe(404)
  })
})

describe('read receipts', () => {
  it('[MM17] name each message by the text of its ts, with who else has read it', async () => {
    const group = await aPrivateGroup(all)
    const receipts = async (client: MinimostClient) => (await client.get(`/read_receipts/${group.name}`)).json
    const one = await ada.say(group.name, 'one')
    expect(await receipts(ada)).toEqual({})
    await bo.post(`/mark_read/${group.name}`)
    const two = await bo.say(group.name, 'two')
    await cy.post(`/mark_read/${group.name}`)
    await ada.post(`/mark_read/${group.name}`)
    expect((await dee.get(`/read_receipts/${group.name}`)).status).toBe(404)
    const expected = { [String(one.ts)]: ['bo', 'cy'], [String(two.ts)]: ['ada', 'cy'] }
    for (const client of [ada, bo, cy]) expect(await receipts(client)).toEqual(expected)
    await ada.post(`/delete/${one.id}`)
    expect(await receipts(bo)).toEqual({ [String(two.ts)]: ['ada', 'cy'] })
  })

  it('[CQ21] are told as far as a person shows when they were there', async () => {
    const { ts } = await ada.say('dm:ada:dee', 'seen?')
    await all.crew.dee.put('/users/profile', { privacy_last_seen: 'nobody' })
    await dee.post('/mark_read/dm:ada:dee')
    expect((await ada.get('/read_receipts/dm:ada:dee')).json).toEqual({})
    await all.crew.dee.put('/users/profile', { privacy_last_seen: 'everyone' })
    expect((await ada.get('/read_receipts/dm:ada:dee')).json).toMatchObject({ [String(ts)]: ['dee'] })
  })
})
