import { describe, expect, it } from 'vitest'
import { channelDocument, volumeDocument } from '../../../schema/documents.ts'
import type { UserId } from '../../../schema/ids.ts'
import type { Json } from '../../../schema/json.ts'
import { aCrew, ada, bo, CREW, cy, dee, messageId } from '../../support/a-world.ts'

const M1 = messageId(1)
const world = (kind: 'private' | 'broadcast' | 'group' = 'private') =>
  aCrew(kind).withMessage(CREW, M1, { by: ada, text: 'hi' }, { seq: 1 })
const reacts = (actor: UserId, name: string, user = actor, on = world(), id = M1, takesBack = false) =>
  on.verdict(actor, volumeDocument(CREW, 0), [['reactions', `${id}/${name}/${user}`, takesBack ? undefined : 1]])

describe('reactions', () => {
  it('[RX1] a member cannot react, or take back, in another member’s name', () => {
    expect(reacts(cy, 'heart')).toBe('allowed')
    expect(reacts(cy, 'heart', bo)).toBe('forbidden RX1')
    expect(reacts(cy, 'heart', bo, world(), M1, true)).toBe('forbidden RX1')
  })
  it('[RX2] a reaction is an allowed name or one emoji', () => {
    for (const name of ['thumbsup', '👍', '👍🏽', '👨‍👩‍👧', '🇪🇸', '7️⃣']) expect(reacts(cy, name), name).toBe('allowed')
    for (const name of ['nonsense', '👍👍', 'a', '7', '__proto__', '<b>', '\u200d']) {
      expect(reacts(cy, name), name).toBe('invalid RX2')
    }
    expect(reacts(cy, '')).toBe('invalid JG3')
    expect(reacts(cy, 'x'.repeat(65))).toBe('invalid JG3')
  })
  it('[RX3] only a message that is there takes a reaction, and one taken back may outlive it', () => {
    expect(reacts(cy, 'heart', cy, world(), messageId(2))).toBe('gone RX3')
    const deleted = world().withMessage(CREW, M1, { by: ada, deletedAt: 5 }, { seq: 1 })
    expect(reacts(cy, 'heart', cy, deleted)).toBe('gone RX3')
    expect(reacts(cy, 'heart', cy, deleted, M1, true)).toBe('allowed')
  })
  it('[RX4] members react, also where they may not post; strangers do not', () => {
    expect(reacts(cy, 'heart', cy, world('broadcast'))).toBe('allowed')
    expect(reacts(dee, 'heart', dee, world('group'))).toBe('forbidden MB3')
  })
})

describe('pins', () => {
  const pins = (actor: UserId, value: Json | undefined, on = world(), id = M1) =>
    on.verdict(actor, channelDocument(CREW), [['pins', id, value]])
  it('[PN1] who may post pins and takes pins down', () => {
    expect(pins(cy, { by: cy, at: 1 })).toBe('allowed')
    expect(pins(cy, { by: cy, at: 1 }, world('broadcast'))).toBe('forbidden PN1')
    expect(pins(dee, { by: dee, at: 1 }, world('group'))).toBe('forbidden PN1')
    expect(pins(cy, undefined, world().put(channelDocument(CREW), 'pins', M1, { by: ada, at: 1 }))).toBe('allowed')
    expect(pins(cy, undefined, world('broadcast'))).toBe('forbidden PN1')
  })
  it('[PN2] a pin names who set it', () => {
    expect(pins(cy, { by: bo, at: 1 })).toBe('forbidden PN2')
  })
  it('[PN3] only a message that is there is pinned', () => {
    expect(pins(cy, { by: cy, at: 1 }, world(), messageId(2))).toBe('gone PN3')
    expect(pins(cy, { by: cy, at: 1 }, world().withMessage(CREW, M1, { by: ada, deletedAt: 5 }))).toBe('gone PN3')
  })
})
