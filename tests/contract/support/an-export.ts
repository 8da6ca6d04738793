/** Reads /export as a program does, and makes its tokens as the web app does. */
import { get, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { ACrew, Member } from './a-crew.ts'

export interface Read {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what it is, each test asserts
  json(): any
  /** Of NDJSON. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  lines(): any[]
}

export interface AnExport {
  /** @returns the token */
  token(member: Member, body?: Record<string, unknown>): Promise<string>
  /** The management's answer. */
  tokens(member: Member, method: string, path?: string, body?: unknown): Promise<Read>
  read(path: string, token?: string, headers?: Record<string, string>): Promise<Read>
  /** The bytes as they come, not unpacked. */
  bytes(path: string, token: string, headers: Record<string, string>): Promise<{ encoding: string; body: Buffer }>
  /** An answer that has begun. */
  open(path: string, token: string, headers?: Record<string, string>): Promise<IncomingMessage>
  /** The string id of a chat, by its integer id. */
  idOf(num: number, token: string): Promise<string>
}

export function anExport({ api }: ACrew): AnExport {
  const ask = async (path: string, init: RequestInit): Promise<Read> => {
    const answer = await fetch(api.url + path, { ...init, redirect: 'manual' })
    const text = await answer.text()
    const lines = () =>
      text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as unknown)
    return { status: answer.status, headers: answer.headers, text, json: () => JSON.parse(text) as unknown, lines }
  }
  const tokens: AnExport['tokens'] = (member, method, path = '', body) => {
    const headers = { authorization: `Bearer ${member.token}`, 'content-type': 'application/json' }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    return ask(`/session/export-tokens${path}`, { method, headers, ...sent })
  }
  const read: AnExport['read'] = (path, token, headers = {}) =>
    ask(`/export${path}`, {
      headers: token === undefined ? headers : { authorization: `Bearer ${token}`, ...headers },
    })
  const open: AnExport['open'] = (path, token, headers = {}) =>
    new Promise((resolve, reject) => {
      const sent = { authorization: `Bearer ${token}`, ...headers }
      get(`${api.url}/export${path}`, { headers: sent, agent: false }, resolve).on('error', reject)
    })
  return {
    open,
    async bytes(path, token, headers) {
      const answer = await open(path, token, headers)
      return { encoding: answer.headers['content-encoding'] ?? '', body: await buffer(answer) }
    },
    tokens,
    read,
    async token(member, body = { name: 'a test' }) {
      const made = await tokens(member, 'POST', '', body)
      if (made.status !== 201) throw new Error(`making a token answered ${made.status} ${made.text}`)
      return (made.json() as { token: string }).token
    },
    async idOf(num, token) {
      const { channel } = (await read(`/channels/${num}?format=json`, token)).json() as { channel: { id: string } }
      return channel.id
    },
  }
}
