/** What is unsent, as a person sees it, and how it is let go. */
import { describe, expect, it } from 'vitest'
import { accountDocument, channelDocument, volumeDocument } from '../../../schema/documents.ts'
import { ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import { aRidge, GENERAL, NIGHT, NOW, PUMP, WITH_ANA } from '../../../client/fixtures/ridge.ts'
import '../../../client/app/all-words.ts'
import { retryName } from '../../../client/components/chat/cairn-refusal.ts'
import { deliveryName } from '../../../client/components/chat/delivery-name.ts'
import { namedTitle } from '../../../client/components/chat/kind-icons.ts'
import { nameOf, reasonOf, stateOf } from '../../../client/components/chat/unsent-words.ts'
import { LIST_TOLD_EVERY_MS } from '../../../client/stores/chat-watch.ts'
import { forwardMessages } from '../../../client/stores/forward-messages.ts'
import { Stores } from '../../../client/stores/stores.ts'
import { aBox, handTimers } from './support.ts'

function offline() {
  const ridge = aRidge()
  const { device } = ridge
  device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
  const timers = handTimers()
  const stores = new Stores(device, aBox(), timers)
  stores.outbox.subscribe(() => undefined)
  const say = (text: string, channelId = PUMP) => stores.actions.send({ channelId, text })
  const texts = () => stores.outbox.view.items.map(({ text }) => text)
  return { ridge, device, stores, timers, say, texts }
}

describe('the list of unsent things', () => {
  it('[UI1] a founding is one thing, and its parts go with it', async () => {
    const { device, stores } = offline()
    await stores.actions.found({ kind: 'group', title: 'Wells', members: [3 as UserId] })
    const { items, unsent } = stores.outbox.view
    expect(items).toMatchObject([{ kind: 'founding', text: '', chat: { title: 'Wells' } }])
    expect(unsent).toBe(1)
    expect([...items[0]!.parts].sort()).toEqual(device.outbox().map(({ n }) => n))
    expect(stores.sync.view.unsent).toBe(1)
  })

  it('[UI1] what of a founding was refused stands by itself, under the name it was to get', async () => {
    const { device, stores } = offline()
    await stores.actions.found({ kind: 'public', title: 'wells' })
    const title = device.outbox().find(({ key }) => key === 'title')!
    device.refuse(title.n, ErrorCode.Conflict)
    expect(stores.outbox.view.items).toMatchObject([
      { kind: 'founding', state: 'saved', chat: { title: 'wells' } },
      { kind: 'about', state: 'refused', code: 'conflict', text: 'wells', chat: { title: 'wells' } },
    ])
    expect(stores.outbox.view.items[0]!.parts).not.toContain(title.n)
  })

  it('[UI1] what is to be sent first stands first', async () => {
    const { stores, say, texts } = offline()
    await say('one')
    await say('two', WITH_ANA)
    await stores.actions.sendFirst(stores.outbox.view.items[1]!.n)
    expect(texts()).toEqual(['two', 'one'])
  })
})

describe('what one unsent thing tells', () => {
  it('[UI142] whether there is a picture in it, which can be made smaller', async () => {
    const { device, stores, say } = offline()
    await say('only words')
    const write = async (type: string) => {
      const value = { by: device.userId, text: '', files: [{ id: type, name: 'it', type, bytes: 5_000 }] }
      const key = device.newId()
      await device.write([{ doc: channelDocument(PUMP), root: 'messages', key, value }])
    }
    await write('image/jpeg')
    await write('video/mp4')
    await write('application/pdf')
    expect(stores.outbox.view.items.map(({ shrinks }) => shrinks)).toEqual([false, true, false, false])
    expect([retryName('too_large', true), retryName('too_large', false)]).toEqual(['Send smaller', 'Retry'])
  })

  it('[UI143] its size, that of a reaction which is taken away as well', async () => {
    const { device, stores, ridge, say } = offline()
    await say('hi')
    const key = `${ridge.ids.get(PUMP)![15]!}/heart/${device.userId}`
    await device.write([{ doc: channelDocument(PUMP), root: 'reactions', key, value: null }])
    const sizes = stores.outbox.view.items.map(({ bytes }) => bytes)
    expect(sizes).toHaveLength(2)
    for (const size of sizes) expect(size).toBeGreaterThan(20)
  })

  it('[UI144] reading marks, drafts and settings are not listed unless they were refused', async () => {
    const { device, stores } = offline()
    const doc = accountDocument(device.userId)
    const roots = ['read', 'drafts', 'prefs', 'channels', 'hidden']
    await device.write(roots.map((root) => ({ doc, root, key: PUMP, value: { seq: 1 } })))
    expect(stores.outbox.view).toMatchObject({ items: [], unsent: 0 })
    device.refuse(device.outbox()[0]!.n, ErrorCode.Forbidden)
    expect(stores.outbox.view).toMatchObject({ refused: 1, unsent: 0 })
  })
})

describe('after a restart', () => {
  it('[UI4] what was refused in a channel that one is out of gets its name once the disk has told it', async () => {
    const { device, stores, say } = offline()
    await say('The pump is dry', NIGHT)
    device.refuse(stores.outbox.view.items[0]!.n, ErrorCode.Forbidden)
    device.put(accountDocument(device.userId), 'memberships', NIGHT, null)
    device.setDocument(channelDocument(NIGHT), 'loading')
    const again = new Stores(device, aBox(), handTimers())
    let told = 0
    again.outbox.subscribe(() => told++)
    expect(again.outbox.view.items[0]?.chat?.title).toBe('')
    device.setDocument(channelDocument(NIGHT), 'ready')
    expect(told).toBeGreaterThan(0)
    expect(again.outbox.view.items).toMatchObject([{ code: 'forbidden', chat: { title: 'Night shift' } }])
  })

  it('[UI4] what changes a message is called so once its volume was read', async () => {
    const { device, stores, ridge } = offline()
    await stores.actions.edit(PUMP, ridge.ids.get(PUMP)![15]!, 'Mine')
    device.setDocument(volumeDocument(PUMP, 0), 'loading')
    let told = 0
    stores.outbox.subscribe(() => told++)
    void stores.outbox.view
    device.setDocument(volumeDocument(PUMP, 0), 'ready')
    expect(told).toBeGreaterThan(0)
    expect(stores.outbox.view.items).toMatchObject([{ kind: 'edit', text: 'Mine' }])
  })

  it('nothing is read for what is sent, or while nobody looks', async () => {
    const { device, stores, say } = offline()
    await say('one')
    const stop = stores.outbox.subscribe(() => undefined)
    void stores.outbox.view
    const listeners = () => device.document(channelDocument(PUMP)).listeners.size
    const before = listeners()
    await device.discard(device.outbox()[0]!.n)
    void stores.outbox.view
    expect(listeners()).toBe(before - 1)
    stop()
  })
})

describe('discarding', () => {
  it('[UI2] takes an item from the list, the chat and the strip at once, and from the device only when it is meant', async () => {
    const { device, stores, say, texts } = offline()
    await say('one')
    const { n } = stores.outbox.view.items[0]!
    device.refuse(n, ErrorCode.Forbidden)
    stores.shownOutbox.discard(n)
    expect(texts()).toEqual([])
    expect(stores.timeline(PUMP).view.messages.at(-1)?.text).not.toBe('one')
    expect(stores.sync.view.refused).toBe(0)
    expect(device.outbox()).toHaveLength(1)
    await stores.shownOutbox.commit(n)
    expect(device.outbox()).toEqual([])
  })

  it('[UI2] an undo brings it back as it was', async () => {
    const { device, stores, say, texts } = offline()
    await say('one')
    const { n } = stores.outbox.view.items[0]!
    device.refuse(n, ErrorCode.Forbidden)
    stores.shownOutbox.discard(n)
    stores.shownOutbox.undo(n)
    expect(texts()).toEqual(['one'])
    expect(stores.timeline(PUMP).view.messages.at(-1)).toMatchObject({ text: 'one', delivery: { state: 'refused' } })
  })

  it('[UI2] a disk that fails brings it back', async () => {
    const { device, stores, say, texts } = offline()
    await say('one')
    const { n } = stores.outbox.view.items[0]!
    device.discard = () => Promise.reject(new Error('storage_failed'))
    stores.shownOutbox.discard(n)
    await expect(stores.shownOutbox.commit(n)).rejects.toThrow()
    expect(texts()).toEqual(['one'])
  })
})

describe('a name that another chat has', () => {
  async function taken() {
    const open = offline()
    const { device, stores } = open
    const id = await stores.actions.found({ kind: 'private', title: 'Wells' })
    await stores.actions.send({ channelId: id, text: 'Hello' })
    stores.chats.subscribe(() => undefined)
    stores.chat(id).subscribe(() => undefined)
    void stores.chat(id).view
    const { n } = device.outbox().find(({ key }) => key === 'title')!
    device.refuse(n, ErrorCode.Conflict)
    for (const item of device.outbox()) if (item.n !== n) device.setItem(item.n, 'held')
    return { ...open, id, n }
  }

  it('[UI220] the chat goes on under it, in its row and in its header, and never under its id', async () => {
    const { device, stores, timers, id, n } = await taken()
    expect(stores.chats.view.byId.get(id)?.title).toBe('Wells')
    expect(stores.chat(id).view).toMatchObject({ channel: { title: 'Wells' }, takenTitle: 'Wells' })
    await device.discard(n)
    timers.advance(LIST_TOLD_EVERY_MS)
    expect(stores.chats.view.byId.get(id)?.title).toBe('')
    expect(stores.chat(id).view).toMatchObject({ channel: { title: '' }, takenTitle: null })
    expect(namedTitle({ kind: 'public', title: '' })).toBe('#Untitled')
  })

  it('[UI220] what waits for another name says so, in the chat and in the list', async () => {
    const { device, stores, id } = await taken()
    const said = () => stores.timeline(id).view.messages.map(({ delivery }) => delivery && deliveryName(delivery, NOW))
    expect(said()).toEqual(['Waits: the name of this chat is taken'])
    const message = stores.outbox.view.items.find(({ kind }) => kind === 'message')!
    expect(stateOf(message)).toBe('Waits: the name of this chat is taken')
    await stores.actions.rename({ channelId: id, title: 'Springs' })
    expect(stores.chat(id).view).toMatchObject({ channel: { title: 'Springs' }, takenTitle: null })
    for (const { n } of device.outbox()) device.setItem(n, 'held', { behind: '' })
    expect(said()).toEqual(['Waits for the message before it'])
  })

  it('[UI220] a handle that is taken is told as one, with what it was to be', async () => {
    const { device, stores } = offline()
    const id = await stores.actions.found({ kind: 'broadcast', title: 'Weather', handle: 'news' })
    device.refuse(device.outbox().find(({ key }) => key === 'handle')!.n, ErrorCode.Conflict)
    const item = stores.outbox.view.items.find(({ state }) => state === 'refused')
    expect(item).toMatchObject({ kind: 'handle', text: 'news', chat: { title: 'Weather' } })
    expect(stores.chat(id).view).toMatchObject({ takenTitle: null, takenHandle: 'news' })
  })
})

it('[UI41] a forward that was refused is shown as one', async () => {
  const { device, stores, ridge } = offline()
  const messages = [ridge.ids.get(PUMP)![15]!]
  await forwardMessages(device, { from: PUMP, messages, targets: [WITH_ANA], note: '' })
  device.refuse(device.outbox()[0]!.n, ErrorCode.Privacy)
  expect(stores.timeline(WITH_ANA).view.messages.at(-1)).toMatchObject({
    text: 'Filter B is in. Old one was half clay.',
    forwardedFrom: { id: messages[0], from: { title: 'pump-crew' } },
    delivery: { state: 'refused' },
  })
})

it('[UI56] the list names the chat with its mark, and calls its deletion one', async () => {
  const { device, stores } = offline()
  const doc = channelDocument(GENERAL)
  await device.write([{ doc, root: 'meta', key: 'deletedAt', value: NOW }])
  device.refuse(device.outbox()[0]!.n, ErrorCode.Forbidden, 'MT6: not the owner')
  const [item] = stores.outbox.view.items
  expect(item).toMatchObject({ kind: 'chat-deletion', text: '' })
  expect(nameOf(item!)).toBe('Deletion of the chat, general')
  expect(reasonOf(item!)).toBe('You may no longer do this in #general')
})

describe('two versions', () => {
  it('[UI3] a stale role tells whom it is about, who changed it, and to what', async () => {
    const { device, stores } = offline()
    await stores.actions.changeRole(PUMP, 4 as UserId, 'admin')
    const detail = { role: 'none', by: 2 }
    device.setItem(device.outbox()[0]!.n, 'refused', { code: ErrorCode.Stale, detail })
    expect(stores.outbox.view.items).toMatchObject([
      {
        kind: 'members',
        member: { name: 'Chi Nakamura', role: 'admin' },
        stands: { name: 'Ana Sousa', role: 'none' },
      },
    ])
  })

  it('[UI223] a refused deletion is told as one: there are no two texts', async () => {
    const { device, stores, ridge } = offline()
    const id = ridge.ids.get(PUMP)![15]!
    await stores.actions.delete(PUMP, id)
    device.refuse(device.outbox()[0]!.n, ErrorCode.Forbidden)
    expect(stores.outbox.view.items).toMatchObject([{ kind: 'deletion', text: '', stands: null }])
    const shown = stores.timeline(PUMP).view.messages.find((message) => message.id === id)
    expect(shown).toMatchObject({
      text: 'Filter B is in. Old one was half clay.',
      yourVersion: { isDeletion: true, text: '', refusal: { kind: 'deletion', code: 'forbidden' } },
    })
  })

  it('[UI3] an overruled edit has the text that stands, and becomes the newest when it is applied again', async () => {
    const { device, stores, ridge } = offline()
    const id = ridge.ids.get(PUMP)![15]!
    await stores.actions.edit(PUMP, id, 'Mine')
    const { n } = device.outbox()[0]!
    device.setItem(n, 'superseded')
    expect(stores.outbox.view.items[0]).toMatchObject({
      text: 'Mine',
      stands: { text: 'Filter B is in. Old one was half clay.' },
    })
    const shown = () => stores.timeline(PUMP).view.messages.find((message) => message.id === id)
    expect(shown()).toMatchObject({ text: 'Filter B is in. Old one was half clay.', yourVersion: { n, text: 'Mine' } })
    await stores.actions.retry(n)
    expect(shown()).toMatchObject({ text: 'Mine', waiting: 'edit', yourVersion: null })
  })

  it('[UI3] where nothing stands any more there is nothing beside it', async () => {
    const { device, stores, ridge } = offline()
    const id = ridge.ids.get(PUMP)![15]!
    await stores.actions.edit(PUMP, id, 'Mine')
    device.refuse(device.outbox()[0]!.n, ErrorCode.Gone)
    device.put(`channel/${PUMP}/0`, 'messages', id, { by: 1, deletedAt: NOW })
    expect(stores.outbox.view.items[0]?.stands).toBeNull()
  })
})
