/**
 * Fetches a page for people from the public internet, within bounds (docs/behaviour.md, LP2-LP4; docs/decisions/0011).
 * Every hop is judged like the first one. It carries nothing of anybody: no cookie, no referrer, a name of its own.
 */
import { setMaxListeners } from 'node:events'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { Agent, request } from 'undici'
import { checkedUrl, WEB_PORTS } from './checked-address.ts'
import { checkedConnector, type DialDeps } from './dial.ts'
import { FetchRefused } from './fetch-refused.ts'

export interface FetchDeps extends DialDeps {
  readonly ports?: ReadonlySet<number>
  readonly limits?: Partial<FetchLimits>
}

export interface FetchLimits {
  readonly hops: number
  /** For all hops together. */
  readonly totalMs: number
  /** Decoded. */
  readonly bytes: number
  readonly headerBytes: number
}

export interface Fetched {
  /** After redirects. */
  readonly url: URL
  readonly text: string
  /** Whether there was more than `limits.bytes`. */
  readonly isCut: boolean
}

const LIMITS: FetchLimits = { hops: 5, totalMs: 5_000, bytes: 512 * 1024, headerBytes: 16 * 1024 }
const REDIRECTS = new Set([301, 302, 303, 307, 308])
const DECODERS = {
  identity: null,
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const

/**
 * @param accepted  of the content type, without its parameters
 * @throws FetchRefused; or whatever broke the connection
 */
export async function checkedFetch(deps: FetchDeps, address: string, accepted: RegExp): Promise<Fetched> {
  const limits = { ...LIMITS, ...deps.limits }
  const ports = deps.ports ?? WEB_PORTS
  const signal = AbortSignal.timeout(limits.totalMs)
  // Each part of each hop listens to it.
  setMaxListeners(0, signal)
  let url = checkedUrl(address, undefined, ports)
  for (let hop = 0; hop <= limits.hops; hop++) {
    const found = await fetchOnce(deps, url, accepted, limits, signal)
    if ('text' in found) return found
    url = checkedUrl(found.location, url, ports)
  }
  throw new FetchRefused('too many redirects')
}

async function fetchOnce(
  deps: FetchDeps,
  url: URL,
  accepted: RegExp,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<Fetched | { readonly location: string }> {
  // One for each hop: no connection is ever used for another address than the one that it was checked for.
  const agent = new Agent({
    connect: checkedConnector(deps, signal),
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.totalMs,
    bodyTimeout: limits.totalMs,
    pipelining: 0,
  })
  try {
    const headers = {
      'user-agent': 'CairnLinkPreview/1.0',
      accept: 'text/html,application/xhtml+xml,text/plain;q=0.5',
      'accept-encoding': 'gzip, br',
    }
    const answer = await request(url, { dispatcher: agent, method: 'GET', headers, signal })
    const { statusCode, body } = answer
    // What breaks it later is of no interest: the socket is destroyed below.
    body.on('error', () => undefined)
    const location = textOf(answer.headers.location)
    if (REDIRECTS.has(statusCode) && location !== '') return { location }
    if (statusCode < 200 || statusCode > 299) throw new FetchRefused(`status ${statusCode}`)
    const [type = '', parameters = ''] = textOf(answer.headers['content-type']).split(/;(.*)/s)
    if (!accepted.test(type.trim().toLowerCase())) throw new FetchRefused('another type')
    const { bytes, isCut } = await readUpTo(decoded(body, textOf(answer.headers['content-encoding'])), limits.bytes)
    return { url, text: decodeText(bytes, parameters), isCut }
  } finally {
    void agent.destroy().catch(() => undefined)
  }
}

function textOf(header: string | string[] | undefined): string {
  return (Array.isArray(header) ? header[0] : header) ?? ''
}

/** @throws FetchRefused: several encodings in a row, or one that is not known */
function decoded(body: Readable, encoding: string): Readable {
  const name = encoding.trim().toLowerCase() || 'identity'
  if (!Object.hasOwn(DECODERS, name)) throw new FetchRefused('another encoding')
  const make = DECODERS[name as keyof typeof DECODERS]
  if (!make) return body
  const decoder = make()
  body.once('error', (error) => decoder.destroy(error))
  return body.pipe(decoder)
}

/** What a few compressed bytes unfold to is counted as it unfolds, and nothing is read beyond the limit. */
async function readUpTo(body: Readable, limit: number): Promise<{ bytes: Buffer; isCut: boolean }> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length > limit) return { bytes: Buffer.concat(chunks).subarray(0, limit), isCut: true }
  }
  return { bytes: Buffer.concat(chunks), isCut: false }
}

/** As the header says, else the page's own head, else UTF-8. */
function decodeText(bytes: Buffer, parameters: string): string {
  const head = bytes.subarray(0, 1_024).toString('latin1')
  const label =
    /charset\s*=\s*["']?([\w-]+)/i.exec(parameters)?.[1] ?? /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1]
  try {
    return new TextDecoder(label ?? 'utf-8').decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
