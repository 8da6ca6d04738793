/** Drafts that are discarded, and taken back. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import '../../../client/app/all-words.ts'
import { notices } from '../../../client/app/notices.ts'
import { discardDraft } from '../../../client/components/chat/discard-draft.ts'
import { PUMP } from '../../../client/fixtures/ridge.ts'
import { draftEntries } from '../../../client/stores/draft-entries.ts'
import { editDraftKey, threadDraftKey } from '../../../client/stores/draft-key.ts'
import { memoryBox } from '../../../client/stores/local-box.ts'
import { tellTrays } from '../../../client/uploads/tell-trays.ts'
import { openStores } from '../stores/support.ts'
import { aFile, holdFiles } from '../uploads/support.ts'

afterEach(() => {
  notices.view.forEach(({ id }) => notices.end(id, 'closed'))
  vi.unstubAllGlobals()
})

const soon = () => new Promise((resolve) => setImmediate(resolve))

async function open(key: string, ...files: Parameters<typeof aFile>[0][]) {
  const { stores, device } = openStores()
  const uploads = await holdFiles(device, ...files.map((file) => aFile({ draft: key, chat: PUMP, ...file })))
  tellTrays(stores)
  const entry = () => draftEntries(stores.drafts, stores.chats.view).find((one) => one.key === key)
  const discard = async () => {
    discardDraft(stores, entry()!, () => expect.unreachable())
    await soon()
  }
  const answer = async (how: string) => {
    notices.end(notices.view[0]!.id, how)
    await soon()
  }
  return { stores, device, uploads, entry, discard, answer }
}

describe('a draft that is discarded', () => {
  it('[UI93] is gone at once with its files, and all of it comes back with an undo', async () => {
    const { stores, uploads, entry, discard, answer } = await open(threadDraftKey(PUMP, 'root'), { key: 'gate.pdf' })
    const key = threadDraftKey(PUMP, 'root')
    stores.drafts.set(key, 'the gate')
    expect(entry()?.files).toHaveLength(1)
    await discard()
    expect(entry()).toBeUndefined()
    expect(uploads.inDraft(key)).toEqual([])
    expect(stores.drafts.text(key)).toBe('')
    await answer('undo')
    expect(entry()).toMatchObject({ text: 'the gate' })
    expect(uploads.inDraft(key)).toHaveLength(1)
  })

  it('[UI93] is gone for good when the time is over', async () => {
    const { uploads, entry, discard, answer } = await open(PUMP, { key: 'gate.pdf' })
    await discard()
    expect(uploads.files).toHaveLength(1)
    await answer('passed')
    expect(uploads.files).toEqual([])
    expect(entry()).toBeUndefined()
  })

  it('[UI93] comes back beside what was written meanwhile', async () => {
    const { stores, discard, answer } = await open(PUMP)
    stores.drafts.set(PUMP, 'first')
    await discard()
    stores.drafts.set(PUMP, 'second')
    await answer('undo')
    expect(stores.drafts.text(PUMP)).toBe('first\n\nsecond')
  })

  it('[MG32] takes the pasted text along that waits there, and brings it back', async () => {
    const { stores, entry, discard, answer } = await open(PUMP)
    stores.drafts.pasted.keep(PUMP, 'the log')
    await discard()
    expect(entry()).toBeUndefined()
    await answer('undo')
    expect(stores.drafts.pasted.text(PUMP)).toBe('the log')
    await discard()
    stores.drafts.pasted.keep(PUMP, 'another log')
    await answer('undo')
    expect([stores.drafts.text(PUMP), stores.drafts.pasted.text(PUMP)]).toEqual(['the log', 'another log'])
  })

  it('[UI93] that was an edit ends the edit, until the undo', async () => {
    const box = memoryBox()
    vi.stubGlobal(
      'localStorage',
      new Proxy(
        {},
        {
          ownKeys: () => [...box.keys()],
          get: (_, name) => box[name as 'keys'],
          getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
        },
      ),
    )
    const key = editDraftKey(PUMP, 'm1')
    const { stores, device, discard, answer } = await open(key)
    stores.drafts.set(key, 'other words')
    const name = `cairn.draft.${device.userId}.${PUMP}/edit`
    const kept = JSON.stringify({ kind: 'edit', messageId: 'm1', author: null, text: 'words' })
    box.setItem(name, kept)
    await discard()
    expect(box.getItem(name)).toBeNull()
    await answer('undo')
    expect(box.getItem(name)).toBe(kept)
    expect(stores.drafts.text(key)).toBe('other words')
  })
})
