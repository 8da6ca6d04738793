import * as Y from 'yjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { MAX_UPDATE_BYTES } from '../../../schema/limits.ts'
import {
  ADA_CLIENT,
  aScene,
  attack,
  byMux,
  byStock,
  GENERAL,
  honestWorkGoesOn,
  NEW_CLIENT as ME,
  playAttack,
  type Attack,
  type Scene,
} from '../../support/hostile-scene.ts'
import { oneStruct, rawUpdate, write, type RawContent, type RawStruct } from '../../support/hostile-updates.ts'

const bytes = (...parts: number[]) => Uint8Array.from(parts)
const value = (extra: object) => ({ by: 2, text: 'x', ...extra })
const message = (s: Scene, extra: object = {}) => write('messages', s.h.newId(), value(extra))
const many = (length: number, struct: (i: number) => RawStruct) => Array.from({ length }, (_, i) => struct(i))
const put = (s: Scene, content: RawContent) => oneStruct(ME, 0, { root: 'messages', key: s.h.newId(), content })
const group = (client: number, clock: number, ...structs: RawStruct[]) => ({ client, clock, structs })
const mine = (s: Scene) => group(ME, 0, message(s))
const known = (s: Scene) => Y.getState(s.room(GENERAL).doc.store, ADA_CLIENT)
const server = (s: Scene) => s.room(GENERAL).serverClient

const STRUCTS: Attack[] = [
  attack('a GC struct', 'invalid', () => oneStruct(ME, 0, { content: { ref: 'gc', length: 1 } })),
  attack('a Skip', 'gap', () => oneStruct(ME, 0, { content: { ref: 'skip', length: 1 } })),
  attack('a write behind a Skip', 'gap', (s) =>
    rawUpdate({ groups: [group(ME, 0, { content: { ref: 'skip', length: 1 } }, message(s))] }),
  ),
  attack('a clock that leaves a hole', 'gap', (s) => oneStruct(ME, 7, message(s))),
  attack('an unknown origin', 'gap', () => oneStruct(ME, 0, write('', '', value({}), { client: 3, clock: 9 }))),
  attack('an origin in itself', 'gap', () => oneStruct(ME, 0, write('', '', value({}), { client: ME, clock: 0 }))),
  attack('a delete of clocks that do not exist', 'gap', () =>
    rawUpdate({ deletes: [{ client: ADA_CLIENT, ranges: [[999, 1]] }] }),
  ),
  attack('an unknown root', 'invalid', () => oneStruct(ME, 0, write('evil', 'key', 1))),
  attack('an unknown root in a struct that is known', 'invalid', (s) =>
    rawUpdate({ groups: [group(ADA_CLIENT, 0, write('evil', 'key', 1)), mine(s)] }),
  ),
  attack('an unknown origin in a struct that is known', 'invalid', (s) =>
    rawUpdate({ groups: [group(ADA_CLIENT, 0, write('', '', 1, { client: 3, clock: 9 })), mine(s)] }),
  ),
  attack('a root and key that read like another pair', 'invalid', () =>
    rawUpdate({ groups: [group(ME, 0, write('reactions', 'a\nb', 1), write('reactions\na', 'b', 1))] }),
  ),
  attack('a nested type', 'invalid', (s) => put(s, { ref: 'type', kind: 1 })),
  attack('a child of an item', 'invalid', () =>
    oneStruct(ME, 0, { parent: { client: ADA_CLIENT, clock: 0 }, key: 'k', content: { ref: 'any', values: [1] } }),
  ),
  attack('a list item in a map root', 'invalid', () =>
    oneStruct(ME, 0, { root: 'messages', content: { ref: 'any', values: [1] } }),
  ),
  attack('a subdocument', 'invalid', (s) => put(s, { ref: 'doc', guid: 'g' })),
  attack('text content', 'invalid', (s) => put(s, { ref: 'string', text: 'x' })),
  attack('binary content', 'invalid', (s) => put(s, { ref: 'binary', bytes: bytes(1) })),
  attack('a format', 'invalid', (s) => put(s, { ref: 'format', name: 'bold', value: true })),
  attack('an embed', 'invalid', (s) => put(s, { ref: 'embed', value: {} })),
  attack('JSON content', 'invalid', (s) => put(s, { ref: 'json', values: [{ by: 2, text: 'x' }] })),
  attack('two values in one struct', 'invalid', (s) => put(s, { ref: 'any', values: [value({}), value({})] })),
  attack('no value', 'invalid', (s) => put(s, { ref: 'any', values: [] })),
  attack('a right origin', 'invalid', (s) =>
    oneStruct(ME, 0, { ...message(s), rightOrigin: { client: ADA_CLIENT, clock: 0 } }),
  ),
  attack('an item cut into another register', 'invalid', (s) =>
    rawUpdate({
      groups: [group(ADA_CLIENT, known(s) - 1, { root: 'pins', key: 'x', content: { ref: 'deleted', length: 2 } })],
    }),
  ),
  attack('a client twice', 'invalid', (s) => rawUpdate({ groups: [mine(s), group(ME, 1, message(s))] })),
  attack('a client twice, then without structs', 'invalid', (s) => rawUpdate({ groups: [mine(s), group(ME, 0)] })),
  attack('an empty delete range', 'invalid', (s) =>
    rawUpdate({ groups: [mine(s)], deletes: [{ client: ME, ranges: [[1, 0]] }] }),
  ),
  attack('ranges of a client twice', 'invalid', (s) =>
    rawUpdate({
      deletes: [
        { client: server(s), ranges: [[0, 1]] },
        { client: server(s), ranges: [[0, 1]] },
      ],
    }),
  ),
  attack('50,000 overlapping ranges', 'invalid', (s) =>
    rawUpdate({ deletes: [{ client: server(s), ranges: Array<[number, number]>(50_000).fill([0, 1]) }] }),
  ),
  attack('bytes behind the end', 'invalid', (s) => rawUpdate({ groups: [mine(s)], tail: bytes(0) })),
  attack('a length beyond all numbers', 'invalid', () =>
    oneStruct(ME, 0, { root: 'reactions', key: 'x', content: { ref: 'deleted', length: Number.MAX_SAFE_INTEGER } }),
  ),
  attack('a client id over 32 bits', 'invalid', (s) => oneStruct(2 ** 32, 0, message(s))),
]

