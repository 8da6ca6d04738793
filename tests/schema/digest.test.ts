import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { addRegister, digestOf, digestText, type Digest } from '../../schema/digest.ts'
import { canonicalJson, isPlainJson, sameJson, type Json } from '../../schema/json.ts'

const ROOTS = ['a', 'b']
const write = fc.tuple(
  fc.constantFrom(...ROOTS),
  fc.constantFrom('x', 'y', 'z'),
  fc.option(fc.jsonValue({ maxDepth: 2 }), { freq: 4 }),
)

it('a digest kept with each write equals the one of the whole document', () => {
  fc.assert(
    fc.property(fc.array(write, { maxLength: 30 }), (writes) => {
      const doc = new Y.Doc()
      const kept: Digest = { low: 0, high: 0 }
      for (const [root, key, value] of writes) {
        const map = doc.getMap(root)
        if (map.has(key)) addRegister(kept, -1, root, key, map.get(key))
        if (value === null) map.delete(key)
        else map.set(key, value)
        if (value !== null) addRegister(kept, 1, root, key, map.get(key))
      }
      expect(digestText(kept)).toBe(digestText(digestOf(doc, ROOTS)))
    }),
  )
})

it('a digest does not hang on the order of registers, nor on that of a value’s keys', () => {
  const registers: [string, string, Json][] = [
    ['a', 'x', { p: 1, q: [1, 2] }],
    ['a', 'y', 'text'],
    ['b', 'x', null],
  ]
  const sum = (list: [string, string, Json][]) => {
    const digest: Digest = { low: 0, high: 0 }
    for (const [root, key, value] of list) addRegister(digest, 1, root, key, value)
    return digestText(digest)
  }
  expect(sum([...registers].reverse())).toBe(sum(registers))
  expect(sum([['a', 'x', { q: [1, 2], p: 1 }], ...registers.slice(1)])).toBe(sum(registers))
  expect(sum([['a', 'x', { p: 1, q: [2, 1] }], ...registers.slice(1)])).not.toBe(sum(registers))
  expect(sum(registers)).toMatch(/^[0-9a-f]{16}$/)
})

it('a register moved to another root, key or value changes the digest', () => {
  const one = (root: string, key: string, value: Json) => {
    const digest: Digest = { low: 0, high: 0 }
    addRegister(digest, 1, root, key, value)
    return digestText(digest)
  }
  const all = [
    one('a', 'x', 1),
    one('b', 'x', 1),
    one('a', 'y', 1),
    one('a', 'x', 2),
    one('a', 'x', '1'),
    one('a', 'x', null),
  ]
  expect(new Set(all).size).toBe(all.length)
})

it('[JG3] plain JSON of eight levels is taken, nine are not, nor prototypes, holes and functions', () => {
  const nested = (depth: number): Json => (depth === 0 ? 1 : [nested(depth - 1)])
  expect([isPlainJson(nested(8)), isPlainJson(nested(9))]).toEqual([true, false])
  for (const odd of [
    undefined,
    NaN,
    Infinity,
    () => 1,
    new Uint8Array(1),
    new Date(),
    Object.create(null),
    [undefined],
    1n,
  ]) {
    expect(isPlainJson(odd)).toBe(false)
  }
})

it('values are the same when their canonical text is', () => {
  expect(sameJson({ a: 1, b: [null] }, { b: [null], a: 1 })).toBe(true)
  expect(sameJson(undefined, null)).toBe(false)
  expect(canonicalJson({ b: 1, a: undefined, c: 'é' })).toBe('{"b":1,"c":"é"}')
})
