import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messageObject } from '../../../sync-server/dialects/minimost/schemas.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import {
  aMinimostCrew,
  aPrivateGroup,
  type MinimostClient,
  type MinimostCrew,
  type MinimostMessage,
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

const texts = (messages: readonly MinimostMessage[]) => messages.map(({ content }) => content)
const newest = (messages: readonly MinimostMessage[]) =>
  Math.max(0, ...messages.flatMap((one) => [one.ts, one.edited_ts ?? 0, one.deleted_ts ?? 0, one.reactions_ts ?? 0]))

describe('reading a channel', () => {
  it('every message has the documented fields, in all kinds of channels', async () => {
    const group = await aPrivateGroup(all)
    for (const channel of ['general', 'dm:ada:bo', group.name]) {
      const said = await ada.say(channel, 'hello')
      expect(messageObject.parse(said)).toEqual(said)
      expect(said).toMatchObject({ channel, sender: 'ada', content: 'hello', filename: null, edited: 0, deleted: 0 })
      expect([said.edited_ts, said.deleted_ts, said.reply_to_id, said.reactions, said.reactions_ts]).toEqual(
        Array(5).fill(null),
      )
      expect(Math.floor(said.ts * 1_000)).toBe(all.crew.api.clock.nowMs)
    }
  })

  it('[MM2] a channel has its name in any case and order; shown is how people are registered', async () => {
    await ada.say('dm:ada:bo', 'between us')
    for (const name of ['dm:ada:bo', 'dm:bo:ada', 'DM:Bo:ADA']) {
      const [first] = await bo.messages(name)
      expect(first?.channel).toBe('dm:ada:bo')
    }
    expect(await ada.messages('GENERAL')).toEqual(await ada.messages('general'))
  })

  it('[MM2] a chat of two needs no founding', async () => {
    expect(await cy.messages('dm:cy:dee')).toEqual([])
    await dee.say('dm:cy:dee', 'first')
    expect(texts(await cy.messages('dm:cy:dee'))).toEqual(['first'])
  })

  it('[MM3] what one may not know of is 404: strangers’ channels, unknown names, what is none', async () => {
    const group = await aPrivateGroup(all)
    await ada.say(group.name, 'for the crew')
    const strange = [
      'nowhere',
      'private:999999',
      'private:0',
      'dm:ada:bo',
      'dm:dee:ghost',
      'dm:dee:dee',
      'dm:dee',
      'dm:a:b:c',
    ]
    for (const name of [group.name, ...strange, ' ', '%00', 'general:x']) {
      for (const path of ['messages', 'read_receipts', 'typing'])
        expect([name, path, (await dee.get(`/${path}/${encodeURIComponent(name)}`)).status]).toEqual([name, path, 404])
      expect([name, (await dee.post(`/mark_read/${encodeURIComponent(name)}`)).status]).toEqual([name, 404])
    }
  })

  it('[MM3] a group that is open to join, and that one is not in, is closed', async () => {
    const open = await all.crew.found(all.crew.ada, {
      type: 'group',
      title: 'Open',
      handle: 'open-one',
      is_public: true,
    })
    expect((await dee.get(`/messages/private:${open.id}`)).status).toBe(403)
  })

  it('saved messages are not here', async () => {
    const { ada: member } = all.crew
    const { json } = await member.get('/chats/saved')
    const saved = await member.post('/messages', { chat_id: json.id, text: 'note to myself' })
    expect((await ada.get(`/messages/private:${json.id}`)).status).toBe(404)
    expect((await ada.get(`/message/${saved.json.id}`)).status).toBe(404)
    expect((await ada.post(`/edit/${saved.json.id}`, { text: 'x' })).status).toBe(403)
    expect((await ada.post(`/react/${saved.json.id}`, { reaction: 'heart' })).status).toBe(404)
    expect((await ada.get('/search_messages?q=myself')).json).toEqual([])
  })

  it('a reply names its parent', async () => {
    const parent = await ada.say('general', 'question')
    const reply = await bo.say('general', 'answer', { reply_to_id: String(parent.id) })
    expect(reply.reply_to_id).toBe(parent.id)
  })
})

