import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../../schema/ids.ts'
import { channelDocument, volumeDocument } from '../../../schema/documents.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { picture } from '../../sync-server/support/hostile-pictures.ts'
import { aDevice, type ADevice } from '../support/a-device.ts'
import { aMinimostCrew, type MinimostClient, type MinimostCrew } from '../support/a-minimost-client.ts'

const GENERAL = volumeDocument('general' as ChannelId, 0)

let all: MinimostCrew
let ada: MinimostClient
let bo: MinimostClient
let device: ADevice
let general: number
beforeAll(async () => {
  all = await aMinimostCrew({ env: { DUPLICATE_MESSAGE_COOLDOWN_SECONDS: '0' } })
  ;({ ada, bo } = all)
  device = await aDevice(all.crew.api.url, all.crew.bo.token)
  const { json } = await all.crew.bo.get('/chats')
  general = (json as { id: number; handle: string }[]).find(({ handle }) => handle === 'general')?.id ?? 0
}, 60_000)
afterAll(async () => {
  device?.close()
  await all?.crew.api.stop()
  removeFolders()
})

const rest = async (id: number) =>
  ((await all.crew.bo.get(`/messages/${general}?limit=100`)).json as { id: number; text: string | null }[]).find(
    (one) => one.id === id,
  )
const here = async (id: number) => (await ada.messages('general')).find((one) => one.id === id)
/** The message as the device has it. */
const onDevice = async (id: number) => {
  const replica = device.replica(GENERAL)
  const keyOf = () => [...replica.getMap<{ id: number }>('stamps')].find(([, stamp]) => stamp.id === id)?.[0]
  await expect.poll(keyOf).toBeDefined()
  const key = keyOf() as string
  return {
    key,
    value: () => replica.getMap<Record<string, unknown>>('messages').get(key),
    stamp: () => replica.getMap<Record<string, unknown>>('stamps').get(key),
    reactions: () => [...replica.getMap('reactions').keys()].filter((one) => one.startsWith(key)),
  }
}

describe('what is done in minimost', () => {
  it('is seen over REST and on a device, from sending to deleting, mentions and reactions too', async () => {
    const { id } = await ada.say('general', 'hello @bo')
    expect(await rest(id)).toMatchObject({ text: 'hello @bo', sender_id: all.crew.ada.id })
    const seen = await onDevice(id)
    expect([seen.value()?.text, seen.stamp()?.mentions]).toEqual(['hello @bo', [all.crew.bo.id]])

    await ada.post(`/edit/${id}`, { text: 'hello @cy' })
    await expect.poll(() => seen.value()?.text).toBe('hello @cy')
    expect((await rest(id))?.text).toBe('hello @cy')

    await ada.post(`/react/${id}`, { reaction: 'thumbs_up' })
    await expect.poll(() => seen.reactions()).toEqual([`${seen.key}/thumbsup/${all.crew.ada.id}`])
    const { json } = await all.crew.bo.get(`/messages/${id}/reactions`)
    expect(json).toEqual([{ emoji: '👍', count: 1, reacted: false }])

    await ada.post(`/delete/${id}`)
    await expect.poll(() => seen.value()?.deletedAt).toBeDefined()
    expect(await rest(id)).toBeUndefined()
  })

  it('a picture is one at every door', async () => {
    await ada.form('/send/general', {}, [['files', 'a.png', await picture(12, 8).png().toBuffer()]])
    const sent = (await bo.messages('general')).at(-1)
    const { json } = await all.crew.bo.get(`/media/chats/${general}/attachments`)
    expect(json[0]).toMatchObject({ message_id: sent?.id, file_type: 'image/png', message_type: 'image' })
    const seen = await onDevice(sent?.id ?? 0)
    expect(seen.value()).toMatchObject({
      type: 'image',
      files: [{ id: sent?.filename?.replace('.png', ''), name: 'a.png' }],
    })
  })

  it('a private channel is a group there', async () => {
    const { json } = await ada.json('/private_channels/create', { name: 'Shared', members: ['bo'] })
    await expect
      .poll(() => device.documents().some((name) => device.replica(name).getMap('meta').get('num') === json.id))
      .toBe(true)
    await ada.json(`/private_channels/${json.id}/rename`, { name: 'Renamed' })
    expect((await all.crew.bo.get(`/chats/${json.id}`)).json.title).toBe('Renamed')
    const root = device.documents().find((name) => device.replica(name).getMap('meta').get('num') === json.id) ?? ''
    await expect.poll(() => device.replica(root).getMap('meta').get('title')).toBe('Renamed')
    expect(root.startsWith(channelDocument('' as ChannelId))).toBe(true)
  })
})

