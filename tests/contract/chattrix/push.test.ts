import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument } from '../../../schema/documents.ts'
import { aDevice } from '../support/a-device.ts'
import type { AnApi } from '../support/an-api.ts'
import { aBrowser, aChattrixApi, aPerson, PASSWORD, type ChattrixClient } from '../support/a-chattrix-client.ts'
import {
  aPushBrowser,
  aPushService,
  claimsOf,
  type APushBrowser,
  type APushService,
} from '../support/a-push-service.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'

let service: APushService
let api: AnApi
let ada: ChattrixClient
let bo: ChattrixClient
let crew: number

beforeAll(async () => {
  service = await aPushService()
  api = await aChattrixApi({ pushDispatcher: service.dispatcher() })
  ada = await aPerson(api.url, 'ada')
  bo = await aPerson(api.url, 'bo')
  const made = await ada.post('/api/conversations', { type: 'group', participant_ids: [bo.id], name: 'Crew' })
  crew = made.json.conversation.id
  // It is a private channel, which notifies of mentions and replies by itself (NF3).
  const device = await aDevice(api.url, (await api.signedIn('bo')).token)
  await device.write(accountDocument(bo.id as never), [['prefs', 'notifications.level.channel', 'all']])
  device.close()
})
afterAll(async () => {
  await api.stop()
  await service.stop()
  removeFolders()
})

const DAY_MS = 24 * 60 * 60_000
let browsers = 0

/** A browser of theirs that is subscribed. */
async function subscribed(who: ChattrixClient): Promise<APushBrowser> {
  const browser = aPushBrowser(`${who.username}-${++browsers}`)
  const { status, json } = await who.post('/api/subscribe', { subscription: browser.subscription })
  expect([status, json]).toEqual([200, { success: true, message: 'Subscription saved successfully' }])
  return browser
}

const pathOf = ({ endpoint }: APushBrowser) => new URL(endpoint).pathname
const arrivals = (browser: APushBrowser) => service.received.filter(({ path }) => path === pathOf(browser))
const arrival = (browser: APushBrowser) => service.arrives(({ path }) => path === pathOf(browser))
const say = async (who: ChattrixClient, content: string, id = crew) => {
  const { json } = await who.post(`/api/conversations/${id}/messages`, { content })
  return json.message_data as { id: number }
}
/** Resolves when everything before it was sent: pushes of one message begin in order. */
async function settled(by: ChattrixClient = ada, to: ChattrixClient = bo): Promise<void> {
  const last = await subscribed(to)
  await say(by, `to @${to.username}`)
  await arrival(last)
  await to.delete('/api/subscribe', { endpoint: last.endpoint })
}

