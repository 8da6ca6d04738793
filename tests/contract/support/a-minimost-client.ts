/** People of a crew at minimost's door: forms, a cookie, no redirects followed. */
import type { AServerOptions } from '../../sync-server/support/a-server.ts'
import { aCrew, type ACrew, type FoundChat, type Member } from './a-crew.ts'
import { PASSWORD } from './an-api.ts'

export interface MinimostAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly bytes: Buffer
  /** The parsed body; null where it is none. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what it is, each test asserts
  readonly json: any
}

export type Fields = Record<string, string>
export type Upload = readonly [field: string, name: string, bytes: Uint8Array, type?: string]

export interface MinimostClient {
  readonly username: string
  get(path: string, headers?: Record<string, string>): Promise<MinimostAnswer>
  /** A form as browsers send it without files. */
  post(path: string, fields?: Fields): Promise<MinimostAnswer>
  json(path: string, body: unknown): Promise<MinimostAnswer>
  /** A POST of exactly these bytes. */
  raw(path: string, type: string, body: string | Uint8Array): Promise<MinimostAnswer>
  /** A form with files. */
  form(path: string, fields: Fields, files?: readonly Upload[]): Promise<MinimostAnswer>
  delete(path: string): Promise<MinimostAnswer>
  /** Sends a text; the message as it is listed. */
  say(channel: string, text: string, more?: Fields): Promise<MinimostMessage>
  /** All of a channel, or what changed after a time. */
  messages(channel: string, after?: number | string): Promise<MinimostMessage[]>
}

export interface MinimostMessage {
  readonly id: number
  readonly channel: string
  readonly sender: string
  readonly content: string | null
  readonly filename: string | null
  readonly ts: number
  readonly edited: number
  readonly edited_ts: number | null
  readonly deleted: number
  readonly deleted_ts: number | null
  readonly reply_to_id: number | null
  readonly reactions: string | null
  readonly reactions_ts: number | null
  readonly mentions: string | null
}

export interface MinimostCrew {
  readonly crew: ACrew
  readonly ada: MinimostClient
  readonly bo: MinimostClient
  readonly cy: MinimostClient
  readonly dee: MinimostClient
  readonly nobody: MinimostClient
}

/** The crew of `aCrew`, each signed in here too. */
export async function aMinimostCrew(options: AServerOptions = {}): Promise<MinimostCrew> {
  const env = { MESSAGE_RATE_LIMIT_PER_MINUTE: '100000', ...options.env }
  const crew = await aCrew({ ...options, env })
  const enter = ({ username }: Member) => minimostClient(crew.api.url, username)
  const [ada, bo, cy, dee] = [await enter(crew.ada), await enter(crew.bo), await enter(crew.cy), await enter(crew.dee)]
  return { crew, ada, bo, cy, dee, nobody: aClient(crew.api.url, '', '') }
}

export async function minimostClient(url: string, username: string, password = PASSWORD): Promise<MinimostClient> {
  const body = new URLSearchParams({ username, password })
  const { status, headers } = await fetch(`${url}/login`, { method: 'POST', body, redirect: 'manual' })
  if (status !== 302 || headers.get('location') !== '/') throw new Error(`sign-in answered ${status}`)
  const cookie = headers.getSetCookie().map((line) => line.split(';')[0])
  return aClient(url, username, cookie.join('; '))
}

/** A group by invitation of ada, bo and cy, as minimost names it. */
export async function aPrivateGroup({ crew }: MinimostCrew, title = 'The crew'): Promise<FoundChat & { name: string }> {
  const { ada, bo, cy } = crew
  const chat = await crew.found(ada, { type: 'group', title, member_ids: [bo.id, cy.id] })
  return { ...chat, name: `private:${chat.id}` }
}

function aClient(url: string, username: string, cookie: string): MinimostClient {
  const ask = async (method: string, path: string, init: RequestInit = {}): Promise<MinimostAnswer> => {
    const headers = { ...(cookie && { cookie }), ...(init.headers as Record<string, string>) }
    const answer = await fetch(url + path, { ...init, method, headers, redirect: 'manual' })
    const bytes = Buffer.from(await answer.arrayBuffer())
    const isJson = answer.headers.get('content-type')?.includes('json') === true
    const text = bytes.toString()
    return { status: answer.status, headers: answer.headers, bytes, text, json: isJson ? JSON.parse(text) : null }
  }
  const at = (channel: string) => encodeURIComponent(channel)
  const client: MinimostClient = {
    username,
    get: (path, headers) => ask('GET', path, { headers }),
    post: (path, fields = {}) => ask('POST', path, { body: new URLSearchParams(fields) }),
    json: (path, body) => client.raw(path, 'application/json', typeof body === 'string' ? body : JSON.stringify(body)),
    raw: (path, type, body) => ask('POST', path, { body: Buffer.from(body), headers: { 'content-type': type } }),
    form(path, fields, files = []) {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields)) body.append(name, value)
      for (const [field, name, bytes, type = 'application/octet-stream'] of files)
        body.append(field, new Blob([Buffer.from(bytes)], { type }), name)
      return ask('POST', path, { body })
    },
    delete: (path) => ask('DELETE', path),
    async say(channel, text, more = {}) {
      const { status, text: said } = await client.post(`/send/${at(channel)}`, { text, ...more })
      if (status !== 200 || said !== 'ok') throw new Error(`sending answered ${status} ${said}`)
      const message = (await client.messages(channel)).at(-1)
      if (!message) throw new Error('what was sent is not there')
      return message
    },
    async messages(channel, after) {
      const query = after === undefined ? '' : `?after=${after}`
      const { status, json } = await client.get(`/messages/${at(channel)}${query}`)
      if (status !== 200) throw new Error(`reading answered ${status}`)
      return json as MinimostMessage[]
    },
  }
  return client
}
