import { readFileSync } from 'node:fs'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, channelDocument, volumeDocument } from '../../../schema/documents.ts'
import { ErrorCode } from '../../../schema/errors.ts'
import type { MessageId, UserId } from '../../../schema/ids.ts'
import { STATUS } from '../../../sync-server/dialects/benya/errors.ts'
import type { FoundChat, Member } from '../support/a-crew.ts'
import type { DeviceWrite } from '../support/a-device.ts'
import type { Answer } from '../support/an-api.ts'
import { aStage, type Stage } from '../support/a-stage.ts'

/** The fewest there may be, so that a chat soon has several volumes. */
const VOLUME_MESSAGES = 16

let stage: Stage
let ada: Member
let bo: Member
let cy: Member
let dee: Member
beforeAll(async () => {
  stage = await aStage({ volume_messages: VOLUME_MESSAGES })
  ;({ ada, bo, cy, dee } = stage)
})
afterAll(() => stage.stop())

/** What somebody tries that a rule forbids, through each door that has words for it. */
interface Attempt {
  readonly by: Member
  readonly doc: string
  readonly writes: readonly DeviceWrite[]
  /** Left out where REST cannot say it: then the writes go where every REST write goes. */
  readonly rest?: () => Promise<Answer>
}

interface Rule {
  readonly id: string
  readonly what: string
  readonly code: ErrorCode
  attempt(): Promise<Attempt>
}

const volumeOf = (chat: FoundChat): string => {
  const id = stage.channelId(chat)
  const { last_volume } = stage.db.prepare('SELECT last_volume FROM channels WHERE channel = ?').get(id) as {
    last_volume: number
  }
  return volumeDocument(id, last_volume)
}
const newId = (ms = stage.api.clock.nowMs) => ulid(ms)

async function aGroup(): Promise<FoundChat> {
  return stage.found(ada, { type: 'group', title: 'Crew', member_ids: [bo.id, cy.id] })
}

/** Said over REST: its integer id, its id, its document, and its value as the device has it. */
async function say(by: Member, chat: FoundChat, text: string) {
  const doc = volumeOf(chat)
  const { status, json } = await by.post('/messages', { chat_id: chat.id, text })
  expect([status, json.detail]).toEqual([201, undefined])
  const row = stage.db.prepare('SELECT message_id FROM messages WHERE id = ?').get(json.id) as { message_id: MessageId }
  await stage.device(by).open(doc)
  return { id: json.id as number, messageId: row.message_id, doc, value: { by: by.id, text } }
}

const SEALED = { payload: 'b3BhcXVl' }

/** As `say`, encrypted: only a device and the envelope dialect write such. */
async function saySealed(by: Member, chat: FoundChat) {
  const doc = volumeOf(chat)
  const messageId = newId() as MessageId
  const value = { by: by.id, sealed: SEALED }
  await stage.device(by).open(doc)
  expect(await stage.device(by).write(doc, [['messages', messageId, value]])).toBe('ok')
  const { id } = stage.db.prepare('SELECT id FROM messages WHERE message_id = ?').get(messageId) as { id: number }
  return { id, messageId, doc, value }
}

const later = () => stage.api.clock.nowMs + 1
/** Tried by somebody else: their device has the document and the message. */
async function withDevice(by: Member, doc: string): Promise<void> {
  await stage.device(by).open(doc)
}

