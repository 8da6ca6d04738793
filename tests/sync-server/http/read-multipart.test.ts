/** Forms with files, over a real socket. */
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { connect, type AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:http'
import Koa from 'koa'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { CairnError } from '../../../schema/errors.ts'
import { FieldError } from '../../../sync-server/http/field-error.ts'
import { withMultipart } from '../../../sync-server/http/read-multipart.ts'
import type { SessionState } from '../../../sync-server/http/state.ts'
import { openIncoming } from '../../../sync-server/media/incoming.ts'
import { newFolder, removeFolders } from '../support/a-server.ts'

const LIMIT = 1_000
const folder = newFolder()
const incoming = openIncoming(folder)
/** Settles when a request was answered, or its sender was gone. */
let finish: () => void = () => undefined
let finished: Promise<void>
const servers: Server[] = []

const app = new Koa<SessionState>()
app.silent = true
app.use(async (ctx) => {
  try {
    ctx.body = await withMultipart(ctx, incoming, { fileBytes: LIMIT, files: 2 }, async ({ fields, files }) => ({
      fields: Object.fromEntries(fields),
      files: files.map(({ path, ...file }) => ({ ...file, text: readFileSync(path, 'utf8') })),
    }))
  } catch (error) {
    ctx.status = error instanceof CairnError && error.code === 'too_large' ? 413 : 400
    ctx.body = {
      code: error instanceof CairnError ? error.code : error instanceof FieldError ? 'field' : String(error),
    }
  } finally {
    finish()
  }
})

async function aUrl(): Promise<string> {
  const answer = app.callback()
  const server = createServer((request, response) => void answer(request, response))
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

beforeEach(() => {
  finished = new Promise((resolve) => (finish = resolve))
})
afterAll(() => {
  for (const server of servers) server.close()
  removeFolders()
})

async function post(form: FormData): Promise<{ status: number; json: unknown }> {
  const answer = await fetch(await aUrl(), { method: 'POST', body: form })
  return { status: answer.status, json: await answer.json() }
}

const file = (bytes: number, name = 'a.txt') => new File(['x'.repeat(bytes)], name, { type: 'text/plain' })

it('[HT1] files come to places of their own, in order, with their names and types, and are gone afterwards', async () => {
  const form = new FormData()
  form.append('text', 'Grüße')
  form.append('files', file(3, 'ä.txt'))
  form.append('files', file(LIMIT))
  const { status, json } = await post(form)
  expect([status, json]).toMatchObject([
    200,
    {
      fields: { text: 'Grüße' },
      files: [
        { field: 'files', name: 'ä.txt', type: 'text/plain', bytes: 3, text: 'xxx' },
        { field: 'files', name: 'a.txt', bytes: LIMIT },
      ],
    },
  ])
  expect(readdirSync(folder)).toEqual([])
})

it('[HT1] one file over the limit, or one too many, is refused with 413, and nothing of the form is kept', async () => {
  const form = new FormData()
  form.append('files', file(3))
  form.append('files', file(LIMIT + 1))
  expect((await post(form)).status).toBe(413)
  const many = new FormData()
  for (let n = 0; n < 3; n++) many.append('files', file(1))
  expect((await post(many)).status).toBe(413)
  expect(readdirSync(folder)).toEqual([])
})

it('[HT2] what is no form, or a broken one, is refused', async () => {
  const url = await aUrl()
  for (const [type, body] of [
    ['application/json', '{}'],
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\nhalf'],
    ['multipart/form-data; boundary=b', 'nothing of a form'],
  ] as const) {
    const { status } = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body })
    expect([type, body, status]).toEqual([type, body, 400])
  }
  expect(readdirSync(folder)).toEqual([])
})

it('[HT2] a form that is cut off leaves nothing', async () => {
  const url = new URL(await aUrl())
  const socket = connect(Number(url.port), url.hostname)
  await once(socket, 'connect')
  socket.write(
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 500\r\n\r\n',
  )
  socket.write('--b\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\nhalf of it')
  await expect.poll(() => readdirSync(folder).length).toBe(1)
  socket.destroy()
  await finished
  expect(readdirSync(folder)).toEqual([])
})

it('[HT3] of a field sent twice the last one counts', async () => {
  const form = new FormData()
  form.append('a', '1')
  form.append('a', '2')
  expect((await post(form)).json).toMatchObject({ fields: { a: '2' } })
})
