import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { aCrew, aGroup, type ACrew, type FoundChat } from '../support/a-crew.ts'
import { anExport, type AnExport } from '../support/an-export.ts'

let crew: ACrew
let exported: AnExport
let chat: FoundChat
let path: string

beforeAll(async () => {
  crew = await aCrew()
  exported = anExport(crew)
  chat = await aGroup(crew)
  path = `/channels/${chat.id}?follow=sse`
})
afterAll(async () => {
  await crew.api.stop()
  removeFolders()
})

interface SentEvent {
  readonly event: string
  readonly id: string | null
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what it is, each test asserts
  readonly data: any
}

/** Events one by one, as they come; ends with the stream. */
async function* eventsOf(answer: IncomingMessage): AsyncGenerator<SentEvent> {
  let text = ''
  answer.setEncoding('utf8')
  for await (const part of answer) {
    text += part as string
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n')
      text = text.slice(end + 2)
      const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
      if (field('event'))
        yield { event: field('event') ?? '', id: field('id') ?? null, data: JSON.parse(field('data') ?? '') }
    }
  }
}

async function until(events: AsyncGenerator<SentEvent>, fits: (event: SentEvent) => boolean): Promise<SentEvent> {
  for (;;) {
    const { value, done } = await events.next()
    if (done) throw new Error('the stream ended')
    if (fits(value)) return value
  }
}

const says = (text: string) => (event: SentEvent) => event.event === 'message' && event.data.text === text
const post = (text: string) => crew.ada.post('/messages', { chat_id: chat.id, text })

it('[EX18] it tells what there is, what comes, edits, reactions and deletions, and goes on from any event', async () => {
  const token = await exported.token(crew.bo)
  await post('before')
  const answer = await exported.open(path, token)
  expect(answer.headers['content-type']).toContain('text/event-stream')
  const events = eventsOf(answer)
  expect((await events.next()).value).toMatchObject({ event: 'channel' })
  const before = await until(events, says('before'))

  const { json } = await post('a message')
  const first = await until(events, says('a message'))
  await crew.ada.put(`/messages/${json.id}`, { text: 'a better one' })
  await until(events, says('a better one'))
  await crew.bo.post(`/messages/${json.id}/reactions/toggle`, { emoji: '👍' })
  await until(events, (event) => event.data.reactions?.[0]?.name === 'thumbsup')
  await crew.ada.delete(`/messages/${json.id}?for_all=true`)
  await until(events, (event) => event.event === 'deleted' && event.data.id === first.data.id)
  answer.destroy()

  await post('while it was away')
  const back = await exported.open(path, token, { 'last-event-id': before.id ?? '' })
  const more = eventsOf(back)
  expect((await more.next()).value).toMatchObject({ event: 'channel' })
  // The message that was written and deleted meanwhile is not theirs to know.
  expect((await more.next()).value).toMatchObject({ event: 'message', data: { text: 'while it was away' } })
  back.destroy()
})

it('[EX18] the list tells of each channel in which something happens', async () => {
  const token = await exported.token(crew.bo)
  const answer = await exported.open('/channels?follow=sse&since=now', token)
  const events = eventsOf(answer)
  const { seq, id } = (await exported.read(`/channels/${chat.id}?format=json`, token)).json().channel
  await post('for the list')
  const told = await until(events, (event) => event.data.id === id)
  expect(told).toMatchObject({ event: 'channel', data: { seq: seq + 1 } })
  const { channels } = (await exported.read(`/channels?format=json&since=${told.id}`, token)).json()
  expect(channels).toEqual([])
  answer.destroy()
})

it('[EX13] it ends when the token is revoked, the member removed, or the server stopped', async () => {
  const token = await exported.token(crew.bo, { name: 'to be revoked' })
  const revoked = await exported.open(path, token)
  revoked.resume()
  const [kept] = (await exported.tokens(crew.bo, 'GET')).json()
  const ended = once(revoked, 'end')
  await exported.tokens(crew.bo, 'DELETE', `/${kept.id}`)
  await ended

  const removed = await exported.open(path, await exported.token(crew.cy))
  const gone = once(removed.resume(), 'end')
  await crew.ada.delete(`${chat.path}/members/${crew.cy.id}`)
  await gone
})

it('[EX8] so many an account at once, and no more', async () => {
  const token = await exported.token(crew.dee)
  const open = await Promise.all(Array.from({ length: 16 }, () => exported.open('/channels/general?follow=sse', token)))
  expect(new Set(open.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
  const { status, headers } = await exported.read('/channels/general?follow=sse', token)
  expect([status, headers.get('retry-after')]).toEqual([429, '5'])
  expect((await exported.read('/channels/general', token)).status).toBe(200)
  for (const one of open) one.destroy()
})

it('[EX13] a stopping server waits for none of them', async () => {
  const own = await aCrew()
  const answer = await anExport(own).open('/channels/general?follow=sse', await anExport(own).token(own.ada))
  const ended = once(answer.resume(), 'end')
  await own.api.stop()
  await ended
})