const RULES: readonly Rule[] = [
  {
    ...{ id: 'MS1', what: 'a deletion that keeps the text', code: ErrorCode.Invalid },
    async attempt() {
      const { doc, messageId, value } = await say(ada, await aGroup(), 'news')
      return { by: ada, doc, writes: [['messages', messageId, { ...value, deletedAt: later() }]] }
    },
  },
  {
    ...{ id: 'MS2', what: 'a message of the system', code: ErrorCode.Forbidden },
    async attempt() {
      const doc = volumeOf(await aGroup())
      await withDevice(ada, doc)
      return { by: ada, doc, writes: [['messages', newId(), { by: ada.id, type: 'system', text: 'ada left' }]] }
    },
  },
  {
    ...{ id: 'MS3', what: 'a message that says nothing', code: ErrorCode.Invalid },
    async attempt() {
      const chat = await aGroup()
      const doc = volumeOf(chat)
      await withDevice(ada, doc)
      const rest = () => ada.post('/messages', { chat_id: chat.id, text: ' \n ' })
      return { by: ada, doc, writes: [['messages', newId(), { by: ada.id, text: ' \n ' }]], rest }
    },
  },
  {
    ...{ id: 'MS3', what: 'an edit that takes all words away', code: ErrorCode.Invalid },
    async attempt() {
      const { doc, messageId, value, id } = await say(ada, await aGroup(), 'news')
      const rest = () => ada.put(`/messages/${id}`, { text: '' })
      return { by: ada, doc, writes: [['messages', messageId, { ...value, text: '', editedAt: later() }]], rest }
    },
  },
  {
    ...{ id: 'MS4', what: 'a file that somebody else uploaded', code: ErrorCode.Forbidden },
    async attempt() {
      const doc = volumeOf(await aGroup())
      await withDevice(ada, doc)
      const file = { id: 'not-mine', name: 'a.jpg', type: 'image/jpeg', bytes: 1 }
      return { by: ada, doc, writes: [['messages', newId(), { by: ada.id, files: [file] }]] }
    },
  },
  {
    ...{ id: 'MS5', what: 'a message in another name', code: ErrorCode.Forbidden },
    async attempt() {
      const doc = volumeOf(await aGroup())
      await withDevice(ada, doc)
      return { by: ada, doc, writes: [['messages', newId(), { by: bo.id, text: 'bo says' }]] }
    },
  },
  {
    ...{ id: 'MS6', what: 'a member’s message in a broadcast', code: ErrorCode.Forbidden },
    async attempt() {
      const chat = await stage.found(ada, { type: 'channel', title: 'Stand', member_ids: [bo.id] })
      const doc = volumeOf(chat)
      await withDevice(bo, doc)
      const rest = () => bo.post('/messages', { chat_id: chat.id, text: 'me too' })
      return { by: bo, doc, writes: [['messages', newId(), { by: bo.id, text: 'me too' }]], rest }
    },
  },
  {
    ...{ id: 'MS6', what: 'an edit after losing the right to post', code: ErrorCode.Forbidden },
    async attempt() {
      const chat = await stage.found(ada, { type: 'channel', title: 'Stand', member_ids: [bo.id] })
      await ada.patch(`${chat.path}/members/${bo.id}/role`, { role: 'admin' })
      const { doc, messageId, value, id } = await say(bo, chat, 'news')
      await ada.patch(`${chat.path}/members/${bo.id}/role`, { role: 'member' })
      const rest = () => bo.put(`/messages/${id}`, { text: 'x' })
      return { by: bo, doc, writes: [['messages', messageId, { ...value, text: 'x', editedAt: later() }]], rest }
    },
  },
  {
    ...{ id: 'MS7', what: 'a message whose id another volume has', code: ErrorCode.Known },
    async attempt() {
      const chat = await aGroup()
      const { messageId } = await say(ada, chat, 'first')
      for (let n = 0; n < VOLUME_MESSAGES; n++) await say(ada, chat, `more ${n}`)
      const doc = volumeOf(chat)
      await withDevice(ada, doc)
      return { by: ada, doc, writes: [['messages', messageId, { by: ada.id, text: 'again' }]] }
    },
  },
  {
    ...{ id: 'MS8', what: 'a new message in a sealed volume', code: ErrorCode.Sealed },
    async attempt() {
      const chat = await aGroup()
      const { doc } = await say(ada, chat, 'first')
      for (let n = 0; n < VOLUME_MESSAGES; n++) await say(ada, chat, `more ${n}`)
      return { by: ada, doc, writes: [['messages', newId(), { by: ada.id, text: 'late' }]] }
    },
  },
  {
    ...{ id: 'MS9', what: 'a message of the future', code: ErrorCode.Clock },
    async attempt() {
      const doc = volumeOf(await aGroup())
      await withDevice(ada, doc)
      const id = newId(stage.api.clock.nowMs + 200_000)
      return { by: ada, doc, writes: [['messages', id, { by: ada.id, text: 'soon' }]] }
    },
  },
  {
    ...{ id: 'MS10', what: 'an edit that changes the author', code: ErrorCode.Forbidden },
    async attempt() {
      const { doc, messageId, value } = await say(ada, await aGroup(), 'news')
      return { by: ada, doc, writes: [['messages', messageId, { ...value, by: bo.id, editedAt: later() }]] }
    },
  },
  {
    ...{ id: 'MS11', what: 'an edit of another’s message', code: ErrorCode.Forbidden },
    async attempt() {
      const { doc, messageId, value, id } = await say(bo, await aGroup(), 'news')
      await withDevice(ada, doc)
      const rest = () => ada.put(`/messages/${id}`, { text: 'x' })
      return { by: ada, doc, writes: [['messages', messageId, { ...value, text: 'x', editedAt: later() }]], rest }
    },
  },
  {
    ...{ id: 'MS11', what: 'a deletion of another’s message', code: ErrorCode.Forbidden },
    async attempt() {
      const { doc, messageId, id } = await say(bo, await aGroup(), 'news')
      await withDevice(ada, doc)
      const rest = () => ada.delete(`/messages/${id}?for_all=true`)
      return { by: ada, doc, writes: [['messages', messageId, { by: bo.id, deletedAt: later() }]], rest }
    },
  },
  {
    ...{ id: 'MS12', what: 'an edit of a deleted message', code: ErrorCode.Gone },
    async attempt() {
      const { doc, messageId, value, id } = await say(ada, await aGroup(), 'news')
      await ada.delete(`/messages/${id}?for_all=true`)
      await withDevice(ada, doc)
      const rest = () => ada.put(`/messages/${id}`, { text: 'x' })
      return { by: ada, doc, writes: [['messages', messageId, { ...value, text: 'x', editedAt: later() }]], rest }
    },
  },
  {
    ...{ id: 'MS12', what: 'another deletion of a deleted message', code: ErrorCode.Gone },
    async attempt() {
      const { doc, messageId, id } = await say(ada, await aGroup(), 'news')
      await ada.delete(`/messages/${id}?for_all=true`)
      await withDevice(ada, doc)
      const rest = () => ada.delete(`/messages/${id}?for_all=true`)
      return { by: ada, doc, writes: [['messages', messageId, { by: ada.id, deletedAt: later() }]], rest }
    },
  },
  {
    ...{ id: 'MS13', what: 'an edit that changes what is answered', code: ErrorCode.Invalid },
    async attempt() {
      const { doc, messageId, value } = await say(ada, await aGroup(), 'news')
      const edited = { ...value, replyTo: { id: newId() }, editedAt: later() }
      return { by: ada, doc, writes: [['messages', messageId, edited]] }
    },
  },
  {
    ...{ id: 'MS14', what: 'a direct message to somebody who blocked the writer', code: ErrorCode.Privacy },
    async attempt() {
      const chat = await stage.found(ada, { type: 'private', member_ids: [dee.id] })
      await dee.post(`/users/${ada.id}/block`)
      const doc = volumeOf(chat)
      await withDevice(ada, doc)
      const rest = () => ada.post('/messages', { chat_id: chat.id, text: 'hello' })
      return { by: ada, doc, writes: [['messages', newId(), { by: ada.id, text: 'hello' }]], rest }
    },
  },
  {
    ...{ id: 'MS14', what: 'a direct message to somebody who hears from contacts only', code: ErrorCode.Privacy },
    async attempt() {
      const chat = await stage.found(ada, { type: 'private', member_ids: [cy.id] })
      await cy.put('/users/profile', { allow_private_messages: false })
      const doc = volumeOf(chat)
      await withDevice(ada, doc)
      const rest = () => ada.post('/messages', { chat_id: chat.id, text: 'hello' })
      return { by: ada, doc, writes: [['messages', newId(), { by: ada.id, text: 'hello' }]], rest }
    },
  },
  {
    ...{ id: 'MS15', what: 'a direct message to a deleted account', code: ErrorCode.Gone },
    async attempt() {
      const { token } = await stage.api.person('eve')
      const eve = (await stage.api.ask('GET', '/auth/me', { token })).json.id as number
      const chat = await stage.found(ada, { type: 'private', member_ids: [eve] })
      const doc = volumeOf(chat)
      await withDevice(ada, doc)
      await stage.commit((tx) => tx.retireUser(eve as UserId))
      const rest = () => ada.post('/messages', { chat_id: chat.id, text: 'hello' })
      return { by: ada, doc, writes: [['messages', newId(), { by: ada.id, text: 'hello' }]], rest }
    },
  },
  {
    ...{ id: 'MS16', what: 'an encrypted message with a text beside', code: ErrorCode.Invalid },
    async attempt() {
      const doc = volumeOf(await aGroup())
      await withDevice(ada, doc)
      return { by: ada, doc, writes: [['messages', newId(), { by: ada.id, text: 'news', sealed: SEALED }]] }
    },
  },
  {
    ...{ id: 'MS16', what: 'a text written beside what is encrypted', code: ErrorCode.Invalid },
    async attempt() {
      const { doc, messageId, value, id } = await saySealed(ada, await aGroup())
      const rest = () => ada.put(`/messages/${id}`, { text: 'news' })
      return { by: ada, doc, writes: [['messages', messageId, { ...value, text: 'news', editedAt: later() }]], rest }
    },
  },
  {
    ...{ id: 'MS17', what: 'an edit that makes a text of an encrypted message', code: ErrorCode.Invalid },
    async attempt() {
      const { doc, messageId } = await saySealed(ada, await aGroup())
      return { by: ada, doc, writes: [['messages', messageId, { by: ada.id, text: 'news', editedAt: later() }]] }
    },
  },
  {
    ...{ id: 'MS17', what: 'an edit that encrypts a text', code: ErrorCode.Invalid },
    async attempt() {
      const { doc, messageId } = await say(ada, await aGroup(), 'news')
      return { by: ada, doc, writes: [['messages', messageId, { by: ada.id, sealed: SEALED, editedAt: later() }]] }
    },
  },
  {
    ...{ id: 'RX1', what: 'a reaction in another name', code: ErrorCode.Forbidden },
    async attempt() {
      const { doc, messageId } = await say(ada, await aGroup(), 'news')
      return { by: ada, doc, writes: [['reactions', `${messageId}/thumbsup/${bo.id}`, 1]] }
    },
  },
  {
    ...{ id: 'RX2', what: 'a reaction that is none', code: ErrorCode.Invalid },
    async attempt() {
      const { doc, messageId, id } = await say(ada, await aGroup(), 'news')
      const rest = () => ada.post(`/messages/${id}/reactions/toggle`, { emoji: 'nope' })
      return { by: ada, doc, writes: [['reactions', `${messageId}/nope/${ada.id}`, 1]], rest }
    },
  },
  {
    ...{ id: 'RX3', what: 'a reaction to a deleted message', code: ErrorCode.Gone },
    async attempt() {
      const { doc, messageId, id } = await say(ada, await aGroup(), 'news')
      await ada.delete(`/messages/${id}?for_all=true`)
      const rest = () => ada.post(`/messages/${id}/reactions/toggle`, { emoji: '👍' })
      return { by: ada, doc, writes: [['reactions', `${messageId}/thumbsup/${ada.id}`, 1]], rest }
    },
  },
  {
    ...{ id: 'RX4', what: 'a reaction of who is no member', code: ErrorCode.Forbidden },
    async attempt() {
      const { doc, messageId } = await say(ada, await aGroup(), 'news')
      return { by: dee, doc, writes: [['reactions', `${messageId}/thumbsup/${dee.id}`, 1]] }
    },
  },
  {
    ...{ id: 'PN1', what: 'a pin of who may not post', code: ErrorCode.Forbidden },
    async attempt() {
      const chat = await stage.found(ada, { type: 'channel', title: 'Stand', member_ids: [bo.id] })
      const { messageId, id } = await say(ada, chat, 'news')
      const doc = channelDocument(stage.channelId(chat))
      await withDevice(bo, doc)
      const rest = () => bo.post(`${chat.path}/pin`, { message_id: id })
      return { by: bo, doc, writes: [['pins', messageId, { by: bo.id, at: later() }]], rest }
    },
  },
  {
    ...{ id: 'PN2', what: 'a pin in another name', code: ErrorCode.Forbidden },
    async attempt() {
      const chat = await aGroup()
      const { messageId } = await say(ada, chat, 'news')
      const doc = channelDocument(stage.channelId(chat))
      await withDevice(ada, doc)
      return { by: ada, doc, writes: [['pins', messageId, { by: bo.id, at: later() }]] }
    },
  },
  {
    ...{ id: 'PN3', what: 'a pin of a deleted message', code: ErrorCode.Gone },
    async attempt() {
      const chat = await aGroup()
      const { messageId, id } = await say(ada, chat, 'news')
      await ada.delete(`/messages/${id}?for_all=true`)
      const doc = channelDocument(stage.channelId(chat))
      await withDevice(ada, doc)
      const rest = () => ada.post(`${chat.path}/pin`, { message_id: id })
      return { by: ada, doc, writes: [['pins', messageId, { by: ada.id, at: later() }]], rest }
    },
  },
]

