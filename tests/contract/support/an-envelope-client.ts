/** People of the envelope dialect on a whole server: asked as its programs ask, with an access token in the header. */
import type { AServerOptions } from '../../sync-server/support/a-server.ts'
import { anApi, PASSWORD, type AnApi, type Answer, type Asked } from './an-api.ts'

export const KEYS = { pkebymk: 'private by master key', pkebyrk: 'by recovery key', pubk: 'public key', salt: 'salt' }

export interface EnvelopePerson {
  readonly id: number
  readonly username: string
  readonly token: string
  readonly refresh: string
  readonly session: string
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown): Promise<Answer>
  put(path: string, body?: unknown): Promise<Answer>
  patch(path: string, body?: unknown): Promise<Answer>
  delete(path: string): Promise<Answer>
  /** A form with files. */
  send(method: string, path: string, form: FormData): Promise<Answer>
}

export interface AnEnvelope {
  readonly api: AnApi
  readonly ada: EnvelopePerson
  readonly bo: EnvelopePerson
  readonly cy: EnvelopePerson
  readonly dee: EnvelopePerson
  ask(method: string, path: string, asked?: Asked): Promise<Answer>
  register(username: string, more?: object, headers?: Record<string, string>): Promise<EnvelopePerson>
  /** The person that an answer of sign-in tells of. */
  personOf(answer: Answer): EnvelopePerson
  /** Founds a chat; its id. */
  found(by: EnvelopePerson, kind: 'private' | 'group' | 'channel', others: readonly EnvelopePerson[]): Promise<number>
  stop(): Promise<void>
}

/** ada, bo, cy and dee have registered one after the other. */
export async function anEnvelope(options?: AServerOptions): Promise<AnEnvelope> {
  const api = await anApi(options)
  const ask = async (method: string, path: string, asked: Asked = {}): Promise<Answer> => {
    const { body, token, headers = {} } = asked
    const sent: Record<string, string> = { ...headers }
    if (token !== undefined) sent.authorization = `Bearer ${token}`
    if (body !== undefined && !(body instanceof FormData)) sent['content-type'] ??= 'application/json'
    const text =
      typeof body === 'string' || body === undefined || body instanceof FormData ? body : JSON.stringify(body)
    const answer = await fetch(api.url + path, { method, headers: sent, body: text, redirect: 'manual' })
    const read = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json') === true
    return {
      status: answer.status,
      headers: answer.headers,
      json: isJson ? JSON.parse(read) : read === '' ? null : read,
    }
  }
  const personOf = ({ json }: Answer): EnvelopePerson => {
    const { user, token, refresh_token: refresh, session_id: session } = json
    const as = (method: string) => (path: string, body?: unknown) => ask(method, path, { token, body })
    return {
      ...{ id: user.id as number, username: user.username as string, token, refresh, session },
      ...{ get: as('GET'), post: as('POST'), put: as('PUT'), patch: as('PATCH'), delete: as('DELETE') },
      send: (method, path, form) => ask(method, path, { token, body: form }),
    }
  }
  const register = async (username: string, more: object = {}, headers?: Record<string, string>) => {
    const body = { login: username, username, password: PASSWORD, ...KEYS, ...more }
    const answer = await ask('POST', '/auth/register', { body, headers })
    if (answer.status !== 201) throw new Error(`registration answered ${answer.status} ${answer.json?.error}`)
    return personOf(answer)
  }
  const ada = await register('ada')
  const bo = await register('bo')
  const cy = await register('cy')
  const dee = await register('dee')
  return {
    ...{ api, ada, bo, cy, dee, ask, register, personOf, stop: () => api.stop() },
    async found(by, kind, others) {
      const body = { kind, title: kind === 'private' ? undefined : 'The crew', user_ids: others.map(({ id }) => id) }
      const { status, json } = await by.post('/chats', body)
      if (status !== 201 && status !== 200) throw new Error(`founding answered ${status} ${json?.error}`)
      return json.id as number
    },
  }
}