describe('asking for what changed', () => {
  it.each(['0', 'NaN', 'nonsense', '', '-5', 'Infinity', '1e999'])('[MM5] after=%s is everything', async (after) => {
    await ada.say('dm:ada:cy', 'anything')
    expect(await ada.messages('dm:ada:cy', after)).toEqual(await ada.messages('dm:ada:cy'))
  })

  it('[MM5] only what is new, edited, reacted to or deleted since comes, in the order of arrival', async () => {
    const channel = (await aPrivateGroup(all)).name
    const said = [await ada.say(channel, 'one'), await bo.say(channel, 'two'), await ada.say(channel, 'three')]
    const [one, two, three] = said as [MinimostMessage, MinimostMessage, MinimostMessage]
    let after = newest(await cy.messages(channel))
    expect(await cy.messages(channel, after)).toEqual([])

    all.crew.api.clock.advance(5_000)
    await ada.post(`/edit/${one.id}`, { text: 'one!' })
    expect(texts(await cy.messages(channel, after))).toEqual(['one!'])
    after = newest(await cy.messages(channel, after))
    await cy.post(`/react/${two.id}`, { reaction: 'heart' })
    await ada.post(`/delete/${three.id}`)
    await bo.say(channel, 'four')
    const changed = await cy.messages(channel, after)
    expect(changed.map(({ content, deleted }) => [content, deleted])).toEqual([
      ['two', 0],
      [null, 1],
      ['four', 0],
    ])
    expect(await cy.messages(channel, newest(changed))).toEqual([])
  })

  it('[MM5] a deleted message has a time and no content, also in a full list', async () => {
    const { id } = await ada.say('dm:ada:dee', 'regret', {})
    await dee.post(`/react/${id}`, { reaction: 'eyes' })
    expect((await ada.post(`/delete/${id}`)).text).toBe('ok')
    const gone = (await dee.messages('dm:ada:dee')).find((one) => one.id === id)
    expect(gone).toMatchObject({
      deleted: 1,
      content: null,
      filename: null,
      edited: 0,
      mentions: null,
      reactions: null,
    })
    expect(gone?.deleted_ts).toBeGreaterThan(gone?.ts ?? Infinity)
    expect((await dee.get(`/message/${id}`)).json).toEqual({
      id,
      sender: 'ada',
      content: null,
      filename: null,
      deleted: 1,
    })
  })

  it('[MM5] an edit has a time and the flag', async () => {
    const { id, ts } = await ada.say('general', 'tpyo')
    expect((await ada.post(`/edit/${id}`, { text: 'typo' })).text).toBe('ok')
    const edited = (await bo.messages('general')).find((one) => one.id === id)
    expect([edited?.content, edited?.edited]).toEqual(['typo', 1])
    expect(edited?.edited_ts).toBeGreaterThan(ts)
  })

  it('[MM6] messages of one millisecond have times of their own, and nothing comes at or before a time that was told', async () => {
    const channel = (await aPrivateGroup(all)).name
    const seen: number[] = []
    for (let n = 0; n < 5; n++) seen.push((await ada.say(channel, `${n}`)).ts)
    expect(new Set(seen).size).toBe(5)
    expect([...seen].sort((a, b) => a - b)).toEqual(seen)
    const first = (await ada.messages(channel)).find(({ content }) => content === '0')
    // Edits of this millisecond run ahead of the clock; the message after them must not be overtaken.
    for (const text of ['a', 'b', 'c']) await ada.post(`/edit/${first?.id}`, { text })
    const told = newest(await ada.messages(channel))
    const late = await ada.say(channel, 'late')
    expect(late.ts).toBeGreaterThan(told)
    expect(texts(await bo.messages(channel, told))).toEqual(['late'])
  })

  it('[CQ20] a reaction that changed too lately to be stamped comes too', async () => {
    const channel = (await aPrivateGroup(all)).name
    const { id } = await ada.say(channel, 'like it?')
    await bo.post(`/react/${id}`, { reaction: 'thumbsup' })
    const told = newest(await cy.messages(channel))
    await ada.post(`/react/${id}`, { reaction: 'thumbsup' })
    const [changed] = await cy.messages(channel, told)
    expect(JSON.parse(changed?.reactions ?? '')).toEqual({ thumbsup: ['ada', 'bo'] })
  })
})

describe('mentions', () => {
  it.each([
    ['@bo look', '["bo"]'],
    ['@BO and @Cy', '["bo","cy"]'],
    ['@everyone and @bo', '["@everyone"]'],
    ['mail me@bo.example or foo@bo', null],
    ['see https://example.org/@bo', null],
    ['hello @nobody-there', null],
  ])('[MM7] %s → %s', async (text, mentions) => {
    expect((await ada.say('general', text)).mentions).toBe(mentions)
  })

  it('[MM7] names count among the members, and follow an edit', async () => {
    const channel = (await aPrivateGroup(all)).name
    const { id, mentions } = await ada.say(channel, '@dee @bo')
    expect(mentions).toBe('["bo"]')
    await ada.post(`/edit/${id}`, { text: '@cy' })
    expect((await ada.messages(channel)).find((one) => one.id === id)?.mentions).toBe('["cy"]')
  })
})

