/** DESIGN.md, section 4, row by row: what stock Yjs does with hostile input (shown on a plain Y.Doc), and what we do. */
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import {
  ADA_CLIENT,
  aScene,
  byMux,
  byStock,
  fingerprint,
  GENERAL,
  honestWorkGoesOn,
  NEW_CLIENT,
  type Scene,
} from '../../support/hostile-scene.ts'
import { oneStruct, rawUpdate, write } from '../../support/hostile-updates.ts'

/** Both endpoints give these answers, nothing is left behind, and Ada goes on under her own id. */
function refuses(scene: Scene, answer: string, update: Uint8Array): void {
  const before = fingerprint(scene)
  expect([byMux(scene, 2, GENERAL, update), byStock(scene, 2, GENERAL, update)]).toEqual([answer, answer])
  expect(fingerprint(scene)).toBe(before)
  honestWorkGoesOn(scene)
}

function stockDoc(client: number): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.getMap('messages').set('first', 1)
  return doc
}

const copyOf = (doc: Y.Doc) => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

/** Whether stock Yjs takes the value, or runs out of stack on it. */
function poisons(update: Uint8Array): boolean {
  const doc = stockDoc(ADA_CLIENT)
  try {
    Y.applyUpdate(doc, update)
  } catch (error) {
    return error instanceof RangeError
  }
  return doc.getMap('messages').size === 2
}

