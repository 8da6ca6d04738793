/** A browser on the chattrix dialect: keeps its cookies, speaks JSON, sends forms with files. */
import { anApi, type AnApi } from './an-api.ts'
import type { AServerOptions } from '../../sync-server/support/a-server.ts'

export const PASSWORD = 'correct horse'

export interface ChattrixAnswer {
  readonly status: number
  readonly headers: Headers
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what it is, each test asserts
  readonly json: any
}

export interface ChattrixClient {
  readonly username: string
  /** Of the account; 0 before it signed up. */
  readonly id: number
  /** By name. */
  readonly cookies: Map<string, string>
  cookieHeader(): string
  get(path: string, headers?: Record<string, string>): Promise<ChattrixAnswer>
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ChattrixAnswer>
  post(path: string, body?: unknown): Promise<ChattrixAnswer>
  put(path: string, body?: unknown): Promise<ChattrixAnswer>
  delete(path: string, body?: unknown): Promise<ChattrixAnswer>
  /** A form with files. */
  form(path: string, fields: Record<string, string | File>): Promise<ChattrixAnswer>
  bytes(path: string): Promise<Response>
}

/** Limits are high unless a test sets them. */
const MANY = {
  GENERAL_RATE_LIMIT_PER_MINUTE: '100000',
  UPLOAD_RATE_LIMIT_PER_MINUTE: '100000',
  MESSAGE_RATE_LIMIT_PER_MINUTE: '100000',
}

export function aChattrixApi(options: AServerOptions = {}): Promise<AnApi> {
  return anApi({ ...options, env: { ...MANY, ...options.env } })
}

export function aBrowser(url: string, username = '', id = 0): ChattrixClient {
  const cookies = new Map<string, string>()
  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const request = async (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) => {
    const headers = { ...(cookies.size > 0 ? { cookie: cookieHeader() } : {}), ...init.headers }
    const response = await fetch(url + path, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  const read = async (response: Response): Promise<ChattrixAnswer> => {
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') === true
    return { status: response.status, headers: response.headers, json: isJson && text !== '' ? JSON.parse(text) : null }
  }
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
    return read(await request(path, { method, ...sent, headers: { ...type, ...headers } }))
  }
  return {
    ...{ username, id, cookies, cookieHeader, send },
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    delete: (path, body) => send('DELETE', path, body),
    form: async (path, fields) => {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields)) body.set(name, value)
      return read(await request(path, { method: 'POST', body }))
    },
    bytes: (path) => request(path),
  }
}

/** Signs up as `name@example.org` and in. */
export async function aPerson(url: string, username: string): Promise<ChattrixClient> {
  const account = { username, email: `${username}@example.org`, password: PASSWORD, display_name: username }
  const made = await aBrowser(url).post('/register', account)
  if (made.status !== 201) throw new Error(`sign-up answered ${made.status} ${made.json?.message}`)
  const person = aBrowser(url, username, made.json.user.id as number)
  const { status } = await person.post('/login', { username, password: PASSWORD })
  if (status !== 200) throw new Error(`sign-in answered ${status}`)
  return person
}
