import { describe, expect, it } from 'vitest'
import { accountDocument } from '../../../schema/documents.ts'
import type { Json } from '../../../schema/json.ts'
import { MAX_ACCOUNT_REGISTERS } from '../../../schema/limits.ts'
import { aCrew, ada, bo, CREW, dee, messageId, NOBODY } from '../../support/a-world.ts'

const sets = (world: ReturnType<typeof aCrew>, root: string, key: string, value: Json | undefined, actor = ada) =>
  world.verdict(actor, accountDocument(ada), [[root, key, value]])

describe('one’s own account', () => {
  it('[AC1] only its owner writes an account', () => {
    expect(sets(aCrew(), 'drafts', CREW, 'on my way')).toBe('allowed')
    expect(sets(aCrew(), 'drafts', CREW, 'on my way', bo)).toBe('forbidden AC1')
  })
  it('[AC2] an account holds 50,000 registers, and one update cannot pass the limit', () => {
    const world = aCrew()
    for (let n = 0; n < MAX_ACCOUNT_REGISTERS - 1; n++) world.withAccount(ada, 'prefs', `p${n}`, true)
    const verdicts = world.judge(ada, accountDocument(ada), [
      ['prefs', 'last', 1],
      ['prefs', 'over', 1],
      ['prefs', 'p0', false],
      ['prefs', 'p1', undefined],
      ['prefs', 'fits', 1],
    ])
    expect(verdicts.map(({ decision }) => decision.allowed)).toEqual([true, false, true, true, true])
    expect(verdicts[1]?.decision).toMatchObject({ code: 'too_large' })
  })
  it('[AC3] contacts and blocks are other accounts that exist', () => {
    for (const root of ['contacts', 'blocks']) {
      expect(sets(aCrew(), root, String(bo), 1)).toBe('allowed')
      expect(sets(aCrew(), root, String(ada), 1)).toBe('invalid AC3')
      expect(sets(aCrew(), root, String(NOBODY), 1)).toBe('invalid AC3')
      expect(sets(aCrew(), root, String(NOBODY), undefined)).toBe('allowed')
    }
  })
  it('[AC4] a read mark names the message with that number, in a channel one reads', () => {
    const id = messageId(1)
    const world = aCrew().withMessage(CREW, id, { by: bo, text: 'hi' }, { seq: 3 })
    expect(sets(world, 'read', CREW, { seq: 3, messageId: id })).toBe('allowed')
    expect(sets(world, 'read', CREW, { seq: 2, messageId: id })).toBe('stale AC4')
    expect(sets(world, 'read', CREW, { seq: 3 })).toBe('stale AC4')
    expect(sets(world, 'read', CREW, { seq: 3, messageId: messageId(2) })).toBe('stale AC4')
    expect(sets(world, 'read', CREW, { seq: 0 })).toBe('allowed')
    const strangers = world.verdict(dee, accountDocument(dee), [['read', CREW, { seq: 0 }]])
    expect(strangers).toBe('forbidden AC4')
  })
})