describe('subscribing', () => {
  it('[PU1] is by one key, also after a restart', async () => {
    const { status, json } = await ada.get('/api/vapid-public-key')
    expect(status).toBe(200)
    expect(Buffer.from(json.public_key, 'base64url')).toHaveLength(65)
    const own = await aChattrixApi()
    const dee = await aPerson(own.url, 'dee')
    const before = (await dee.get('/api/vapid-public-key')).json.public_key
    await own.stop()
    const again = await aChattrixApi({ folder: own.folder })
    const after = aBrowser(again.url)
    await after.post('/login', { username: 'dee', password: PASSWORD })
    expect((await after.get('/api/vapid-public-key')).json.public_key).toBe(before)
    expect(before).not.toBe(json.public_key)
    await again.stop()
  })

  it.each([
    ['endpoint', { endpoint: 'http://push.example.org/a' }],
    ['endpoint', { endpoint: 'https://127.0.0.1/a' }],
    ['endpoint', { endpoint: 'https://[::1]/a' }],
    ['endpoint', { endpoint: 'https://[::ffff:10.0.0.1]/a' }],
    ['endpoint', { endpoint: 'https://2130706433/a' }],
    ['endpoint', { endpoint: 'https://169.254.169.254/latest' }],
    ['endpoint', { endpoint: 'https://localhost/a' }],
    ['endpoint', { endpoint: 'https://printer.local/a' }],
    ['endpoint', { endpoint: 'https://name:word@push.example.org/a' }],
    ['endpoint', { endpoint: 'nothing' }],
    ['keys.p256dh', { keys: { p256dh: 'AAAA', auth: 'A'.repeat(22) } }],
    ['keys.p256dh', { keys: { p256dh: Buffer.alloc(65, 4).toString('base64url'), auth: 'A'.repeat(22) } }],
    ['keys.auth', { keys: { ...aPushBrowser('x').subscription.keys, auth: 'AAAA' } }],
  ])('[PU3] with a bad %s is 400: %j', async (field, wrong) => {
    const { status, json } = await ada.post('/api/subscribe', {
      subscription: { ...aPushBrowser('x').subscription, ...wrong },
    })
    expect([status, json.code, Object.keys(json.errors)]).toEqual([400, 'VALIDATION_ERROR', [`subscription.${field}`]])
  })

  it('[PU3] is for who is signed in, with a body', async () => {
    const nobody = aBrowser(api.url)
    const { subscription, endpoint } = aPushBrowser('x')
    expect((await nobody.post('/api/subscribe', { subscription })).status).toBe(401)
    expect((await nobody.get('/api/vapid-public-key')).status).toBe(401)
    expect((await nobody.delete('/api/subscribe', { endpoint })).status).toBe(401)
    expect((await ada.post('/api/subscribe', {})).status).toBe(400)
    expect((await ada.delete('/api/subscribe', {})).status).toBe(400)
  })

  it('[PU2] ends when it is taken back, by its own person only', async () => {
    const browser = await subscribed(bo)
    await ada.delete('/api/subscribe', { endpoint: browser.endpoint })
    await say(ada, '@bo one')
    await arrival(browser)
    const { status, json } = await bo.delete('/api/subscribe', { endpoint: browser.endpoint })
    expect([status, json]).toEqual([200, { success: true, message: 'Unsubscribed successfully' }])
    await say(ada, '@bo two')
    await settled()
    expect(arrivals(browser)).toHaveLength(1)
  })

  it('[PU2] ends when the session is over without a word', async () => {
    const session = aBrowser(api.url, 'bo', bo.id)
    await session.post('/login', { username: 'bo', password: PASSWORD })
    const browser = await subscribed(session)
    api.clock.advance(20 * DAY_MS)
    for (const who of [ada, bo]) await who.get('/api/user/profile')
    api.clock.advance(20 * DAY_MS)
    await say(ada, '@bo')
    await settled()
    expect(arrivals(browser)).toEqual([])
  })

  it('[PU2] ends with the session', async () => {
    const session = aBrowser(api.url, 'bo', bo.id)
    await session.post('/login', { username: 'bo', password: PASSWORD })
    const browser = await subscribed(session)
    await session.post('/logout')
    await say(ada, '@bo')
    await settled()
    expect(arrivals(browser)).toEqual([])
  })
})

describe('a browser that is remembered', () => {
  it('[PU2] goes on being woken when it gets a new session', async () => {
    const session = aBrowser(api.url, 'bo', bo.id)
    await session.post('/login', { username: 'bo', password: PASSWORD, remember_me: true })
    const browser = await subscribed(session)
    session.cookies.delete('session')
    session.cookies.delete('session.sig')
    expect((await session.get('/api/user/profile')).status).toBe(200)
    await say(ada, '@bo, still there?')
    await arrival(browser)
    await session.post('/logout')
  })
})

