import * as Y from 'yjs'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  aScene,
  attack,
  byMux,
  byStock,
  fingerprint,
  GENERAL,
  honestWorkGoesOn,
  NEW_CLIENT as ME,
  playAttack,
  type Attack,
  type Scene,
} from '../../support/hostile-scene.ts'
import { oneStruct, write, type RawContent } from '../../support/hostile-updates.ts'

const bytes = (...parts: number[]) => Uint8Array.from(parts)
const value = (extra: object) => ({ by: 2, text: 'x', ...extra })
const put = (s: Scene, content: RawContent) => oneStruct(ME, 0, { root: 'messages', key: s.h.newId(), content })
const set = (s: Scene, v: unknown) => oneStruct(ME, 0, write('messages', s.h.newId(), v))
const nested = (depth: number, tag: number[]) => bytes(...Array<number[]>(depth).fill(tag).flat(), 126)
const proto = (depth: number): unknown =>
  depth === 0 ? JSON.parse('{"__proto__":{"admin":true}}') : { file: proto(depth - 1) }

const VALUES: Attack[] = [
  attack('lists 5,000 deep', 'invalid', (s) => put(s, { ref: 'raw-any', bytes: nested(5_000, [117, 1]) })),
  attack('objects 5,000 deep', 'invalid', (s) => put(s, { ref: 'raw-any', bytes: nested(5_000, [118, 1, 1, 97]) })),
  attack('lists 9 deep', 'invalid', (s) => put(s, { ref: 'raw-any', bytes: nested(9, [117, 1]) })),
  attack('a __proto__ key', 'invalid', (s) => set(s, JSON.parse('{"by":2,"text":"x","__proto__":{"admin":true}}'))),
  attack('a __proto__ key that would vanish', 'invalid', (s) =>
    set(s, JSON.parse('{"by":2,"text":"x","__proto__":1}')),
  ),
  attack('a __proto__ key 3 deep', 'invalid', (s) => set(s, value({ replyTo: proto(3) }))),
  ...['__proto__', 'constructor', 'toString', '', 'a\u0000b'].flatMap((key) => [
    attack(`the message id ${JSON.stringify(key)}`, 'invalid', () =>
      oneStruct(ME, 0, write('messages', key, value({}))),
    ),
    attack(`the property ${JSON.stringify(key)}`, 'invalid', () => oneStruct(ME, 0, write('meta', key, 'x')), {
      as: 1,
      doc: (s) => s.privateRoot,
    }),
  ]),
  ...[undefined, null, 'text', 7, NaN, 12n, bytes(1), [], { by: '2', text: 'x' }, { by: 2, text: 7 }].map((v, i) =>
    attack(`a value of the wrong type (${i})`, 'invalid', (s) => set(s, v)),
  ),
  attack('an unknown field', 'invalid', (s) => set(s, value({ admin: true }))),
  attack('an undefined field', 'invalid', (s) => set(s, value({ type: undefined }))),
  attack('an endless text', 'invalid', (s) => set(s, value({ text: 'x'.repeat(10_001) }))),
  attack('a reaction with a value', 'invalid', (s) => s.edit(GENERAL, [['reactions', `${s.message}/heart/2`, 2]])),
]

describe.each([
  ['/sync', byMux],
  ['/sync/<doc>', byStock],
] as const)('values that no rule knows, by %s', (_path, endpoint) => {
  let scene: Scene
  beforeAll(() => void (scene = aScene()))

  it.each(VALUES)('[AD4] $name: $answer', (attack) => {
    expect(playAttack(scene, attack, endpoint)).toEqual({ answer: attack.answer, traces: [] })
    honestWorkGoesOn(scene)
  })

  it('[IN1] an update that is cut off at any byte is refused', () => {
    const update = scene.edit(GENERAL, [
      ['messages', scene.h.newId(), { by: 2, text: 'a message of some length 😀' }],
      ['reactions', `${scene.message}/heart/2`, 1],
    ])
    const before = fingerprint(scene)
    const answers = new Set(Array.from(update, (_, i) => endpoint(scene, 2, GENERAL, update.slice(0, i))))
    expect([...answers]).toEqual(['invalid'])
    expect(fingerprint(scene)).toBe(before)
    expect(endpoint(scene, 2, GENERAL, update)).toBe('accepted')
  })

  it('[IN1] a V2 update is refused, whatever its length', () => {
    const before = fingerprint(scene)
    for (let length = 0; length < 40; length++) {
      const doc = new Y.Doc()
      doc.getMap('messages').set('k', 'x'.repeat(length))
      expect(endpoint(scene, 2, GENERAL, Y.encodeStateAsUpdateV2(doc))).toBe('invalid')
    }
    expect(fingerprint(scene)).toBe(before)
  })
})
