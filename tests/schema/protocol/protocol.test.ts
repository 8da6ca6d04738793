import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ErrorCode } from '../../../schema/errors.ts'
import { CLOSE_FOR, CloseCode } from '../../../schema/protocol/close-codes.ts'
import { parseUpstream, type Upstream } from '../../../schema/protocol/upstream.ts'
import { PROTOCOL_VERSION } from '../../../schema/protocol/version.ts'

/**
 * The message shapes of each version: the first 12 digits of SHA-256 over the sources without comments and white space.
 * A released version's shapes never change. When this fails: raise PROTOCOL_VERSION, tell in version.ts what changed,
 * and add a line here; before the first release the line of version 1 may be replaced.
 */
const SHAPES: Record<number, string> = {
  1: '910beb8fc288',
}

function shape(): string {
  const hash = createHash('sha256')
  for (const name of ['upstream', 'downstream', 'frames']) {
    const source = readFileSync(new URL(`../../../schema/protocol/${name}.ts`, import.meta.url), 'utf8')
    hash.update(source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '').replace(/\s+/g, ''))
  }
  return hash.digest('hex').slice(0, 12)
}

it('the message shapes are those of PROTOCOL_VERSION', () => {
  expect(shape()).toBe(SHAPES[PROTOCOL_VERSION])
})

const samples: Upstream[] = [
  { t: 'hello', version: 1, device: 'device-1', connection: 3 },
  { t: 'hello', version: 1, device: 'device-1', connection: 3, settings: 'abc' },
  { t: 'resume', position: 0, chain: '' },
  { t: 'resume', position: 5, chain: 'a', done: [{ doc: 'directory', generation: 'g', position: 4, chain: 'b' }] },
  { t: 'open', doc: 'channel/general/0' },
  { t: 'open', doc: 'channel/general/0', generation: 'g', position: 4, chain: 'b' },
  { t: 'close', doc: 'channel/general/0' },
  { t: 'watch', channel: null },
  { t: 'watch', channel: 'general' },
  { t: 'delivered', channel: 'general', seq: 12 },
  { t: 'heartbeat' },
]

it('every upstream message is parsed as it was sent', () => {
  for (const message of samples) expect(parseUpstream(JSON.stringify(message))).toEqual(message)
})

it('an upstream message with a field too many, too few or of another type is none', () => {
  for (const message of samples) {
    expect(parseUpstream(JSON.stringify({ ...message, more: 1 }))).toBeNull()
    for (const key of Object.keys(message)) {
      expect(parseUpstream(JSON.stringify({ ...message, [key]: { odd: true } })), `${message.t}.${key}`).toBeNull()
    }
  }
  const [hello] = samples
  expect(parseUpstream(JSON.stringify({ ...hello, device: '1234567' }))).toBeNull()
  expect(parseUpstream(JSON.stringify({ ...hello, connection: -1 }))).toBeNull()
  expect(parseUpstream(JSON.stringify({ ...hello, connection: 1.5 }))).toBeNull()
})

it('any text is parsed to a message or to null', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const parsed = parseUpstream(text)
      expect(parsed === null || typeof parsed.t === 'string').toBe(true)
    }),
  )
})

it('every error closes a stock client’s socket with a code of ours', () => {
  const codes = new Set<number>(Object.values(CloseCode))
  expect(Object.values(ErrorCode).filter((code) => !codes.has(CLOSE_FOR[code]))).toEqual([])
})
