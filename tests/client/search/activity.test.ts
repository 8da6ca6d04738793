/** What others said to me: mentions and answers to mine, from the index of this device. */
import { describe, expect, it } from 'vitest'
import { accountDocument } from '../../../schema/documents.ts'
import { indexInPage } from '../../../client/fixtures/page-index.ts'
import {
  aRidge,
  GENERAL,
  ME,
  NOW,
  PUMP,
  RIDGE,
  WITH_ANA,
  WITH_BEN,
  type Ridge,
} from '../../../client/fixtures/ridge.ts'
import { activityOf } from '../../../client/search/activity-store.ts'
import { TRAITS } from '../../../client/search/search-row.ts'
import { openStores } from '../stores/support.ts'
import { anIndex, aRow, aSearch, volume } from './support.ts'

/** Settles once the index has answered. */
async function activityIn(ridge: Ridge) {
  const { stores, device } = openStores(ridge)
  indexInPage(device, [...ridge.ids.keys()])
  const activity = activityOf(stores)
  await new Promise<void>((resolve) => {
    activity.subscribe(() => activity.view.state !== 'asking' && resolve())
  })
  return { activity, texts: () => activity.view.rows.map(({ text, isUnread }) => [text, isUnread]), stores, device }
}

describe('[UI63] activity', () => {
  it('is of mentions and answers by others alone', async () => {
    const { index } = anIndex()
    const mine = aRow(1, 'mine')
    const rows = [
      mine,
      aRow(2, 'to me', { by: 2, traits: TRAITS.mentionsMe }),
      aRow(3, 'an answer', { by: 2, root: mine.id }),
      aRow(4, 'an answer to another', { by: 2, root: aRow(2, '').id }),
      aRow(5, 'my own answer', { root: mine.id, traits: TRAITS.mentionsMe }),
      aRow(6, 'a word', { by: 2, traits: TRAITS.link }),
    ]
    index.tell({ t: 'whole', doc: volume(0), generation: 'g', digest: 'd', rows })
    index.tell({ t: 'held', docs: [{ doc: volume(0), generation: 'g', digest: 'd' }] })
    const { hits, total } = await index.ask(
      'search',
      aSearch('', { toOf: 1, pending: [{ ...mine, channel: 'general' }] }),
    )
    expect([hits.map(({ text }) => text), total]).toEqual([['an answer', 'to me'], 2])
  })

  it('has those of all chats, the newest first; what is read stays, and what is not is marked', async () => {
    const ridge = aRidge()
    ridge.say(GENERAL, [
      { by: 1, ago: 30, text: 'Who has the key?' },
      { by: 3, ago: 20, text: 'I have', replyTo: 2 },
    ])
    ridge.say(WITH_ANA, [{ by: 2, ago: 10, text: 'Thank you', replyTo: 1 }]).read(WITH_ANA)
    const { texts, activity, device } = await activityIn(ridge)
    const first = texts().slice(0, 2)
    expect(first).toEqual([
      ['Thank you', false],
      ['I have', true],
    ])
    expect(texts()).toContainEqual(['@everyone the upper path is closed', true])
    const isRead = () => activity.view.rows.some((row) => row.channel === RIDGE && !row.isUnread)
    const read = new Promise<void>((resolve) => activity.subscribe(() => isRead() && resolve()))
    device.put(accountDocument(ME as never), 'read', RIDGE, { seq: 2 })
    await read
    expect(texts()).toContainEqual(['@everyone the upper path is closed', false])
  })

  it('[SR30] has those of a direct message that is closed', async () => {
    const ridge = aRidge()
    ridge.say(WITH_BEN, [{ by: 3, ago: 1, text: '@you look', mentions: [ME] }]).prefs(WITH_BEN, { hiddenAt: NOW })
    const { texts } = await activityIn(ridge)
    expect(texts()).toContainEqual(['@you look', true])
  })

  it('has nothing of somebody who is blocked', async () => {
    const ridge = aRidge()
    ridge.say(PUMP, [{ by: 3, ago: 1, text: '@you look', mentions: [ME] }])
    ridge.device.put(accountDocument(ME as never), 'blocks', '3', 1)
    const { texts } = await activityIn(ridge)
    expect(texts().map(([text]) => text)).not.toContain('@you look')
  })

  it('says where there is no index', async () => {
    const { stores } = openStores()
    const activity = activityOf(stores)
    await new Promise<void>((resolve) => {
      activity.subscribe(() => activity.view.state === 'failed' && resolve())
    })
    expect(activity.view.rows).toEqual([])
  })
})
