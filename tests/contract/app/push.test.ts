/** The web app's own door for push, and what a service worker brings back. */
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, volumeDocument } from '../../../schema/documents.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { aBrowser, aChattrixApi, aPerson, PASSWORD, type ChattrixClient } from '../support/a-chattrix-client.ts'
import { aDevice } from '../support/a-device.ts'
import type { AnApi } from '../support/an-api.ts'
import { aPushBrowser, aPushService, type APushBrowser, type APushService } from '../support/a-push-service.ts'

let service: APushService
let api: AnApi
let ada: ChattrixClient
let bo: ChattrixClient
let crew: number
let browsers = 0

beforeAll(async () => {
  service = await aPushService()
  api = await aChattrixApi({ pushDispatcher: service.dispatcher() })
  ada = await aPerson(api.url, 'ada')
  bo = await aPerson(api.url, 'bo')
  const made = await ada.post('/api/conversations', { type: 'group', participant_ids: [bo.id], name: 'Crew' })
  crew = made.json.conversation.id
  // It is a private channel, which notifies of mentions and replies by itself (NF3).
  const device = await aDevice(api.url, await token(bo))
  await device.write(accountDocument(bo.id as never), [['prefs', 'notifications.level.channel', 'all']])
  device.close()
})
afterAll(async () => {
  await api.stop()
  await service.stop()
  removeFolders()
})

interface Told {
  readonly t: 'notice' | 'read'
  readonly chat: string
  readonly message: string
  readonly seq: number
  readonly text: string
  readonly badge?: { readonly count: number }
}

/** A web app of theirs that is subscribed. */
async function subscribed(who: ChattrixClient, host = 'push.example.org'): Promise<APushBrowser> {
  const browser = aPushBrowser(`app-${who.username}-${++browsers}`)
  const endpoint = browser.endpoint.replace('push.example.org', host)
  expect((await who.put('/session/push', { ...browser.subscription, endpoint })).status).toBe(204)
  return { ...browser, endpoint }
}

const pathOf = ({ endpoint }: APushBrowser) => new URL(endpoint).pathname
const arrivals = (browser: APushBrowser) => service.received.filter(({ path }) => path === pathOf(browser))
const told = (browser: APushBrowser) => arrivals(browser).map((push) => browser.decrypt(push) as Told)
/** The `n`th that comes. */
async function arrival(browser: APushBrowser, n = 1): Promise<Told> {
  await service.arrives(() => arrivals(browser).length >= n)
  return told(browser)[n - 1]!
}
const say = async (who: ChattrixClient, content: string, conversation = crew) => {
  const { json } = await who.post(`/api/conversations/${conversation}/messages`, { content })
  return json.message_data as { id: number }
}
const token = async (who: ChattrixClient) => (await api.signedIn(who.username)).token
const read = async (who: ChattrixClient, { chat, message, seq }: Told) => {
  const answer = { id: ulid(api.clock.nowMs), user: who.id, chat, message, seq, text: null, quotes: true }
  expect((await who.post('/session/answers', answer)).status).toBe(204)
}
const end = (who: ChattrixClient, { endpoint }: APushBrowser) => who.delete('/session/push', { endpoint })

