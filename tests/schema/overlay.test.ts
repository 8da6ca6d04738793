import { expect, it } from 'vitest'
import { accountDocument, parseDocumentName, volumeDocument, type DocumentRef } from '../../schema/documents.ts'
import { overlayWorld } from '../../schema/rules/overlay.ts'
import { aCrew, ada, bo, CREW, messageId } from '../support/a-world.ts'

const over = (world: ReturnType<typeof aCrew>, doc: string) =>
  overlayWorld(world, parseDocumentName(doc) as DocumentRef)

it('[JG5] what was written over a document is read from it, and the document stays as it was', () => {
  const world = aCrew().withAccount(ada, 'drafts', 'general', 'old').withAccount(ada, 'drafts', CREW, 'kept')
  const doc = accountDocument(ada)
  const overlay = over(world, doc)
  overlay.set('drafts', 'general', 'new')
  overlay.set('drafts', CREW, undefined)
  expect([...overlay.registers(doc).entries('drafts')]).toEqual([['general', 'new']])
  expect(overlay.registers(doc).get('drafts', CREW)).toBeUndefined()
  expect(world.registers(doc).get('drafts', 'general')).toBe('old')
})

it('[JG5] a message written over a volume is found there, and deleted when it was', () => {
  const overlay = over(aCrew(), volumeDocument(CREW, 3))
  overlay.set('messages', messageId(1), { by: bo, text: 'hi' })
  expect(overlay.findMessage(CREW, messageId(1))).toEqual({ volume: 3, by: bo, seq: 0, deleted: false })
  overlay.set('messages', messageId(1), { by: bo, deletedAt: 1 })
  expect(overlay.findMessage(CREW, messageId(1))).toMatchObject({ deleted: true })
  expect(overlay.findMessage(CREW, messageId(2))).toBeNull()
})

it('[AC2] registers are counted through what is written over them', () => {
  const overlay = over(aCrew().withAccount(ada, 'drafts', CREW, 'x'), accountDocument(ada))
  expect(overlay.countRegisters()).toBe(1)
  overlay.set('prefs', 'theme', 'dark')
  overlay.set('prefs', 'theme', 'light')
  expect(overlay.countRegisters()).toBe(2)
  overlay.set('drafts', CREW, undefined)
  overlay.set('drafts', CREW, undefined)
  expect(overlay.countRegisters()).toBe(1)
})
