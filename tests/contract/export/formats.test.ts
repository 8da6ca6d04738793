import { afterAll, beforeAll, expect, it } from 'vitest'
import { gunzipSync } from 'node:zlib'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { aCrew, aGroup, type ACrew, type FoundChat } from '../support/a-crew.ts'
import { anExport, type AnExport } from '../support/an-export.ts'
import { readCsv } from '../support/read-exported-csv.ts'

let crew: ACrew
let exported: AnExport
let chat: FoundChat
let token: string
let path: string

beforeAll(async () => {
  crew = await aCrew()
  exported = anExport(crew)
  chat = await aGroup(crew, 'Filters & <pumps>')
  const { ada, bo } = crew
  token = await exported.token(ada)
  path = `/channels/${chat.id}`
  const first = await ada.post('/messages', { chat_id: chat.id, text: 'First, @bo "quoted"\nand a line, é 山' })
  await bo.post('/messages', { chat_id: chat.id, text: '=cmd()', reply_to_message_id: first.json.id })
  await bo.post('/messages', { chat_id: chat.id, text: '<script>alert(1)</script>' })
  await bo.post(`/messages/${first.json.id}/reactions/toggle`, { emoji: '👍' })
})
afterAll(async () => {
  await crew.api.stop()
  removeFolders()
})

it('[EX1] every format tells the same messages', async () => {
  const json = (await exported.read(`${path}?format=json`, token)).json()
  const ndjson = (await exported.read(`${path}?format=ndjson`, token)).lines()
  const csv = readCsv((await exported.read(`${path}?format=csv`, token)).text)
  const page = (await exported.read(`${path}?format=html`, token)).text

  expect(ndjson.filter(({ record }) => record === 'message')).toEqual(json.messages)
  expect(ndjson[0]).toEqual(json.channel)
  expect(ndjson.at(-1)).toEqual({ record: 'cursor', cursor: json.cursor, more: false })
  const texts = json.messages.map((message: { text: string }) => message.text)
  expect(texts.slice(-3)).toEqual(['First, @bo "quoted"\nand a line, é 山', '=cmd()', '<script>alert(1)</script>'])
  expect(csv.map((row) => row.id)).toEqual(json.messages.map((message: { id: string }) => message.id))
  expect(csv.map((row) => row.text).slice(-3)).toEqual([texts.at(-3), "'=cmd()", texts.at(-1)])
  for (const { id } of json.messages) expect(page).toContain(`id="m-${id}"`)
  expect(json.messages.at(-3)).toMatchObject({
    ...{ record: 'message', by: { username: 'ada' }, mentions: ['bo'], encrypted: false, editedAt: null },
    reactions: [{ name: 'thumbsup', by: [{ username: 'bo' }] }],
  })
  expect(json.messages.at(-2)).toMatchObject({ replyTo: json.messages.at(-3).id })
})

it('[EX1] a channel is found by either of its ids, in the format that is asked for or accepted', async () => {
  const id = await exported.idOf(chat.id, token)
  for (const [asked, accept, type] of [
    [`/channels/${id}`, '*/*', 'application/json'],
    [`/channels/${id}`, 'text/html,*/*;q=0.1', 'text/html'],
    [`/channels/${id}`, 'text/csv', 'text/csv'],
    [`/channels/${id}?format=ndjson`, 'text/html', 'application/x-ndjson'],
  ] as const) {
    const { status, headers } = await exported.read(asked, token, { accept })
    expect([status, headers.get('content-type')?.split(';')[0]]).toEqual([200, type])
  }
})

it('[EX3] the list tells what its reader is in, in every format', async () => {
  const { channels, cursor } = (await exported.read('/channels?format=json', token)).json()
  expect(channels.map(({ title }: { title: string }) => title).sort()).toEqual(['Filters & <pumps>', 'general'])
  const lines = (await exported.read('/channels?format=ndjson', token)).lines()
  expect(lines).toEqual([...channels, { record: 'cursor', cursor, more: false }])
  const rows = readCsv((await exported.read('/channels?format=csv', token)).text)
  expect(rows.map(({ title }) => title)).toEqual(channels.map(({ title }: { title: string }) => title))
  const page = (await exported.read('/channels?format=html', token)).text
  expect(page).toContain('Filters &amp; &lt;pumps&gt;')
  const dee = await exported.token(crew.dee)
  const hers = (await exported.read('/channels?format=json', dee)).json()
  expect(hers.channels.map(({ title }: { title: string }) => title)).toEqual(['general'])
})

it('[EX17] whatever people wrote is text, and the page allows its own style alone', async () => {
  const { headers, text } = await exported.read(`${path}?format=html`, token)
  expect(text).not.toContain('<script')
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(text).toContain('<h1>Filters &amp; &lt;pumps&gt;</h1>')
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^ ]+'; img-src 'self' data:/)
  expect(policy).not.toContain('unsafe')
})

it('[EX8] it is compressed for who takes it, and said to be saved where that is asked', async () => {
  const asked = `${path}?format=ndjson`
  const zipped = await exported.bytes(asked, token, { 'accept-encoding': 'gzip' })
  const plain = await exported.bytes(asked, token, { 'accept-encoding': 'identity' })
  expect([zipped.encoding, plain.encoding]).toEqual(['gzip', ''])
  expect(gunzipSync(zipped.body)).toEqual(plain.body)
  const saved = await exported.read(`${path}?format=csv&download=1`, token)
  expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w-]+\.csv"$/)
})

it('[EX2] what is not there and what is not theirs answers alike', async () => {
  const dee = await exported.token(crew.dee)
  const id = await exported.idOf(chat.id, token)
  const answers = await Promise.all(
    [
      `/channels/${id}`,
      '/channels/nowhere',
      '/channels/01ARZ3NDEKTSV4RRFFQ69G5FAV',
      '/channels/999999',
      '/channels/dm-1-2',
      '/channels/%00',
    ].map(async (one) => exported.read(one, dee)),
  )
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
    new Set(['404 {"error":"no such channel"}']),
  )
})

it('[EX5] nonsense is refused in words, and nothing else is under /export', async () => {
  const other = (await exported.read('/channels/general?format=json', token)).json().cursor as string
  for (const query of [
    'since=x',
    `since=${other}`,
    'since=W10',
    'since=',
    'limit=0',
    'limit=-1',
    'format=xml',
    'follow=ws',
    'since=now&since=now',
  ]) {
    const { status, text } = await exported.read(`${path}?${query}`, token)
    expect([query, status]).toEqual([query, 400])
    expect(JSON.parse(text)).toMatchObject({ error: expect.any(String) as string })
  }
  for (const elsewhere of ['', '/', '/x', '/channels/a/b']) {
    const { status, text } = await exported.read(elsewhere, token)
    expect([status, text]).toEqual([404, '{"error":"not found"}'])
  }
})