const SIZES: Attack[] = [
  attack('an update over the size limit', 'too_large', () => new Uint8Array(MAX_UPDATE_BYTES + 1)),
  attack('10,001 structs', 'too_large', () =>
    rawUpdate({ groups: [group(ME, 0, ...many(10_001, (i) => write('messages', `k${i}`, 1)))] }),
  ),
  attack('257 clients', 'too_large', (s) =>
    rawUpdate({ groups: many(257, () => message(s)).map((struct, i) => group(ME + i, 0, struct)) }),
  ),
  attack('50,001 delete ranges', 'too_large', (s) =>
    rawUpdate({
      deletes: [{ client: server(s), ranges: Array.from({ length: 50_001 }, (_, i) => [i * 2, 1] as const) }],
    }),
  ),
  attack('1,000 rival writes of one register', 'too_large', (s) =>
    rawUpdate({ groups: [group(ME, 0, ...many(1_000, () => write('messages', s.deleted, value({}))))] }),
  ),
]

describe.each([
  ['/sync', byMux],
  ['/sync/<doc>', byStock],
] as const)('bytes that no client makes, by %s', (_path, endpoint) => {
  let scene: Scene
  beforeAll(() => void (scene = aScene()))

  it.each([...STRUCTS, ...SIZES])('[AD4] $name: $answer', (attack) => {
    expect(playAttack(scene, attack, endpoint)).toEqual({ answer: attack.answer, traces: [] })
    honestWorkGoesOn(scene)
  })
})
