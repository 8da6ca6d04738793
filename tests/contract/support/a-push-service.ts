/** A push service and a browser's end of it: takes what the server sends, checks its signature, and decrypts it with node:crypto. */
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { Agent, type Dispatcher } from 'undici'

export interface ReceivedPush {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface APushService {
  /** Leads every https address here, without TLS; one for each server, since it ends with it. */
  dispatcher(): Dispatcher
  readonly received: ReceivedPush[]
  /** What it answers on a path; 201 unless it is said. Null: nothing at all. */
  readonly answers: Map<string, number | null>
  arrives(fits: (push: ReceivedPush) => boolean): Promise<ReceivedPush>
  stop(): Promise<void>
}

export async function aPushService(): Promise<APushService> {
  const received: ReceivedPush[] = []
  const answers = new Map<string, number | null>()
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const path = request.url ?? ''
      received.push({ path, headers: request.headers, body: Buffer.concat(chunks) })
      for (const look of waiting) look()
      const status = answers.has(path) ? (answers.get(path) ?? null) : 201
      if (status !== null) response.writeHead(status, { location: 'https://push.example.org/elsewhere' }).end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const dispatcher = () =>
    new Agent({
      connect: (_options, done) => {
        const socket = connect(port, '127.0.0.1')
        socket.once('connect', () => done(null, socket))
        socket.once('error', (error) => done(error, null))
      },
    })
  return {
    ...{ dispatcher, received, answers },
    arrives: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = received.find(fits)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export interface APushBrowser {
  readonly endpoint: string
  readonly subscription: {
    readonly endpoint: string
    readonly keys: { readonly p256dh: string; readonly auth: string }
  }
  /** RFC 8291, one record. */
  decrypt(push: ReceivedPush): unknown
}

export function aPushBrowser(name: string): APushBrowser {
  const endpoint = `https://push.example.org/send/${name}`
  const curve = createECDH('prime256v1')
  const publicKey = curve.generateKeys()
  const auth = randomBytes(16)
  const keys = { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') }
  return {
    endpoint,
    subscription: { endpoint, keys },
    decrypt({ body }) {
      const salt = body.subarray(0, 16)
      const idLength = body.readUInt8(20)
      const sender = body.subarray(21, 21 + idLength)
      const sealed = body.subarray(21 + idLength)
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, sender])
      const secret = Buffer.from(hkdfSync('sha256', curve.computeSecret(sender), auth, info, 32))
      const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16))
      const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12))
      const opened = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16))
      const text = Buffer.concat([opened.update(sealed.subarray(0, -16)), opened.final()])
      return JSON.parse(text.subarray(0, text.lastIndexOf(2)).toString()) as unknown
    },
  }
}

/** RFC 8292. @returns what is claimed, null when the signature is not by `publicKey` */
export function claimsOf({ headers }: ReceivedPush, publicKey: string): Record<string, unknown> | null {
  const [, token = '', key] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(publicKey, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  const jwk = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }
  const ours = createPublicKey({ key: jwk, format: 'jwk' })
  const options = { key: ours, dsaEncoding: 'ieee-p1363' } as const
  const isOurs = verify('sha256', Buffer.from(`${head}.${claims}`), options, Buffer.from(signature, 'base64url'))
  if (!isOurs || key !== publicKey) return null
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>
}
