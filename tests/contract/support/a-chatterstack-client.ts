/** A server asked in chatterstack's words, over HTTP and sockets. */
import { once } from 'node:events'
import { expect, vi } from 'vitest'
import WebSocket from 'ws'
import type { AServerOptions } from '../../sync-server/support/a-server.ts'
import { anApi, PASSWORD, type AnApi, type Answer, type Asked } from './an-api.ts'

export interface StackPerson {
  readonly id: string
  readonly username: string
  readonly token: string
  readonly refresh: string
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown): Promise<Answer>
  patch(path: string, body: unknown): Promise<Answer>
  delete(path: string): Promise<Answer>
  /** A room of oneself and others; its id. */
  room(name: string, others: readonly StackPerson[]): Promise<string>
  /** The id of the message. */
  say(room: string, content: string): Promise<string>
  listen(...rooms: readonly string[]): Promise<StackSocket>
}

export interface Frame {
  readonly event: string
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what it is, each test asserts
  readonly data: any
}

export interface StackSocket {
  readonly heard: Frame[]
  readonly closed: Promise<number>
  say(event: string, data: unknown): void
  sayText(text: string): void
  /** Resolves with the frames as soon as there are as many of this event. */
  hears(event: string, count?: number): Promise<Frame[]>
  close(): void
}

export interface AStack extends AnApi {
  /** Under `/v1`. */
  v1(method: string, path: string, asked?: Asked): Promise<Answer>
  stackPerson(username: string): Promise<StackPerson>
  /** The status with which the handshake is refused; 101 when it is not. */
  handshake(path: string, headers?: Record<string, string>): Promise<number>
}

export async function aStack(options?: AServerOptions): Promise<AStack> {
  const api = await anApi(options)
  const v1 = async (method: string, path: string, { body, token, headers = {} }: Asked = {}): Promise<Answer> => {
    const sent: Record<string, string> = { ...headers }
    if (token !== undefined) sent.authorization = `Bearer ${token}`
    if (body !== undefined) sent['content-type'] ??= 'application/json'
    const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body)
    const answer = await fetch(`${api.url}/v1${path}`, { method, headers: sent, body: text, redirect: 'manual' })
    const read = await answer.text()
    return { status: answer.status, headers: answer.headers, json: read === '' ? null : JSON.parse(read) }
  }
  const socketUrl = (path: string) => api.url.replace('http', 'ws') + path
  return {
    ...api,
    v1,
    async stackPerson(username) {
      const email = `${username}@example.org`
      const made = await v1('POST', '/auth/register', { body: { username, email, password: PASSWORD } })
      expect(made.status).toBe(201)
      const { json } = await v1('POST', '/auth/login', { body: { email, password: PASSWORD } })
      const token = json.access_token as string
      const as = (method: string) => (path: string, body?: unknown) => v1(method, path, { token, body })
      const post = as('POST')
      return {
        ...{ id: made.json.id as string, username, token, refresh: json.refresh_token as string },
        ...{ get: as('GET'), post, patch: as('PATCH'), delete: as('DELETE') },
        async room(name, others) {
          const { status, json } = await post('/rooms', {
            name,
            is_group: true,
            member_ids: others.map(({ id }) => id),
          })
          expect(status).toBe(201)
          return json.id as string
        },
        async say(room, content) {
          const { status, json } = await post(`/rooms/${room}/messages`, { content })
          expect(status).toBe(201)
          return json.id as string
        },
        listen: (...rooms) => listen(socketUrl(`/ws?${rooms.map((id) => `room_id=${id}`).join('&')}`), token),
      }
    },
    async handshake(path, headers = {}) {
      const socket = new WebSocket(socketUrl(path), { headers })
      socket.on('error', () => undefined)
      const status = await Promise.race([
        once(socket, 'open').then(() => 101),
        once(socket, 'unexpected-response').then((got) => (got[1] as { statusCode: number }).statusCode),
      ])
      socket.terminate()
      return status
    },
  }
}

async function listen(url: string, token: string): Promise<StackSocket> {
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } })
  const heard: Frame[] = []
  socket.on('message', (data) => heard.push(JSON.parse((data as Buffer).toString()) as Frame))
  const closed = once(socket, 'close').then(([code]) => code as number)
  await once(socket, 'open')
  return {
    heard,
    closed,
    say: (event, data) => socket.send(JSON.stringify({ event, data })),
    sayText: (text) => socket.send(text),
    hears: (event, count = 1) =>
      vi.waitFor(
        () => {
          const found = heard.filter((frame) => frame.event === event)
          expect(found.length).toBeGreaterThanOrEqual(count)
          return found
        },
        { timeout: 5_000 },
      ),
    close: () => socket.close(),
  }
}
