import { describe, expect, it } from 'vitest'
import { accountDocument, channelDocument, DIRECTORY, volumeDocument } from '../../../schema/documents.ts'
import type { Json } from '../../../schema/json.ts'
import { aCrew, ada, bo, CREW, cy, dee, messageId, type Write } from '../../support/a-world.ts'

const volume = volumeDocument(CREW, 0)
const root = channelDocument(CREW)
const M1 = messageId(1)
const says = (by: number, text = 'hi') => ({ by, text })
const of = (doc: string, ...write: Write) => aCrew().verdict(ada, doc, [write])

describe('judging', () => {
  it('[JG1] an unknown root is refused', () => {
    expect(of(volume, 'secrets', 'x', 1)).toBe('invalid JG1')
    expect(of(root, 'messages', M1, says(ada))).toBe('invalid JG1')
    expect(of(volume, 'constructor', 'x', 1)).toBe('invalid JG1')
  })
  it('[JG2] what the server writes is refused to people', () => {
    expect(of(volume, 'stamps', M1, { id: 1, seq: 1, at: 1 })).toBe('forbidden JG2')
    expect(of(root, 'volumes', '1', { from: 2 })).toBe('forbidden JG2')
    expect(of(root, 'joined', '1', { id: 1, at: 1 })).toBe('forbidden JG2')
    expect(of(accountDocument(ada), 'memberships', CREW, { kind: 'group', role: 'owner' })).toBe('forbidden JG2')
    expect(of(DIRECTORY, 'users', '1', { username: 'root', admin: true })).toBe('forbidden JG2')
  })
  it('[JG3] malformed keys and values are refused', () => {
    expect(of(volume, 'messages', 'not-an-id', says(ada))).toBe('invalid JG3')
    expect(of(root, 'members', '01', { role: 'member', by: 1 })).toBe('invalid JG3')
    expect(of(root, 'meta', '__proto__', 'x')).toBe('invalid JG3')
    expect(of(volume, 'messages', M1, { ...says(ada), colour: 'red' })).toBe('invalid JG3')
    expect(of(volume, 'messages', M1, null)).toBe('invalid JG3')
    const poisoned = Object.assign(Object.create({ by: 1 }) as object, { text: 'x' }) as Json
    expect(of(volume, 'messages', M1, poisoned)).toBe('invalid JG3')
  })
  it('[JG3] text of 10,000 characters is taken, one more is not', () => {
    expect(of(volume, 'messages', M1, says(ada, 'x'.repeat(10_000)))).toBe('allowed')
    expect(of(volume, 'messages', M1, says(ada, 'x'.repeat(10_001)))).toBe('invalid JG3')
  })
  it('[JG3] 20 files are taken, 21 are not', () => {
    const world = aCrew()
    const file = { id: 'f', name: 'a', type: 'text/plain', bytes: 1 }
    world.uploads.add(`${ada}/f`)
    const with_ = (n: number) => world.verdict(ada, volume, [['messages', M1, { by: ada, files: Array(n).fill(file) }]])
    expect([with_(20), with_(21)]).toEqual(['allowed', 'invalid JG3'])
  })
  it('[JG4] messages, members and properties are replaced, never removed', () => {
    expect(of(volume, 'messages', M1, undefined)).toBe('invalid JG4')
    expect(of(root, 'members', '3', undefined)).toBe('invalid JG4')
    expect(of(root, 'meta', 'topic', undefined)).toBe('invalid JG4')
    expect(of(volume, 'reactions', `${M1}/heart/1`, undefined)).toBe('allowed')
  })
  it('[JG5] an entry sees those before it in the same update', () => {
    const react: Write = ['reactions', `${M1}/heart/1`, 1]
    expect(aCrew().verdict(ada, volume, [['messages', M1, says(ada)], react])).toBe('allowed')
    expect(aCrew().verdict(ada, volume, [react, ['messages', M1, says(ada)]])).toBe('gone RX3')
    const members: Write[] = [
      ['members', String(dee), { role: 'owner', by: ada }],
      ['members', String(ada), { role: 'member', by: ada }],
    ]
    expect(aCrew().verdict(ada, root, members)).toBe('allowed')
    expect(aCrew().verdict(ada, root, [...members].reverse())).toBe('forbidden MB16')
  })
  it('[JG5] a refused entry is not seen by the next', () => {
    const verdicts = aCrew().judge(cy, volume, [
      ['messages', M1, says(bo)],
      ['reactions', `${M1}/heart/3`, 1],
    ])
    expect(verdicts.map(({ decision }) => decision.allowed)).toEqual([false, false])
  })
  it('[JG5] a stale write that is overruled is told as superseded, with what holds', () => {
    const newer = { ...says(ada, 'newer'), editedAt: 9 }
    const world = aCrew().withMessage(CREW, M1, newer)
    const older: Write = ['messages', M1, { ...says(ada, 'older'), editedAt: 8 }]
    expect(world.judge(ada, volume, [older], { causal: false })).toMatchObject([{ superseded: true, decided: newer }])
    expect(world.judge(ada, volume, [older])).toMatchObject([{ superseded: false, decided: { text: 'older' } }])
  })
})