describe('one admission', () => {
  it.each(RULES.map((rule) => [rule.id, rule.what, rule] as const))(
    '[%s] %s is refused alike by socket, REST and the commit behind it',
    async (_id, _what, { code, attempt }) => {
      const { by, doc, writes, rest } = await attempt()
      const head = () => stage.db.prepare('SELECT max(position) AS head FROM log').get()
      const before = head()
      expect(await stage.device(by).write(doc, writes)).toBe(code)
      expect(await stage.command(by, doc, writes)).toBe(code)
      if (rest) expect((await rest()).status).toBe(STATUS[code])
      expect(head()).toEqual(before)
    },
  )

  it('is tried with every rule of messages, reactions and pins that refuses', () => {
    const written = readFileSync(new URL('../../../docs/behaviour.md', import.meta.url), 'utf8')
    const all = [...written.matchAll(/^- \*\*((?:MS|RX|PN)\d+)\*\*/gm)].map(([, id]) => id as string)
    // RX5 and RX6 tell how reactions are counted and shown.
    const refusing = all.filter((id) => id !== 'RX5' && id !== 'RX6')
    expect([...new Set(RULES.map(({ id }) => id))]).toEqual(refusing)
  })

  it('takes the same things through every door', async () => {
    const chat = await aGroup()
    const { doc, messageId, value, id } = await say(ada, chat, 'news')
    const device = stage.device(ada)
    const edited = (text: string) => [['messages', messageId, { ...value, text, editedAt: later() }]] as const
    expect(await device.write(doc, edited('by socket'))).toBe('ok')
    expect(await stage.command(ada, doc, edited('by command'))).toBe('ok')
    expect((await ada.put(`/messages/${id}`, { text: 'by REST' })).json.text).toBe('by REST')
    const hidden = [['hidden', messageId, 1]] as const
    expect(await device.write(accountDocument(ada.id as UserId), hidden)).toBe('ok')
    expect((await ada.get(`/messages/${chat.id}`)).json).toEqual([])
  })
})
