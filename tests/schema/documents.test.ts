import { expect, it } from 'vitest'
import { accountDocument, channelDocument, parseDocumentName, ROOTS, volumeDocument } from '../../schema/documents.ts'
import { REGISTERS } from '../../schema/registers/index.ts'
import type { ChannelId } from '../../schema/ids.ts'
import { ada, CREW } from '../support/a-world.ts'

it('[ID2] a document’s name tells what it is', () => {
  expect(parseDocumentName('directory')).toMatchObject({ kind: 'directory' })
  expect(parseDocumentName(accountDocument(ada))).toMatchObject({ kind: 'account', userId: ada })
  expect(parseDocumentName(channelDocument(CREW))).toMatchObject({ kind: 'channel', channelId: CREW })
  expect(parseDocumentName(volumeDocument('dm-1-2' as ChannelId, 12))).toMatchObject({ kind: 'volume', volume: 12 })
})

it('[ID2] what is no document name is none', () => {
  const names = [
    '',
    'Directory',
    'directory/1',
    'account/0',
    'account/1/2',
    'channel/',
    'channel/dm-2-1',
    'channel/a/01',
  ]
  for (const name of [...names, 'channel/a/-1', 'channel/a/1/2', 'channel/a/10000000', '../directory', 'channel/a/']) {
    expect(parseDocumentName(name), name).toBeNull()
  }
})

it('[JG1] the register table has exactly the roots of each document', () => {
  for (const [kind, roots] of Object.entries(ROOTS)) {
    expect([...REGISTERS[kind as keyof typeof ROOTS].keys()].sort()).toEqual([...roots].sort())
  }
})
