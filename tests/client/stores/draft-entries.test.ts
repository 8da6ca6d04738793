/** The list of what is written and not sent: chats, threads, edits, and files without a word. */
import { describe, expect, it } from 'vitest'
import { accountDocument } from '../../../schema/documents.ts'
import { aRidge, GENERAL, NIGHT, NOW, PUMP, WITH_ANA, WITH_BEN } from '../../../client/fixtures/ridge.ts'
import { editDraftKey, threadDraftKey } from '../../../client/stores/draft-key.ts'
import { draftEntries } from '../../../client/stores/draft-entries.ts'
import { Stores } from '../../../client/stores/stores.ts'
import { handTimers, openStores } from './support.ts'

function openEmpty(ridge = aRidge()) {
  const all = openStores(ridge)
  const { device, stores } = all
  // The draft that the workspace begins with.
  device.put(accountDocument(device.userId), 'drafts', WITH_ANA, null)
  const list = (of = stores) => draftEntries(of.drafts, of.chats.view)
  const kinds = (of = stores) => list(of).map(({ place, text, files }) => [place.kind, text, ...files])
  return { ...all, list, kinds }
}

describe('the list of drafts', () => {
  it('[UI92] holds drafts of chats, of threads and of edits, each with its chat', () => {
    const { stores, list, kinds, ridge } = openEmpty()
    const [root = '', other = ''] = ridge.ids.get(PUMP)!
    stores.drafts.set(editDraftKey(PUMP, other), 'Valve 5')
    stores.drafts.set(threadDraftKey(PUMP, root), 'in the thread')
    stores.drafts.set(PUMP, 'in the chat ')
    stores.drafts.set(GENERAL, '  ')
    expect(kinds()).toEqual([
      ['chat', 'in the chat'],
      ['thread', 'in the thread'],
      ['edit', 'Valve 5'],
    ])
    expect(list().map(({ chat }) => chat?.title)).toEqual(['pump-crew', 'pump-crew', 'pump-crew'])
    expect(list().map(({ place }) => place.messageId)).toEqual([null, root, other])
  })

  it('[UI92] holds those that a page before kept', () => {
    const { stores, device, box, timers, kinds, ridge } = openEmpty()
    const [root = ''] = ridge.ids.get(PUMP)!
    stores.drafts.set(threadDraftKey(PUMP, root), 'in the thread')
    timers.advance(300)
    box.setItem(`cairn.draft.${device.userId}.${PUMP}/reply`, '{}')
    box.setItem(`cairn.draft.99.${PUMP}/t/${root}`, 'somebody else’s')
    expect(kinds(new Stores(device, box, handTimers()))).toEqual([['thread', 'in the thread']])
  })

  it('[UI92] holds files without a word, and their chat has a draft', () => {
    const { stores, kinds } = openEmpty()
    let told = 0
    stores.drafts.subscribe(() => told++)
    const rowOf = () => stores.chats.view.byId.get(NIGHT)
    expect(rowOf()?.hasDraft).toBe(false)
    stores.drafts.setTrays(new Map([[NIGHT, ['gate-1.pdf', 'gate-2.pdf']]]))
    stores.drafts.setTrays(new Map([[NIGHT, ['gate-1.pdf', 'gate-2.pdf']]]))
    expect(told).toBe(1)
    expect(kinds()).toEqual([['chat', '', 'gate-1.pdf', 'gate-2.pdf']])
    expect(rowOf()).toMatchObject({ hasDraft: true, draft: 'gate-1.pdf, gate-2.pdf' })
    stores.drafts.setTrays(new Map())
    expect(kinds()).toEqual([])
    expect(rowOf()).toMatchObject({ hasDraft: false, draft: '' })
  })

  it('[MG32] holds pasted texts that wait for their answer, below the draft or alone', () => {
    const { stores, kinds, ridge } = openEmpty()
    const thread = threadDraftKey(PUMP, ridge.ids.get(PUMP)![0]!)
    const log = 'x'.repeat(4_001)
    stores.drafts.set(PUMP, 'Log: ')
    stores.drafts.pasted.keep(PUMP, log)
    stores.drafts.pasted.keep(thread, 'y')
    expect(kinds()).toEqual([
      ['chat', `Log:\n\n${log}`],
      ['thread', 'y'],
    ])
    expect(stores.drafts.written(PUMP)).toBe(`Log:\n\n${log}`)
    stores.drafts.set(PUMP, '')
    expect(stores.chats.view.byId.get(PUMP)).toMatchObject({ hasDraft: true, draft: 'x'.repeat(200) })
    stores.drafts.pasted.keep(PUMP, '')
    stores.drafts.pasted.keep(thread, '')
    expect(kinds()).toEqual([])
  })

  it('[OS22] tells those that the account does not have: of threads and edits, with files, or on their way', async () => {
    const { stores, device, timers, ridge } = openEmpty()
    const [root = ''] = ridge.ids.get(PUMP)!
    const onlyHere = () => [...stores.drafts.onlyHere()].sort()
    stores.drafts.set(GENERAL, 'in the chat')
    expect(onlyHere()).toEqual([GENERAL])
    timers.advance(300)
    await expect.poll(() => device.outbox().length).toBe(1)
    expect(onlyHere()).toEqual([GENERAL])
    device.deliver()
    expect(onlyHere()).toEqual([])
    stores.drafts.pasted.keep(GENERAL, 'x'.repeat(4_001))
    expect(onlyHere()).toEqual([GENERAL])
    stores.drafts.pasted.keep(GENERAL, '')
    stores.drafts.set(threadDraftKey(PUMP, root), 'in the thread')
    stores.drafts.set(editDraftKey(PUMP, root), 'Valve 5')
    stores.drafts.setTrays(new Map([[GENERAL, ['gate-1.pdf']]]))
    timers.advance(300)
    expect(onlyHere()).toEqual([editDraftKey(PUMP, root), threadDraftKey(PUMP, root), GENERAL].sort())
  })

  it('[UI210] names a direct message that is closed', () => {
    const { stores, list } = openEmpty(aRidge().prefs(WITH_BEN, { hiddenAt: NOW }))
    stores.drafts.set(WITH_BEN, 'begun')
    expect(list().map(({ chat, text }) => [chat?.title, text])).toEqual([['Ben Okafor', 'begun']])
  })

  it('[UI92] begins with the chats in which something happened last', () => {
    const { stores, list } = openEmpty()
    for (const id of [GENERAL, NIGHT, PUMP]) stores.drafts.set(id, 'begun')
    const at = list().map(({ place }) => stores.chats.view.byId.get(place.chatId as typeof PUMP)!.activityAt)
    expect(at).toEqual([...at].sort((a, b) => b - a))
  })
})