describe('the web app', () => {
  it('[PU12] subscribes at its own door, for as long as its session lasts', async () => {
    const { json } = await bo.get('/session/push')
    expect(json.publicKey).toBe((await bo.get('/api/vapid-public-key')).json.public_key)
    const nobody = aBrowser(api.url)
    expect((await nobody.get('/session/push')).status).toBe(401)
    expect((await nobody.put('/session/push', aPushBrowser('x').subscription)).status).toBe(401)
    const bad = await bo.put('/session/push', { ...aPushBrowser('x').subscription, endpoint: 'http://10.0.0.1/' })
    expect([bad.status, bad.json.code]).toEqual([400, 'invalid'])
  })

  it('[PU4] [PU5] is woken with what only it can read: the chat, the message, who and what', async () => {
    const browser = await subscribed(bo)
    await say(ada, 'Dinner is ready')
    const notice = await arrival(browser)
    expect(notice).toMatchObject({
      ...{ t: 'notice', user: bo.id, kind: 'private', title: 'Crew', name: 'ada', text: 'Dinner is ready' },
      ...{ seq: 1, how: 'silent', why: 'message', chat: expect.stringMatching(/^[0-9A-Z]{26}$/) },
      message: expect.stringMatching(/^[0-9A-Z]{26}$/),
    })
    expect(arrivals(browser)[0]!.body.toString('latin1')).not.toContain('Dinner')
    await end(bo, browser)
  })

  it('[NF45] is told how many direct messages and mentions are unread', async () => {
    const browser = await subscribed(bo)
    const made = await ada.post('/api/conversations', { type: 'private', participant_ids: [bo.id] })
    const direct = made.json.conversation.id as number
    await say(ada, 'to nobody')
    await say(ada, 'one', direct)
    await say(ada, '@bo two')
    await arrival(browser, 3)
    expect(told(browser).map(({ badge }) => badge?.count)).toEqual([0, 1, 2])
    await read(bo, told(browser)[1]!)
    expect(await arrival(browser, 4)).toMatchObject({ t: 'read', badge: { count: 1 } })
    await end(bo, browser)
  })

  it('[PU10] gets a chat’s notices under one topic, which tells nothing of the chat', async () => {
    const browser = await subscribed(bo)
    await say(ada, 'one')
    await say(ada, 'two')
    await arrival(browser, 2)
    const topics = arrivals(browser).map(({ headers }) => headers.topic)
    expect(new Set(topics).size).toBe(1)
    expect(topics[0]).toMatch(/^[\w-]{32}$/)
    await end(bo, browser)
  })

  it('[NF10] is sent no words where none are to be shown', async () => {
    const browser = await subscribed(bo)
    const device = await aDevice(api.url, await token(bo))
    const choose = (name: string, value: string | null) =>
      device.write(accountDocument(bo.id as never), [['prefs', name, value]])
    await choose('notifications.text', 'name')
    await say(ada, 'secret one')
    await choose('notifications.text', 'nothing')
    await say(ada, 'secret two')
    await arrival(browser, 2)
    const said = told(browser).map((one) => [(one as never as { name: string }).name, one.text])
    expect(said.sort()).toEqual([
      ['', ''],
      ['ada', ''],
    ])
    await choose('notifications.text', null)
    device.close()
    await end(bo, browser)
  })
})

describe('[NF46] a reaction to one’s own message', () => {
  const choose = async (value: boolean | null, name = 'reactions') => {
    const device = await aDevice(api.url, await token(bo))
    await device.write(accountDocument(bo.id as never), [['prefs', `notifications.${name}`, value]])
    device.close()
  }
  const react = async (who: ChattrixClient, { chat, message }: Told, name: string) => {
    const device = await aDevice(api.url, await token(who))
    const key = `${message}/${name}/${who.id}`
    await device.write(volumeDocument(chat as ChannelId, 0), [['reactions', key, 1]])
    device.close()
  }

  it('wakes its author, where that was chosen, under a topic of its own', async () => {
    const browser = await subscribed(bo)
    const hers = await subscribed(ada)
    await say(bo, '@ada I have fixed it')
    const mine = await arrival(hers)
    await react(ada, mine, 'heart')
    await choose(true)
    await say(ada, 'thanks')
    await arrival(browser)
    await react(bo, mine, 'tada')
    await react(ada, mine, 'tada')
    const told = await arrival(browser, 2)
    expect(told).toMatchObject({ t: 'notice', name: 'ada', why: 'reaction', how: 'silent', text: '', reaction: '🎉' })
    expect(told).toMatchObject({ key: expect.stringMatching(/^[0-9A-Z]{26}\/.+\/\d+$/), seq: expect.any(Number) })
    const [first, second] = arrivals(browser).map(({ headers }) => headers.topic)
    expect(second).not.toBe(first)
    await say(ada, 'the next')
    expect(await arrival(browser, 3)).toMatchObject({ text: 'the next' })
    await choose(null)
    await end(bo, browser)
    await end(ada, hers)
  })
})