describe('one message', () => {
  it('is told with five fields, to those who read its channel', async () => {
    const group = await aPrivateGroup(all)
    const { id } = await ada.say(group.name, 'secret')
    expect((await bo.get(`/message/${id}`)).json).toEqual({
      id,
      sender: 'ada',
      content: 'secret',
      filename: null,
      deleted: 0,
    })
    for (const path of [`/message/${id}`, '/message/999999', '/message/abc', '/message/0', '/message/1e3'])
      expect([path, (await dee.get(path)).status]).toEqual([path, 404])
  })

  it('[MM11] only its sender edits and deletes it; what is not there is 403 too', async () => {
    const group = await aPrivateGroup(all)
    const { id } = await bo.say(group.name, 'mine')
    for (const client of [ada, cy, dee]) {
      expect((await client.post(`/edit/${id}`, { text: 'theirs' })).status).toBe(403)
      expect((await client.post(`/delete/${id}`)).status).toBe(403)
    }
    expect((await ada.post('/edit/999999', { text: 'x' })).status).toBe(403)
    expect((await ada.post('/delete/999999')).status).toBe(403)
    expect((await bo.post('/edit/abc', { text: 'x' })).status).toBe(404)
    expect((await bo.post(`/edit/${id}`)).status).toBe(400)
    expect((await bo.post(`/edit/${id}`, { text: '   ' })).status).toBe(400)
    expect((await bo.post(`/edit/${id}`, { text: 'x'.repeat(10_001) })).status).toBe(400)
    expect((await bo.post(`/edit/${id}`, { text: 'x'.repeat(10_000) })).status).toBe(200)
    expect((await bo.form(`/edit/${id}`, { text: 'as a form' })).text).toBe('ok')
    expect((await bo.post(`/delete/${id}`)).status).toBe(200)
    expect((await bo.post(`/delete/${id}`)).status).toBe(403)
    expect((await bo.post(`/edit/${id}`, { text: 'again' })).status).toBe(403)
  })
})

describe('searching', () => {
  it('[MM13] finds a part of a text in any case, newest first, with five fields', async () => {
    const channel = (await aPrivateGroup(all)).name
    const first = await ada.say(channel, 'The Zanzibar plan')
    const second = await bo.say('general', 'a zanzibarian')
    const gone = await ada.say(channel, 'zanzibar no more')
    await ada.post(`/delete/${gone.id}`)
    const { json } = await cy.get('/search_messages?q=ANZIBAR')
    const row = ({ id, channel: name, sender, content, ts }: MinimostMessage) => ({
      id,
      channel: name,
      sender,
      content,
      ts,
    })
    expect(json).toEqual([row(second), row(first)])
    expect((await dee.get('/search_messages?q=zanzibar')).json).toEqual([row(second)])
    expect((await cy.get('/search_messages?q=zanzibar%20plan')).json).toHaveLength(1)
    expect((await cy.get('/search_messages?q=plan%20zanzibar')).json).toEqual([])
    expect((await cy.get('/search_messages?q=a%20z')).json).toEqual([row(second)])
    for (const q of ['', '?q=', '?q=%20%20']) expect((await cy.get(`/search_messages${q}`)).json).toEqual([])
    expect((await cy.get('/search_messages?q=a&q=b')).status).toBe(400)
  })

  it('[MM13] tells of 50 at most', async () => {
    for (let n = 0; n < 51; n++) await ada.post('/send/general', { text: `pelican ${n}` })
    const { json } = await bo.get('/search_messages?q=pelican')
    expect([json.length, json[0].content]).toEqual([50, 'pelican 50'])
  })
})

describe('reacting', () => {
  it('[MM14] toggles, by name, another name, or emoji, and answers with all of them', async () => {
    const { id } = await ada.say('general', 'react to me')
    const react = async (client: MinimostClient, reaction: string) =>
      (await client.post(`/react/${id}`, { reaction })).json
    expect(await react(bo, 'thumbs_up')).toEqual({ thumbsup: ['bo'] })
    expect(await react(ada, '👍')).toEqual({ thumbsup: ['ada', 'bo'] })
    expect(await react(cy, 'heart')).toEqual({ thumbsup: ['ada', 'bo'], heart: ['cy'] })
    expect(await react(cy, '🦩')).toEqual({ thumbsup: ['ada', 'bo'], heart: ['cy'], '🦩': ['cy'] })
    await react(cy, 'heart')
    await react(cy, '🦩')
    await react(bo, 'thumbsup')
    expect(await react(ada, 'thumbsup')).toEqual({})
    expect((await ada.messages('general')).find((one) => one.id === id)?.reactions).toBeNull()
  })

  it('[MM14] what is no reaction is 400, what is no message 404', async () => {
    const group = await aPrivateGroup(all)
    const { id } = await ada.say(group.name, 'here')
    for (const reaction of ['not-a-reaction', '', 'thumbsup heart', '👍👍', '__proto__', 'x'.repeat(1_000)])
      expect([reaction, (await ada.post(`/react/${id}`, { reaction })).status]).toEqual([reaction, 400])
    expect((await ada.post(`/react/${id}`)).status).toBe(400)
    expect((await dee.post(`/react/${id}`, { reaction: 'heart' })).status).toBe(404)
    expect((await ada.post('/react/999999', { reaction: 'heart' })).status).toBe(404)
    await ada.post(`/delete/${id}`)
    expect((await ada.post(`/react/${id}`, { reaction: 'heart' })).status).toBe(404)
  })
})
