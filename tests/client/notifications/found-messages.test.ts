import { describe, expect, it } from 'vitest'
import { accountDocument, channelDocument, volumeDocument } from '../../../schema/documents.ts'
import { aRidge, GENERAL, HOUR, ME, NOW, NOTICES, PUMP, WITH_ANA } from '../../../client/fixtures/ridge.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import { FoundMessages } from '../../../client/notifications/found-messages.ts'
import type { WorkerNotice } from '../../../client/notifications/notice.ts'

const MINUTE = 60_000

function watching() {
  const ridge = aRidge()
  const { device } = ridge
  const told: { notices: readonly WorkerNotice[]; isCaughtUp: boolean }[] = []
  const found = new FoundMessages(device, (notices, isCaughtUp) => void told.push({ notices, isCaughtUp }))
  const chats = [PUMP, GENERAL, NOTICES, WITH_ANA]
  found.follow(chats)
  const offline = () => device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
  const live = () => device.setSync({ state: 'live', sinceMs: NOW })
  const texts = () => told.flatMap(({ notices }) => notices.map(({ chat, text }) => [chat, text]))
  return {
    ridge,
    device,
    found,
    told,
    texts,
    offline,
    live,
    follow: (more: ChannelId) => found.follow([...chats, more]),
  }
}
/** `ago: -1` arrives in a minute: after the device was in touch last. */
const arrives = -1

