/** One account, one history: what is done through any dialect is seen through every other, and told live where it is told. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { benya } from '../support/doors/benya.ts'
import { chattrix } from '../support/doors/chattrix.ts'
import { chatterstack } from '../support/doors/chatterstack.ts'
import type { Actor, Chat, Door, Listening } from '../support/doors/door.ts'
import { envelope } from '../support/doors/envelope.ts'
import { minimost } from '../support/doors/minimost.ts'
import { aDevice, type ADevice } from '../support/a-device.ts'
import { PASSWORD } from '../support/an-api.ts'
import { aCrew, type ACrew } from '../support/a-crew.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'

const DOORS: readonly Door[] = [minimost, benya, chattrix, chatterstack, envelope]
const MANY = '1000000'
const UNLIMITED = {
  ...{ LOGIN_RATE_LIMIT_PER_MINUTE: MANY, MESSAGE_RATE_LIMIT_PER_MINUTE: MANY, GENERAL_RATE_LIMIT_PER_MINUTE: MANY },
  ...{ DUPLICATE_MESSAGE_COOLDOWN_SECONDS: '0', UPLOAD_RATE_LIMIT_PER_MINUTE: MANY, LOG_LEVEL: 'warn' },
}

let crew: ACrew
let device: ADevice
/** Ada writes and Bo reads, each through every door. */
const writers = new Map<string, Actor>()
const readers = new Map<string, Actor>()
const chats: Record<string, Chat> = {}

beforeAll(async () => {
  crew = await aCrew({ env: UNLIMITED })
  const { ada, bo, cy, api } = crew
  const direct = await crew.found(ada, { type: 'private', member_ids: [bo.id] })
  const group = await crew.found(ada, { type: 'group', title: 'Crew', member_ids: [bo.id, cy.id] })
  const listed = (await ada.get('/chats?limit=100')).json as { id: number; handle: string | null }[]
  const general = listed.find(({ handle }) => handle === 'general')
  chats.public = { num: general?.id ?? 0, channel: 'general' }
  chats.direct = { num: direct.id, channel: 'dm:ada:bo' }
  chats.group = { num: group.id, channel: `private:${group.id}` }
  for (const door of DOORS) {
    const enter = ({ username, id }: { username: string; id: number }) =>
      door.enter(api.url, { username, password: PASSWORD, userId: id })
    writers.set(door.name, await enter(ada))
    readers.set(door.name, await enter(bo))
  }
  device = await aDevice(api.url, bo.token)
}, 120_000)
afterAll(async () => {
  for (const actor of [...writers.values(), ...readers.values()]) actor.leave()
  device?.close()
  await crew?.api.stop()
  removeFolders()
})

const KINDS = ['public', 'direct', 'group'] as const
const chatOf = (kind: (typeof KINDS)[number]) => chats[kind] as Chat

/** What each reader shows of one message. */
async function shown(chat: Chat, id: number): Promise<Record<string, string | null | undefined>> {
  const seen: Record<string, string | null | undefined> = {}
  for (const [name, reader] of readers) seen[name] = (await reader.read(chat)).find((one) => one.id === id)?.text
  return seen
}

const everywhere = (text: string | undefined) => Object.fromEntries(DOORS.map(({ name }) => [name, text]))

describe.each(DOORS.map(({ name }) => name))('what is written through %s', (name) => {
  it.each(KINDS)('[AD13] is read through every other, in a %s chat, edited and deleted alike', async (kind) => {
    const chat = chatOf(kind)
    const writer = writers.get(name) as Actor
    const text = `from ${name} to ${kind}`
    const id = await writer.say(chat, text)
    expect(id).toBeGreaterThan(0)
    expect(await shown(chat, id)).toEqual(everywhere(text))
    for (const reader of readers.values()) {
      const by = (await reader.read(chat)).find((one) => one.id === id)?.by
      expect([crew.ada.id, 'ada']).toContain(by)
    }
    const editor = writer.edit ? writer : (writers.get('benya') as Actor)
    await editor.edit?.(chat, id, `${text}, edited`)
    expect(await shown(chat, id)).toEqual(everywhere(`${text}, edited`))
    await editor.remove?.(chat, id)
    expect(await shown(chat, id)).toEqual(everywhere(undefined))
  })

  it('[AD14] is unread through every door until it is read through any', async () => {
    const chat = chatOf('group')
    const counts = async () => {
      const found: Record<string, number> = {}
      for (const [door, reader] of readers) if (reader.unread) found[door] = await reader.unread(chat)
      return found
    }
    const all = (count: number) => Object.fromEntries(Object.keys(before).map((door) => [door, count]))
    const reader = readers.get(name) as Actor
    const first = await (writers.get('benya') as Actor).say(chat, `${name}: one`)
    await reader.markRead(chat, first)
    const before = await counts()
    await expect.poll(counts).toEqual(all(0))
    const last = await (writers.get(name) as Actor).say(chat, `${name}: two`)
    expect(await counts()).toEqual(all(1))
    await reader.markRead(chat, last)
    await expect.poll(counts).toEqual(all(0))
  })

  it('[LV1] is told live through every door that tells, once, and to a device', async () => {
    const chat = chatOf('group')
    const listening = new Map<string, Listening>()
    for (const [door, reader] of readers) if (reader.listen) listening.set(door, await reader.listen(chat))
    expect([...listening.keys()].sort()).toEqual(['chatterstack', 'chattrix', 'envelope'])
    const writer = writers.get(name) as Actor
    const editor = writer.edit ? writer : (writers.get('benya') as Actor)
    const id = await writer.say(chat, `${name} live`)
    await editor.edit?.(chat, id, `${name} live again`)
    await editor.remove?.(chat, id)
    for (const [door, { news }] of listening) {
      await expect.poll(() => news.some(({ kind }) => kind === 'deleted'), { message: door }).toBe(true)
      const heard = news
        .filter((one) => one.id === id)
        .map(({ kind, text }) => [kind, kind === 'deleted' ? null : text])
      expect([door, heard]).toEqual([
        door,
        [
          ['posted', `${name} live`],
          ['edited', `${name} live again`],
          ['deleted', null],
        ],
      ])
    }
    expect(device.wasSent(`${name} live again`)).toBe(true)
    for (const { close } of listening.values()) close()
  })
})

// Minimost comes last: it has no word for the end, which comes after 6 s.
describe.each(['chattrix', 'chatterstack', 'envelope', 'minimost'])('typing through %s', (name) => {
  it('[AW6] is told through the others, and its end where it is said', async () => {
    const chat = chatOf('group')
    const listening = new Map<string, Listening>()
    for (const [door, reader] of readers) if (reader.listen) listening.set(door, await reader.listen(chat))
    const hear = async (wanted: 'typing' | 'stopped') => {
      for (const [door, { news }] of listening)
        await expect.poll(() => news.some(({ kind }) => kind === wanted), { message: door }).toBe(true)
    }
    const writer = writers.get(name) as Actor
    await writer.type?.(chat, true)
    await hear('typing')
    await writer.type?.(chat, false)
    if (name !== 'minimost') await hear('stopped')
    for (const { close } of listening.values()) close()
  })
})
