/** What somebody takes along who cannot send: unsent texts, and the drafts that are nowhere else. */
import { afterEach, expect, it, vi } from 'vitest'
import { accountDocument } from '../../../schema/documents.ts'
import '../../../client/app/all-words.ts'
import { copyUnsent } from '../../../client/app/copy-unsent.ts'
import { formatFull } from '../../../client/app/format.ts'
import { GENERAL, NIGHT, PUMP, WITH_ANA } from '../../../client/fixtures/ridge.ts'
import { editDraftKey, threadDraftKey } from '../../../client/stores/draft-key.ts'
import { openStores } from '../stores/support.ts'

afterEach(() => vi.unstubAllGlobals())

async function copied(stores: Parameters<typeof copyUnsent>[0]): Promise<string[]> {
  const texts: string[] = []
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void texts.push(text) } })
  await copyUnsent(stores)
  return texts
}

it('[UI240] copies unsent texts with chat and time, and after them the drafts that this device alone has', async () => {
  const { stores, ridge } = openStores()
  const [root = '', other = ''] = ridge.ids.get(PUMP)!
  await stores.actions.send({ channelId: PUMP, text: 'Bring the long wrench' })
  stores.drafts.set(GENERAL, 'half a sentence')
  stores.drafts.set(threadDraftKey(PUMP, root), 'In the thread')
  stores.drafts.set(editDraftKey(PUMP, other), 'In an edit')
  stores.drafts.setTrays(new Map([[NIGHT, ['gate.pdf']]]))
  const [text = ''] = await copied(stores)
  const at = stores.outbox.view.items[0]!.at
  expect(text.split('\n\n').sort()).toEqual(
    [
      `pump-crew · ${formatFull(at)}\nBring the long wrench`,
      'pump-crew · draft in a thread\nIn the thread',
      'pump-crew · draft of an edit\nIn an edit',
      'general · draft\nhalf a sentence',
    ].sort(),
  )
  expect(text.startsWith('pump-crew · ' + formatFull(at))).toBe(true)
})

it('[UI240] a draft that the account has is not copied: it is not lost with this device', async () => {
  const { stores, device } = openStores()
  device.put(accountDocument(device.userId), 'drafts', WITH_ANA, 'kept by the account')
  expect(stores.drafts.begun().has(WITH_ANA)).toBe(true)
  expect(await copied(stores)).toEqual([''])
})