describe('messages that notify', () => {
  it('[NF11] nothing that was here before, and each that comes once', () => {
    const { ridge, device, texts } = watching()
    expect(texts()).toEqual([])
    ridge.say(PUMP, [{ by: 2, ago: arrives, text: 'Valve 4 again' }])
    expect(texts()).toEqual([[PUMP, 'Valve 4 again']])
    const id = ridge.ids.get(PUMP)!.at(-1)!
    const doc = volumeDocument(PUMP, 0)
    device.put(doc, 'messages', id, { by: 2, text: 'Valve 5, I mean', editedAt: NOW })
    device.put(doc, 'stamps', id, { ...(device.document(doc).get('stamps', id) as object), mod: NOW })
    expect(texts()).toHaveLength(1)
  })

  it('[NF11] what comes before the rest of its chat is told when that is there', () => {
    const { ridge, device, texts } = watching()
    device.setDocument(channelDocument(PUMP), 'loading')
    ridge.say(PUMP, [{ by: 2, ago: arrives, text: 'Valve 4 again' }])
    expect(texts()).toEqual([])
    device.setDocument(channelDocument(PUMP), 'ready')
    expect(texts()).toEqual([[PUMP, 'Valve 4 again']])
  })

  it('[NF1] [NF3] as the rule says: own ones never, of a channel mentions only', () => {
    const { ridge, texts } = watching()
    ridge.say(PUMP, [{ by: ME, ago: arrives, text: 'my own' }])
    ridge.say(GENERAL, [
      { by: 2, ago: arrives, text: 'to nobody' },
      { by: 2, ago: arrives, text: 'to @you', mentions: [ME] },
    ])
    expect(texts()).toEqual([[GENERAL, 'to @you']])
  })

  it('[NF14] none while another device of the person shows the chat', () => {
    const { ridge, device, texts } = watching()
    device.setElsewhere(PUMP)
    ridge.say(PUMP, [{ by: 2, ago: arrives, text: 'seen on the desk' }])
    ridge.say(WITH_ANA, [{ by: 2, ago: arrives, text: 'seen nowhere' }])
    device.setElsewhere()
    ridge.say(PUMP, [{ by: 2, ago: arrives, text: 'seen nowhere either' }])
    expect(texts()).toEqual([
      [WITH_ANA, 'seen nowhere'],
      [PUMP, 'seen nowhere either'],
    ])
  })

  it('[NF10] says what was chosen', () => {
    const { ridge, device, told } = watching()
    const say = () => ridge.say(WITH_ANA, [{ by: 2, ago: arrives, text: 'hello' }])
    say()
    device.put(accountDocument(device.userId), 'prefs', 'notifications.text', 'name')
    say()
    device.put(accountDocument(device.userId), 'prefs', 'notifications.text', 'nothing')
    say()
    expect(told.map(({ notices: [one] }) => [one!.title, one!.name, one!.text])).toEqual([
      ['', 'Ana Sousa', 'hello'],
      ['', 'Ana Sousa', ''],
      ['', '', ''],
    ])
  })

  it('[NF12] nothing that was read elsewhere', () => {
    const { ridge, device, texts, offline, live } = watching()
    offline()
    ridge.say(PUMP, [{ by: 2, ago: arrives, text: 'first' }])
    const seq = ridge.ids.get(PUMP)!.length
    device.put(accountDocument(device.userId), 'read', PUMP, { seq: seq + 1 })
    ridge.say(PUMP, [{ by: 2, ago: arrives, text: 'second' }])
    ridge.say(PUMP, [{ by: 2, ago: arrives, text: 'third' }])
    live()
    expect(texts().map(([, text]) => text)).toEqual(['first', 'third'])
  })

  it('[NF13] what comes while catching up is told together when all is here', () => {
    const { ridge, told, offline, live } = watching()
    offline()
    ridge.say(PUMP, [{ by: 2, ago: arrives, text: 'one' }])
    ridge.say(WITH_ANA, [{ by: 2, ago: arrives, text: 'two' }])
    expect(told).toEqual([])
    live()
    expect(told.map(({ notices, isCaughtUp }) => [notices.length, isCaughtUp])).toEqual([[2, true]])
    ridge.say(PUMP, [{ by: 2, ago: arrives, text: 'three' }])
    expect(told[1]).toMatchObject({ isCaughtUp: false, notices: [{ text: 'three' }] })
  })

  it('of a chat that begins while somebody is here, and of its next volume', () => {
    const { ridge, device, texts, follow } = watching()
    const other = 'dm-1-4' as ChannelId
    ridge.say(other, [{ by: 4, ago: arrives, text: 'first words' }])
    follow(other)
    expect(texts()).toEqual([[other, 'first words']])
    device.put('channel/dm-1-4', 'volumes', '1', { from: 2 })
    follow(other)
    ridge.say(other, [{ by: 4, ago: arrives, text: 'in the next' }], 1)
    expect(texts().at(-1)).toEqual([other, 'in the next'])
  })

  it('[NF6] a reaction to mine, where that was chosen', () => {
    const { ridge, device, told } = watching()
    ridge.say(PUMP, [{ by: ME, ago: arrives, text: 'mine' }])
    const id = ridge.ids.get(PUMP)!.at(-1)!
    const doc = volumeDocument(PUMP, 0)
    device.put(doc, 'reactions', `${id}/tada/2`, 1)
    expect(told).toEqual([])
    device.put(accountDocument(device.userId), 'prefs', 'notifications.reactions', true)
    device.put(doc, 'reactions', `${id}/tada/3`, 1).put(doc, 'reactions', `${id}/tada/3`, null)
    expect(told.map(({ notices }) => notices[0])).toMatchObject([
      {
        why: 'reaction',
        how: 'silent',
        message: id,
        key: `${id}/tada/3`,
        name: 'Ben Okafor',
        reaction: '🎉',
        text: '',
      },
    ])
    device.put(accountDocument(device.userId), 'prefs', 'notifications.text', 'name')
    device.put(doc, 'reactions', `${id}/tada/4`, 1)
    const [last] = told.at(-1)!.notices
    expect([last!.why, last!.name, last!.reaction]).toEqual(['reaction', expect.stringMatching(/./), undefined])
  })

  it('of a device that is new nothing old', () => {
    const ridge = aRidge()
    ridge.device.setSync({ state: 'live', sinceMs: NOW }, 0)
    const told: unknown[] = []
    const found = new FoundMessages(ridge.device, (notices) => void told.push(notices))
    found.follow([PUMP, WITH_ANA])
    expect(told).toEqual([])
    ridge.device.advance(HOUR + MINUTE)
    found.stop()
    ridge.say(PUMP, [{ by: 2, ago: arrives, text: 'to nobody' }])
    expect(told).toEqual([])
  })
})
