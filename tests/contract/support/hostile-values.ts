/** What no honest client sends: values of the wrong form, names of prototypes, numbers out of every range, broken JSON. */
import fc from 'fast-check'

export const HOSTILE_KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', ''] as const

const strings = [
  ...['', ' ', '\0', 'a\0b', '\uD800', '\uDC00x', '\u202Eabc', '\uFEFF', 'ſ', 'İ', '💥'.repeat(50)],
  ...['../../etc/passwd', '%00', '%zz', "' OR 1=1 --", '"', '*', 'NEAR(', '${7*7}', '<script>', '__proto__'],
  ...['x'.repeat(5_000), '0'.repeat(400), '1e999', '-0', 'NaN', 'null', 'true', '[]', '{}', '٣', '１'],
]
const numbers = [
  ...[0, -0, -1, 0.5, 1e21, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 2 ** 63],
  ...[Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
]

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...strings),
  fc.constantFrom<unknown>(...numbers),
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], [{}], { length: 5 }, { __proto__: null }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.jsonValue({ maxDepth: 3 }),
)

export const hostileText = fc.oneof(fc.constantFrom(...strings), fc.string({ unit: 'binary', maxLength: 60 }))

/** A body as it goes over the wire, with the headers that go with it. */
export interface RawBody {
  readonly bytes: string | Buffer
  readonly headers: Readonly<Record<string, string>>
}

const JSON_TYPE = { 'content-type': 'application/json' }
const raw = (bytes: string | Buffer, headers: Record<string, string> = JSON_TYPE): RawBody => ({ bytes, headers })

const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth)

/** Whatever the schema. */
export const hostileBody: fc.Arbitrary<RawBody> = fc.oneof(
  fc
    .constantFrom(
      ...['', '{', '}', '[', '"', '{"a":}', '{"a":1,}', "{'a':1}", 'undefined', 'NaN', '\uFEFF{}', '{}{}', '{} '],
      ...[
        '{"a":1e999}',
        '{"a":-1e999}',
        '{"a":1e-999}',
        `{"a":${'9'.repeat(2_000)}}`,
        '{"a":"\\ud800"}',
        '{"a":"\\u0000"}',
      ],
      ...[
        '{"__proto__":{"text":"x"}}',
        '{"constructor":{"prototype":{"x":1}}}',
        '{"a":1,"a":2}',
        '"text"',
        '5',
        'null',
        '[]',
      ],
    )
    .map((text) => raw(text)),
  fc.constantFrom(100, 5_000, 60_000).map((depth) => raw(nested('[', ']', depth))),
  fc.constantFrom(100, 5_000, 20_000).map((depth) => raw(nested('{"a":', '}', depth).replace('}', '1}'))),
  fc.constantFrom('text', 'name', 'query').map((key) => raw(`{"${key}":"${'x'.repeat(300_000)}"}`)),
  fc.constant(raw(`{${Array.from({ length: 5_000 }, (_, i) => `"k${i}":${i}`).join()}}`)),
  fc.uint8Array({ maxLength: 80 }).map((bytes) => raw(Buffer.from(bytes))),
  fc.constantFrom(
    raw('{}', { 'content-type': 'text/plain' }),
    raw('a=b', { 'content-type': 'application/x-www-form-urlencoded' }),
    raw('--x\r\n\r\n', { 'content-type': 'multipart/form-data; boundary=x' }),
    raw('{}', { 'content-type': 'application/json; charset=utf-7' }),
    raw('{}', { 'content-type': 'application/json; charset=\u00ff' }),
    raw('{}', { 'content-type': '' }),
    raw('not gzip', { ...JSON_TYPE, 'content-encoding': 'gzip' }),
    raw('{}', { ...JSON_TYPE, 'content-encoding': 'br' }),
    raw('{}', { ...JSON_TYPE, 'content-encoding': 'unknown' }),
  ),
)

/** An object with one thing wrong. */
export function damaged(fits: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(fits, fc.nat(), hostileValue, fc.constantFrom('replace', 'remove', 'add'), fc.constantFrom(...HOSTILE_KEYS))
    .map(([value, at, hostile, how, key]) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return hostile
      const entries = Object.entries(value)
      const index = entries.length > 0 ? at % entries.length : 0
      if (how === 'remove') entries.splice(index, 1)
      else if (how === 'add' || entries.length === 0) entries.push([key, hostile])
      else entries[index] = [entries[index]?.[0] ?? key, hostile]
      // Not fromEntries: a key `__proto__` has to be one.
      return entries.reduce((made, [name, own]) => {
        return Object.defineProperty(made, name, { value: own, enumerable: true, configurable: true, writable: true })
      }, {})
    })
}