describe('a message', () => {
  it('[PU5] wakes with what only the browser can read, signed', async () => {
    const browser = await subscribed(bo)
    const { id } = await say(ada, 'Dinner is ready')
    const push = await arrival(browser)
    expect(browser.decrypt(push)).toEqual({
      type: 'message',
      title: 'ada in Crew',
      body: 'Dinner is ready',
      conversation_id: crew,
      message_id: id,
      channel_id: expect.any(String),
      sender_id: ada.id,
    })
    expect(push.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'normal' })
    const { public_key } = (await bo.get('/api/vapid-public-key')).json
    const claims = claimsOf(push, public_key)
    expect(claims).toMatchObject({ aud: 'https://push.example.org', sub: expect.stringMatching(/^(https|mailto):/) })
    expect(push.body.toString('latin1')).not.toContain('Dinner')
    await bo.delete('/api/subscribe', { endpoint: browser.endpoint })
  })

  it('[PU4] wakes all others it tells, from whatever door, and not its author', async () => {
    const [theirs, own] = [await subscribed(bo), await subscribed(ada)]
    const { token } = await api.signedIn('ada')
    const made = await ada.post('/api/conversations', { type: 'private', participant_ids: [bo.id] })
    const { id } = made.json.conversation
    await api.ask('POST', '/messages', { token, body: { chat_id: id, text: 'x'.repeat(500) } })
    const push = await arrival(theirs)
    const { title, body } = theirs.decrypt(push) as { title: string; body: string }
    expect([title, body, push.headers.urgency]).toEqual(['ada', `${'x'.repeat(199)}…`, 'high'])
    await settled()
    expect(arrivals(own)).toEqual([])
    for (const [who, { endpoint }] of [[bo, theirs] as const, [ada, own] as const])
      await who.delete('/api/subscribe', { endpoint })
  })

  it('[PU4] in a muted chat wakes for direct mentions only', async () => {
    const browser = await subscribed(bo)
    const { token } = await api.signedIn('bo')
    const mute = (muted: boolean) => api.ask('PUT', `/chats/${crew}/notifications`, { token, body: { muted } })
    expect((await mute(true)).json.muted).toBe(true)
    await say(ada, 'not for bo')
    await say(ada, '@everyone')
    const { id } = await say(ada, 'hey @bo')
    const push = await arrival(browser)
    expect(browser.decrypt(push)).toMatchObject({ type: 'mention', message_id: id })
    expect(arrivals(browser)).toHaveLength(1)
    await mute(false)
    await bo.delete('/api/subscribe', { endpoint: browser.endpoint })
  })

  it('[PU4] wakes nobody who switched notifications off', async () => {
    const browser = await subscribed(ada)
    await ada.put('/api/user/profile', { settings: { notifications_enabled: false } })
    await say(bo, '@ada')
    await ada.put('/api/user/profile', { settings: { notifications_enabled: true } })
    await settled(bo, ada)
    expect(arrivals(browser)).toHaveLength(1)
    await ada.delete('/api/subscribe', { endpoint: browser.endpoint })
  })
})

describe('the service', () => {
  it.each([404, 410])('[PU7] that answers %d is not asked again', async (status) => {
    const browser = await subscribed(bo)
    service.answers.set(pathOf(browser), status)
    await say(ada, '@bo one')
    await arrival(browser)
    await settled()
    await say(ada, '@bo two')
    await settled()
    expect(arrivals(browser).length).toBeLessThanOrEqual(2)
    const before = arrivals(browser).length
    await settled()
    expect(arrivals(browser)).toHaveLength(before)
  })

  it('[PU6] is not followed elsewhere, and [PU7] nothing of it is logged', async () => {
    const browser = await subscribed(bo)
    service.answers.set(pathOf(browser), 302)
    await say(ada, 'a secret for @bo')
    await arrival(browser)
    await expect.poll(() => api.logged()).toContain('a push was refused')
    expect(service.received.map(({ path }) => path)).not.toContain('/elsewhere')
    expect(api.logged()).not.toContain('a secret')
    expect(api.logged()).not.toContain(pathOf(browser))
    await bo.delete('/api/subscribe', { endpoint: browser.endpoint })
  })

  it('[PU8] that hangs keeps neither others nor the stop', async () => {
    const own = await aChattrixApi({ pushDispatcher: service.dispatcher() })
    service.answers.set('/send/hangs', null)
    const [dee, eli] = [await aPerson(own.url, 'dee'), await aPerson(own.url, 'eli')]
    const browser = aPushBrowser('hangs')
    await eli.post('/api/subscribe', { subscription: browser.subscription })
    const made = await dee.post('/api/conversations', { type: 'private', participant_ids: [eli.id] })
    expect((await say(dee, 'hello', made.json.conversation.id)).id).toBeGreaterThan(0)
    await arrival(browser)
    await own.stop()
  })
})