describe('what is done elsewhere', () => {
  it('is seen here: emoji by name, mentions by name, edits and deletions', async () => {
    const sent = await all.crew.bo.post('/messages', { chat_id: general, text: 'from REST, @ADA' })
    const { id } = sent.json
    expect(await here(id)).toMatchObject({ content: 'from REST, @ADA', sender: 'bo', mentions: '["ada"]', edited: 0 })
    await all.crew.cy.post(`/messages/${id}/reactions/toggle`, { emoji: '❤️' })
    await all.crew.ada.post(`/messages/${id}/reactions/toggle`, { emoji: '🦩' })
    expect(JSON.parse((await here(id))?.reactions ?? '')).toEqual({ heart: ['cy'], '🦩': ['ada'] })
    await all.crew.bo.put(`/messages/${id}`, { text: 'edited' })
    expect(await here(id)).toMatchObject({ content: 'edited', edited: 1, mentions: null })
    await all.crew.bo.delete(`/messages/${id}?for_all=true`)
    expect(await here(id)).toMatchObject({ content: null, deleted: 1 })
  })

  it('a message that is written on a device comes with its arrival', async () => {
    all.crew.api.clock.advance(60_000)
    const key = '01JZZZZZZZZZZZZZZZZZZZZZZZ'.replace(/^01J/, '01H')
    expect(await device.write(GENERAL, [['messages', key, { by: all.crew.bo.id, text: 'written offline' }]])).toBe('ok')
    const last = (await ada.messages('general')).at(-1)
    expect([last?.content, last?.sender]).toEqual(['written offline', 'bo'])
    expect(Math.floor((last?.ts ?? 0) * 1_000)).toBe(all.crew.api.clock.nowMs)
  })

  it('what is encrypted has a word for it, and is found by no search', async () => {
    const key = '01HZZZZZZZZZZZZZZZZZZZZZZY'
    const sealed = { by: all.crew.bo.id, sealed: { payload: 'b64ciphertext' } }
    expect(await device.write(GENERAL, [['messages', key, sealed]])).toBe('ok')
    expect((await ada.messages('general')).at(-1)).toMatchObject({ content: 'Encrypted message', filename: null })
    expect((await ada.get('/search_messages?q=ciphertext')).json).toEqual([])
  })

  it('a file that is no picture is told by its name, once it is there', async () => {
    const { bo: member } = all.crew
    const bytes = 'a note'
    const file = { file_name: 'note.txt', file_type: 'text/plain', file_size: bytes.length }
    const { json: upload } = await member.post('/media/upload-url', file)
    const headers = upload.required_headers as Record<string, string>
    expect((await fetch(upload.upload_url, { method: 'PUT', headers, body: bytes })).status).toBe(200)
    const { id } = (await member.post('/messages', { chat_id: general, type: 'file' })).json
    expect(await here(id)).toMatchObject({ content: null, filename: null })
    const told = (await here(id))?.ts
    const { file_url } = upload
    await member.post('/media/attachments', {
      message_id: id,
      file_url,
      file_type: 'text/plain',
      file_size: bytes.length,
    })
    const after = async (ts = 0) => (await ada.messages('general', ts)).find((one) => one.id === id)
    const changed = await after(told)
    expect(changed).toMatchObject({ content: 'note.txt', filename: null, edited: 0 })
    expect(await after(changed?.edited_ts ?? 0)).toBeUndefined()
  })

  it('what one hid or cleared for oneself is not here, and is for the others', async () => {
    const { id } = await ada.say('general', 'not for bo')
    await all.crew.bo.delete(`/messages/${id}?for_all=false`)
    expect((await bo.messages('general')).some((one) => one.id === id)).toBe(false)
    expect((await bo.get(`/message/${id}`)).status).toBe(404)
    expect(await here(id)).toBeDefined()
  })
})
