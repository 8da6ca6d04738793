/** One request with exactly these bytes: `fetch` would put paths and headers right. */
import { Agent, request } from 'node:http'
import type { RawBody } from './hostile-values.ts'

export interface RawAnswer {
  readonly status: number
  readonly type: string
  readonly text: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 })

export interface RawRequest {
  readonly method: string
  /** Path and query, in ASCII without spaces. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: RawBody | null
}

/** Rejects when the connection ends without an answer. */
export function sendRaw(url: string, { method, path, headers, body }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  const length = body ? { 'content-length': String(Buffer.byteLength(body.bytes)) } : {}
  return new Promise((resolve, reject) => {
    const sent = request(
      { agent, hostname, port, method, path, headers: { ...headers, ...body?.headers, ...length } },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            type: answer.headers['content-type'] ?? '',
            text: Buffer.concat(chunks).toString(),
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body?.bytes)
  })
}
