import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channelDocument } from '../../../schema/documents.ts'
import type { Json } from '../../../schema/json.ts'
import { settle } from '../../../schema/rules/settle.ts'
import { aCrew, ada, CREW, cy } from '../../support/a-world.ts'

const edit = (editedAt?: number): Json => ({ by: 1, text: 'x', ...(editedAt !== undefined && { editedAt }) })
const deletion: Json = { by: 1, deletedAt: 5 }

describe('settling', () => {
  it('[ST1] a deleted message stays deleted', () => {
    expect(settle('messages', deletion, edit(99))).toBe('before')
    expect(settle('messages', deletion, { by: 1, deletedAt: 6 })).toBe('before')
  })
  it('[ST2] a deletion wins, else the later edit', () => {
    expect(settle('messages', edit(99), deletion)).toBe('incoming')
    expect(settle('messages', edit(9), edit(10))).toBe('incoming')
    expect(settle('messages', edit(9), edit(8))).toBe('before')
    expect(settle('messages', edit(1), edit())).toBe('before')
    expect(settle('messages', edit(9), undefined)).toBe('before')
  })
  it('[ST3] of two edits of one time the arriving holds', () => {
    expect(settle('messages', edit(9), edit(9))).toBe('incoming')
    expect(settle('messages', edit(), edit(0))).toBe('incoming')
  })
  it('[ST4] a stale change of a member is refused, and the one that changes nothing is not', () => {
    const change = [['members', String(cy), { role: 'admin', by: ada }]] as const
    expect(aCrew().verdict(ada, channelDocument(CREW), change, { causal: false })).toBe('stale ST4')
    const same = [['members', String(cy), { role: 'member', by: ada }]] as const
    expect(aCrew().verdict(ada, channelDocument(CREW), same, { causal: false })).toBe('allowed')
    expect(settle('members', undefined, { role: 'member', by: 1 })).toBe('incoming')
  })
  it('[ST5] of two read marks the larger holds', () => {
    expect([4, 5, 6].map((seq) => settle('read', { seq: 5 }, { seq }))).toEqual(['before', 'incoming', 'incoming'])
    expect(settle('read', { seq: 5 }, undefined)).toBe('incoming')
  })
  it('[ST6] elsewhere the arriving write holds', () => {
    for (const root of ['meta', 'pins', 'reactions', 'drafts', 'channels', 'profile']) {
      expect(settle(root, 'a', 'b')).toBe('incoming')
    }
  })
  it('[ST2] the outcome of many stale edits of different times does not hang on their order', () => {
    const times = fc.uniqueArray(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(times, fc.boolean(), fc.infiniteStream(fc.nat()), (times, deletes, random) => {
        const writes = [...times.map((time) => edit(time)), ...(deletes ? [deletion] : [])]
        const shuffled = writes.map((write) => [random.next().value as number, write] as const)
        const order = shuffled.sort(([a], [b]) => a - b).map(([, write]) => write)
        let held: Json = edit()
        for (const write of order) if (settle('messages', held, write) === 'incoming') held = write
        expect(held).toEqual(deletes ? deletion : edit(Math.max(...times)))
      }),
    )
  })
})
