import { describe, expect, it } from 'vitest'
import { channelDocument, volumeDocument } from '../../../schema/documents.ts'
import { directChannelId, type UserId } from '../../../schema/ids.ts'
import type { Json } from '../../../schema/json.ts'
import { CLOCK_TOLERANCE_MS, MAX_SEALED_CHARS } from '../../../schema/limits.ts'
import type { MessageValue } from '../../../schema/registers/messages.ts'
import { aCrew, ada, aWorld, bo, CREW, cy, dee, GENERAL, messageId, NOW } from '../../support/a-world.ts'

const volume = volumeDocument(CREW, 0)
const M1 = messageId(1)
const says = (by: UserId, more: Partial<MessageValue> = {}): MessageValue => ({ by, text: 'Valve 4 checked', ...more })
function writes(actor: UserId, value: object, world = aCrew(), { id = M1, doc = volume, causal = true } = {}): string {
  return world.verdict(actor, doc, [['messages', id, value as Json]], { causal })
}
const withMessage = (value: MessageValue = says(cy), world = aCrew()) => world.withMessage(CREW, M1, value, { seq: 1 })

describe('messages', () => {
  it('[MS1] a deletion holds author and time and nothing else', () => {
    expect(writes(cy, { by: cy, deletedAt: NOW }, withMessage())).toBe('allowed')
    expect(writes(cy, { by: cy, deletedAt: NOW, text: 'x' }, withMessage())).toBe('invalid MS1')
  })
  it('[MS2] nobody writes a system message', () => {
    expect(writes(cy, says(cy, { type: 'system' }))).toBe('forbidden MS2')
    expect(writes(cy, says(cy, { event: { kind: 'joined' } }))).toBe('forbidden MS2')
  })
  it('[MS3] a message says something, or waits for its file', () => {
    expect(writes(cy, { by: cy, text: ' \n' })).toBe('invalid MS3')
    expect(writes(cy, { by: cy })).toBe('invalid MS3')
    expect(writes(cy, { by: cy, type: 'image' })).toBe('allowed')
    expect(writes(cy, { by: cy, forwardedFrom: { id: M1 } })).toBe('allowed')
  })
  it('[MS16] what is encrypted comes without a text, and is something said', () => {
    const sealed = { payload: 'b64', envelopes: '{"2":"k"}' }
    expect(writes(cy, { by: cy, sealed })).toBe('allowed')
    expect(writes(cy, { by: cy, sealed, text: 'Valve 4' })).toBe('invalid MS16')
    expect(writes(cy, { by: cy, sealed: { payload: 'x'.repeat(MAX_SEALED_CHARS) } })).toBe('allowed')
    expect(writes(cy, { by: cy, sealed: { payload: 'x'.repeat(MAX_SEALED_CHARS + 1) } })).toMatch(/^invalid/)
  })
  it('[MS17] an edit keeps a message encrypted, or readable, and its addresses', () => {
    const sealed = { payload: 'b64' }
    const links = [{ url: 'https://example.org/a.pdf', type: 'application/pdf', bytes: 3 }]
    const was = withMessage({ by: cy, sealed, links })
    expect(writes(cy, { by: cy, sealed: { payload: 'c64' }, links, editedAt: NOW }, was)).toBe('allowed')
    expect(writes(cy, { by: cy, text: 'open', links, editedAt: NOW }, was)).toBe('invalid MS17')
    expect(writes(cy, { by: cy, sealed, editedAt: NOW }, was)).toBe('invalid MS13')
    expect(writes(cy, { by: cy, sealed, editedAt: NOW }, withMessage())).toBe('invalid MS17')
  })
  it('[MS3] an address elsewhere is something said; only http and https are addresses', () => {
    const at = (url: string) => writes(cy, { by: cy, links: [{ url, type: 'image/png', bytes: 1 }] })
    expect(at('https://example.org/a.png')).toBe('allowed')
    expect(at('javascript:alert(1)')).toMatch(/^invalid/)
    expect(at('https://example.org/a b')).toMatch(/^invalid/)
  })
  it('[MS4] a file is the writer’s own upload', () => {
    const file = { id: 'f1', name: 'a.jpg', type: 'image/jpeg', bytes: 1 }
    const world = aCrew()
    world.uploads.add(`${cy}/f1`)
    expect(writes(cy, { by: cy, files: [file] }, world)).toBe('allowed')
    expect(writes(bo, { by: bo, files: [file] }, world)).toBe('forbidden MS4')
  })
  it('[MS4] or a file of the message that it forwards, as that is and where the writer reads it', () => {
    const file = { id: 'f1', name: 'a.jpg', type: 'image/jpeg', bytes: 1 }
    const world = withMessage({ by: cy, files: [file] })
    const forward = (by: UserId, other: object = file, from: object = {}) =>
      ({ by, forwardedFrom: { id: M1, channel: CREW, ...from }, files: [other] }) as MessageValue
    const general = { doc: volumeDocument(GENERAL, 0), id: messageId(2) }
    world.put(channelDocument(GENERAL), 'meta', 'kind', 'public')
    expect(writes(bo, forward(bo), world, general)).toBe('allowed')
    expect(writes(dee, forward(dee), world, general)).toBe('forbidden MS4')
    expect(writes(bo, forward(bo, { ...file, name: 'b.jpg' }), world, general)).toBe('forbidden MS4')
    expect(writes(bo, forward(bo, file, { id: messageId(3) }), world, general)).toBe('forbidden MS4')
    expect(writes(bo, { by: bo, files: [file] }, world, general)).toBe('forbidden MS4')
  })
  it('[MS4] or one that was there before the edit', () => {
    const file = { id: 'f1', name: 'a.jpg', type: 'image/jpeg', bytes: 1 }
    const world = withMessage({ by: cy, files: [file] })
    expect(writes(cy, { by: cy, text: 'x', files: [file], editedAt: 1 }, world)).toBe('allowed')
    expect(writes(cy, { by: cy, files: [file, { ...file, id: 'f2' }], editedAt: 1 }, world)).toBe('forbidden MS4')
  })
  it('[MS5] a message is written in one’s own name', () => {
    expect(writes(cy, says(cy))).toBe('allowed')
    expect(writes(cy, says(bo))).toBe('forbidden MS5')
  })
  it('[MS6] a member posts where members post; after a demotion neither writing nor editing goes on', () => {
    expect(writes(dee, says(dee))).toBe('forbidden MB3')
    expect(writes(cy, says(cy), aCrew('broadcast'))).toBe('forbidden MS6')
    expect(writes(bo, says(bo), aCrew('broadcast'))).toBe('allowed')
    const demoted = withMessage(says(cy), aCrew('broadcast'))
    expect(writes(cy, says(cy, { text: 'y', editedAt: 1 }), demoted)).toBe('forbidden MS6')
    expect(writes(cy, { by: cy, deletedAt: 1 }, demoted)).toBe('allowed')
  })
  it('[MS7] an id that another volume has is known to its author and taken for all others', () => {
    const world = withMessage().put(channelDocument(CREW), 'volumes', '1', { from: 2 })
    const doc = volumeDocument(CREW, 1)
    expect(writes(cy, says(cy), world, { doc })).toBe('known MS7')
    expect(writes(bo, says(bo), world, { doc })).toBe('conflict MS7')
    const [verdict] = world.judge(cy, doc, [['messages', M1, says(cy)]])
    expect(verdict?.decision).toMatchObject({ detail: { volume: 0, stamp: { seq: 1 } } })
  })
  it('[MS8] a new message goes into the newest volume, an edit where the message is', () => {
    const world = withMessage().put(channelDocument(CREW), 'volumes', '1', { from: 2 })
    const id = messageId(2)
    const into = (n: number) => writes(cy, says(cy), world, { id, doc: volumeDocument(CREW, n) })
    expect([into(0), into(1), into(2)]).toEqual(['sealed MS8', 'allowed', 'invalid MS8'])
    expect(writes(cy, says(cy, { text: 'y' }), world)).toBe('allowed')
  })
  it('[MS9] an id may lie two minutes ahead, and no millisecond more', () => {
    expect(writes(cy, says(cy), aCrew(), { id: messageId(1, NOW + CLOCK_TOLERANCE_MS) })).toBe('allowed')
    expect(writes(cy, says(cy), aCrew(), { id: messageId(1, NOW + CLOCK_TOLERANCE_MS + 1) })).toBe('clock MS9')
    expect(writes(cy, says(cy), aCrew(), { id: messageId(1, 0) })).toBe('allowed')
  })
  it('[MS10] the author never changes', () => {
    expect(writes(cy, says(bo), withMessage())).toBe('forbidden MS10')
    expect(writes(bo, says(bo), withMessage())).toBe('forbidden MS10')
  })
  it('[MS11] only the author edits and deletes', () => {
    expect(writes(cy, says(cy, { text: 'y', editedAt: 5 }), withMessage())).toBe('allowed')
    expect(writes(ada, says(cy, { text: 'y', editedAt: 5 }), withMessage())).toBe('forbidden MS11')
    expect(writes(ada, { by: cy, deletedAt: NOW }, withMessage())).toBe('forbidden MS11')
  })
  it('[MS11] admins delete where the setting says so, but no system message', () => {
    const world = (value?: MessageValue) => withMessage(value).withSettings({ adminsDeleteMessages: true })
    expect(writes(bo, { by: cy, deletedAt: NOW }, world())).toBe('allowed')
    expect(writes(cy, { by: bo, deletedAt: NOW }, world(says(bo)))).toBe('forbidden MS11')
    const system = world({ by: 0, type: 'system', text: 'ada renamed the channel' })
    expect(writes(ada, { by: 0, deletedAt: NOW }, system)).toBe('forbidden MS11')
  })
  it('[MS12] a causal change of a deleted message is gone, a stale one is left to settle', () => {
    const deleted = () => withMessage({ by: cy, deletedAt: 7 })
    expect(writes(cy, says(cy), deleted())).toBe('gone MS12')
    expect(writes(cy, { by: cy, deletedAt: 8 }, deleted())).toBe('gone MS12')
    expect(writes(cy, { by: cy, deletedAt: 7 }, deleted())).toBe('allowed')
    const [verdict] = deleted().judge(cy, volume, [['messages', M1, says(cy)]], { causal: false })
    expect(verdict).toMatchObject({ superseded: true, decided: { by: cy, deletedAt: 7 } })
  })
  it('[MS13] an edit changes text and files only, and no type means text', () => {
    const reply = says(cy, { replyTo: { id: messageId(9) } })
    expect(writes(cy, { ...reply, text: 'y' }, withMessage(reply))).toBe('allowed')
    expect(writes(cy, says(cy, { text: 'y' }), withMessage(reply))).toBe('invalid MS13')
    expect(writes(cy, says(cy, { type: 'voice' }), withMessage())).toBe('invalid MS13')
    expect(writes(cy, says(cy, { type: 'text' }), withMessage())).toBe('allowed')
  })
  it('[MS14] a block and the wish for contacts only are asked at each message, and answered alike', () => {
    const dm = directChannelId(ada, bo)
    const doc = volumeDocument(dm, 0)
    const shy = () => aWorld().withAccount(bo, 'profile', 'privacy', { allowPrivateMessages: false })
    expect(writes(ada, says(ada), aWorld(), { doc })).toBe('allowed')
    expect(writes(ada, says(ada), shy(), { doc })).toBe('privacy MS14')
    expect(writes(ada, says(ada), shy().withAccount(bo, 'contacts', '1', 1), { doc })).toBe('allowed')
    expect(writes(ada, says(ada), aWorld().withAccount(bo, 'blocks', '1', 1), { doc })).toBe('privacy MS14')
    expect(writes(bo, says(bo), shy(), { doc })).toBe('allowed')
  })
  it('[MS15] nothing is posted to a deleted account', () => {
    const doc = volumeDocument(directChannelId(ada, bo), 0)
    expect(writes(ada, says(ada), aWorld().withUser(bo, '', { deletedAt: 1 }), { doc })).toBe('gone MS15')
  })
})
