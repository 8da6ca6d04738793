/** A whole server with the real sync core, asked as a program asks it: JSON in and out, no cookies unless they are given. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSyncServer } from '../../../sync-server/sync/sync-server.ts'
import { aServer, type AServer, type AServerOptions } from '../../sync-server/support/a-server.ts'

export const PASSWORD = 'correct horse'

export interface Asked {
  readonly body?: unknown
  /** An access token. */
  readonly token?: string
  readonly headers?: Record<string, string>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** The parsed body; null without one. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what it is, each test asserts
  readonly json: any
}

export interface Person {
  readonly username: string
  readonly email: string
  readonly token: string
  readonly refresh: string
}

/** A mail as a file of the outbox, or as a mail server got it. */
export interface ReadMail {
  readonly to: string
  readonly subject: string
  readonly token: string
  readonly raw: string
}

export interface AnApi extends AServer {
  ask(method: string, path: string, asked?: Asked): Promise<Answer>
  /** Signs in; 200 is expected. */
  signedIn(username: string, headers?: Record<string, string>): Promise<Person>
  /** Registers `name@example.org` and signs in. */
  person(username: string): Promise<Person>
  /** Mails of the outbox, oldest first. */
  mails(): ReadMail[]
}

const MANY = { REFRESH_RATE_LIMIT_PER_MINUTE: '1000', RESET_RATE_LIMIT_PER_MINUTE: '1000' }

export async function anApi(options: AServerOptions = {}): Promise<AnApi> {
  const server = await aServer({ createSyncServer, ...options, env: { ...MANY, ...options.env } })
  const ask = async (method: string, path: string, { body, token, headers = {} }: Asked = {}): Promise<Answer> => {
    const sent: Record<string, string> = { ...headers }
    if (token !== undefined) sent.authorization = `Bearer ${token}`
    if (body !== undefined) sent['content-type'] ??= 'application/json'
    const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body)
    const answer = await fetch(`${server.url}/api/v1${path}`, { method, headers: sent, body: text, redirect: 'manual' })
    const read = await answer.text()
    return { status: answer.status, headers: answer.headers, json: read === '' ? null : JSON.parse(read) }
  }
  const signedIn = async (username: string, headers?: Record<string, string>): Promise<Person> => {
    const email = `${username}@example.org`
    const { status, json } = await ask('POST', '/auth/login', { body: { email, password: PASSWORD }, headers })
    if (status !== 200) throw new Error(`sign-in answered ${status}`)
    return { username, email, token: json.access_token, refresh: json.refresh_token }
  }
  return {
    ...server,
    ask,
    signedIn,
    person: async (username) => {
      const body = { email: `${username}@example.org`, name: username, username, password: PASSWORD }
      const { status } = await ask('POST', '/auth/register', { body })
      if (status !== 201) throw new Error(`registration answered ${status}`)
      return signedIn(username)
    },
    mails: () => {
      const folder = join(server.folder, 'outbox')
      const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : []
      return names.sort().map((name) => readMail(readFileSync(join(folder, name), 'utf8')))
    },
  }
}

export function readMail(raw: string): ReadMail {
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'mi').exec(raw)?.[1]?.trim() ?? ''
  return { to: header('To'), subject: header('Subject'), token: /token=([\w-]+)/.exec(raw)?.[1] ?? '', raw }
}