describe('hostile input', () => {
  it('[AD3] another device’s client id at its next clock', () => {
    const victim = stockDoc(ADA_CLIENT)
    const server = copyOf(victim)
    Y.applyUpdate(server, oneStruct(ADA_CLIENT, 1, write('messages', 'stolen', 1)))
    victim.getMap('messages').set('own', 1)
    Y.applyUpdate(server, Y.encodeStateAsUpdate(victim))
    expect(server.getMap('messages').has('own')).toBe(false)
    expect(Y.encodeStateVector(server)).toEqual(Y.encodeStateVector(victim))

    const scene = aScene()
    const next = Y.getState(scene.room(GENERAL).doc.store, ADA_CLIENT)
    const stolen = write('messages', scene.h.newId(), { by: 2, text: 'x' })
    refuses(scene, 'forbidden', oneStruct(ADA_CLIENT, next, stolen))
  })

  it('[IN3] a GC struct', () => {
    const gc = oneStruct(ADA_CLIENT, 1, { content: { ref: 'gc', length: 2 ** 40 } })
    expect(gc.length).toBeLessThanOrEqual(14)
    const victim = stockDoc(ADA_CLIENT)
    const server = copyOf(victim)
    Y.applyUpdate(server, gc)
    victim.getMap('messages').set('own', 1)
    Y.applyUpdate(server, Y.encodeStateAsUpdate(victim))
    expect(server.getMap('messages').has('own')).toBe(false)

    const scene = aScene()
    const next = Y.getState(scene.room(GENERAL).doc.store, ADA_CLIENT)
    refuses(scene, 'invalid', oneStruct(ADA_CLIENT, next, { content: { ref: 'gc', length: 2 ** 40 } }))
    refuses(scene, 'invalid', oneStruct(NEW_CLIENT, 0, { content: { ref: 'gc', length: 1 } }))
  })

  it('[IN8] a bare delete set', () => {
    const bare = rawUpdate({ deletes: [{ client: ADA_CLIENT, ranges: [[0, 1]] }] })
    expect(bare.length).toBe(6)
    const server = stockDoc(ADA_CLIENT)
    Y.applyUpdate(server, bare)
    expect(server.getMap('messages').has('first')).toBe(false)

    refuses(aScene(), 'invalid', bare)
  })

  it('[IN8] a bare delete set for clocks that do not exist yet', () => {
    const early = rawUpdate({ deletes: [{ client: ADA_CLIENT, ranges: [[1, 100]] }] })
    const victim = stockDoc(ADA_CLIENT)
    const server = copyOf(victim)
    Y.applyUpdate(server, early)
    victim.getMap('messages').set('own', 1)
    Y.applyUpdate(server, Y.encodeStateAsUpdate(victim))
    expect(server.getMap('messages').has('own')).toBe(false)

    const scene = aScene()
    const next = Y.getState(scene.room(GENERAL).doc.store, ADA_CLIENT)
    refuses(scene, 'gap', rawUpdate({ deletes: [{ client: ADA_CLIENT, ranges: [[next, 100]] }] }))
  })

  it('[IN7] updates with gaps', () => {
    const gap = oneStruct(NEW_CLIENT, 1, write('messages', 'late', 1))
    const server = stockDoc(ADA_CLIENT)
    Y.applyUpdate(server, gap)
    expect(server.store.pendingStructs).not.toBe(null)

    refuses(aScene(), 'gap', gap)
  })

  it.each([
    ['unknown roots', oneStruct(NEW_CLIENT, 0, write('evil', 'k', 1))],
    ['nested types', oneStruct(NEW_CLIENT, 0, { root: 'messages', key: 'k', content: { ref: 'type', kind: 1 } })],
    ['list items in a map root', oneStruct(NEW_CLIENT, 0, { root: 'messages', content: { ref: 'any', values: [1] } })],
    ['subdocuments', oneStruct(NEW_CLIENT, 0, { root: 'messages', key: 'k', content: { ref: 'doc', guid: 'g' } })],
  ])('[IN5] [IN6] %s', (_name, update) => {
    const server = stockDoc(ADA_CLIENT)
    Y.applyUpdate(server, update)
    expect(Y.getState(server.store, NEW_CLIENT)).toBe(1)

    refuses(aScene(), 'invalid', update)
  })

  it.each([
    ['`__proto__` keys', () => JSON.parse('{"by":2,"text":"x","__proto__":{"text":"y"}}')],
    ['JSON 5,000 deep', () => Array.from({ length: 5_000 }).reduce<unknown>((inner) => [inner], 1)],
    ['wrong types', () => ({ by: 2, text: { toString: 1 } })],
  ])('[JG3] %s', (_name, makeValue) => {
    const scene = aScene()
    const update = oneStruct(NEW_CLIENT, 0, write('messages', scene.h.newId(), makeValue()))
    expect(poisons(update)).toBe(true)

    refuses(scene, 'invalid', update)
  })

  it('[IN1] a truncated update', () => {
    const scene = aScene()
    const whole = scene.edit(GENERAL, [
      ['reactions', `${scene.message}/heart/2`, 1],
      ['reactions', `${scene.message}/thumbsup/2`, 1],
    ])
    const server = stockDoc(ADA_CLIENT)
    expect(() =>
      Y.applyUpdate(
        server,
        rawUpdate({ groups: [{ client: 7, clock: 0, structs: [write('messages', 'k', 1)] }] }).slice(0, -1),
      ),
    ).toThrow()
    expect(server.getMap('messages').has('k')).toBe(true)

    refuses(scene, 'invalid', whole.slice(0, -1))
  })

  it('[IN1] V2 updates', () => {
    const scene = aScene()
    const doc = stockDoc(NEW_CLIENT)
    refuses(scene, 'invalid', Y.encodeStateAsUpdateV2(doc))
    refuses(
      scene,
      'invalid',
      Uint8Array.from({ length: 27 }, (_, i) => i),
    )
  })

  it('[IN6] an erased run that is known in part and names another place', () => {
    const server = stockDoc(ADA_CLIENT)
    Y.applyUpdate(server, oneStruct(NEW_CLIENT, 0, write('reactions', 'own', 1)))
    const cut = { content: { ref: 'deleted', length: 2 }, root: 'messages', key: 'first' } as const
    Y.applyUpdate(server, oneStruct(NEW_CLIENT, 0, cut))
    expect(server.getMap('messages').has('first')).toBe(false)

    const scene = aScene()
    const own = scene.edit(GENERAL, [['reactions', `${scene.message}/heart/2`, 1]])
    expect(byMux(scene, 2, GENERAL, own)).toBe('accepted')
    refuses(scene, 'invalid', oneStruct(NEW_CLIENT, 0, { ...cut, key: scene.message }))
  })
})