describe('what was read on another device', () => {
  it('[PU11] is closed here, once', async () => {
    const browser = await subscribed(bo)
    await say(ada, 'read me')
    const notice = await arrival(browser)
    await read(bo, notice)
    expect(await arrival(browser, 2)).toEqual({
      ...{ t: 'read', user: bo.id, chat: notice.chat, seq: notice.seq },
      badge: { count: 0, at: api.clock.nowMs },
    })
    await read(bo, notice)
    await say(ada, 'another')
    expect(await arrival(browser, 3)).toMatchObject({ t: 'notice', text: 'another' })
    await end(bo, browser)
  })

  it('[PU11] but not where a service ends subscriptions that show nothing', async () => {
    const [browser, apple] = [await subscribed(bo), await subscribed(bo, 'web.push.apple.com')]
    await say(ada, 'read me, too')
    await arrival(apple)
    await read(bo, await arrival(browser))
    await arrival(browser, 2)
    await say(ada, 'the next')
    expect(await arrival(apple, 2)).toMatchObject({ t: 'notice', text: 'the next' })
    await end(bo, browser)
    await end(bo, apple)
  })
})

describe('[PU9] a service that cannot just now', () => {
  it.each([429, 500, 503])('and answers %d is asked again', async (status) => {
    const browser = await subscribed(bo)
    service.answers.set(pathOf(browser), status)
    await say(ada, 'patience')
    await arrival(browser, 2)
    service.answers.set(pathOf(browser), 201)
    expect(api.waits).toContain(2_000)
    await end(bo, browser)
  })

  it('is let go after six tries, and not asked for what was read', async () => {
    const browser = await subscribed(bo)
    service.answers.set(pathOf(browser), 503)
    await say(ada, 'never mind')
    await arrival(browser, 6)
    await expect.poll(() => api.logged()).toContain('a push is let go')
    expect(arrivals(browser)).toHaveLength(6)
    service.answers.set(pathOf(browser), 400)
    await say(ada, 'refused for good')
    await arrival(browser, 7)
    service.answers.set(pathOf(browser), 201)
    await say(ada, 'the next')
    await arrival(browser, 8)
    expect(told(browser).at(-1)).toMatchObject({ text: 'the next' })
    await end(bo, browser)
  })
})

describe('[NF16] what was answered on a notification', () => {
  const asked = async (more: object) => {
    const browser = await subscribed(bo)
    await say(ada, 'a question')
    const { chat, message, seq } = await arrival(browser)
    await end(bo, browser)
    const answer = { id: ulid(api.clock.nowMs), user: bo.id, chat, message, seq, text: null, quotes: true, ...more }
    return { answer, bring: () => bo.post('/session/answers', answer) }
  }
  const newest = async () => {
    const { json } = await ada.get(`/api/conversations/${crew}/messages`)
    return (json.messages as { content: string; sender: { id: number } }[]).map(({ content }) => content)
  }
  const unread = async () => {
    const { json } = await bo.get('/api/conversations')
    const found = (json.conversations as { id: number; unread_count: number }[]).find(({ id }) => id === crew)
    return found?.unread_count
  }

  it('marks as read, up to there', async () => {
    const { bring } = await asked({})
    expect(await unread()).toBeGreaterThan(0)
    expect((await bring()).status).toBe(204)
    expect(await unread()).toBe(0)
  })

  it('is one message, however often it comes', async () => {
    const { bring } = await asked({ text: 'one answer' })
    expect([(await bring()).status, (await bring()).status]).toEqual([204, 204])
    expect((await newest()).filter((content) => content === 'one answer')).toHaveLength(1)
    expect(await unread()).toBe(0)
  })

  it('is its own person’s alone', async () => {
    const { answer } = await asked({ text: 'not mine' })
    expect((await ada.post('/session/answers', answer)).status).toBe(403)
    expect((await aBrowser(api.url).post('/session/answers', answer)).status).toBe(401)
    const cy = await aPerson(api.url, 'cy')
    expect((await cy.post('/session/answers', { ...answer, user: cy.id })).status).toBe(404)
    expect(await newest()).not.toContain('not mine')
  })

  it.each([
    ['id', 'x'],
    ['chat', '../x'],
    ['text', ''],
    ['text', 'x'.repeat(10_001)],
    ['message', 7],
  ])('is refused where its %s does not fit', async (field, value) => {
    const { answer } = await asked({})
    expect((await bo.post('/session/answers', { ...answer, [field]: value })).status).toBe(400)
  })
})

it('[PU2] a browser is woken no more once it signed out', async () => {
  const session = aBrowser(api.url, 'bo', bo.id)
  await session.post('/login', { username: 'bo', password: PASSWORD })
  const [browser, other] = [await subscribed(session), await subscribed(bo)]
  await session.post('/logout')
  await say(ada, 'good night')
  await arrival(other)
  expect(arrivals(browser)).toEqual([])
})
