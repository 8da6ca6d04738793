/** A thread as a person sees it: what of it was refused, and what is not on this device. */
import { describe, expect, it } from 'vitest'
import { accountDocument, channelDocument, volumeDocument } from '../../../schema/documents.ts'
import { ErrorCode } from '../../../schema/errors.ts'
import { PUMP, WITH_ANA } from '../../../client/fixtures/ridge.ts'
import { threadOf } from '../../../client/stores/thread-store.ts'
import { openStores, watch } from './support.ts'

function aThread() {
  const opened = openStores()
  const root = opened.ridge.ids.get(PUMP)![11]!
  const thread = threadOf(opened.stores, PUMP, root)
  watch(thread)
  const answer = async (text: string, id: string) => {
    const messageId = await opened.stores.actions.send({ channelId: PUMP, text, replyTo: { id }, keepsDraft: true })
    return { messageId, n: opened.device.outbox().find(({ key }) => key === messageId)!.n }
  }
  return { ...opened, root, thread, answer }
}

describe('a thread', () => {
  it('[UI43] keeps an answer that was refused, and one of another thread stays there', async () => {
    const { device, thread, root, ridge, answer } = aThread()
    const here = await answer('Size 12', root)
    const elsewhere = await answer('Not here', ridge.ids.get(PUMP)![3]!)
    device.refuse(here.n, ErrorCode.Forbidden)
    device.refuse(elsewhere.n, ErrorCode.Forbidden)
    expect(thread.view.replies).toMatchObject([{ text: 'Size 12', delivery: { state: 'refused', n: here.n } }])
  })

  it('[UI43] tells which of the volumes that may hold its answers are not on the device', () => {
    const { device, thread } = aThread()
    expect(thread.view.gaps).toEqual([])
    device.put(channelDocument(PUMP), 'volumes', '1', { from: 20 }).put(channelDocument(PUMP), 'volumes', '2', {
      from: 31,
    })
    device.setDocument(volumeDocument(PUMP, 1), 'absent').setDocument(volumeDocument(PUMP, 2), 'ready')
    expect(thread.view.gaps).toEqual([{ fromSeq: 20, toSeq: 30 }])
    expect(thread.view.root).not.toBeNull()
  })
})

describe('a chat with somebody one has blocked', () => {
  it('[UI44] can be read, and not written in, until the block is gone', () => {
    const { device, stores } = openStores()
    const chat = stores.chat(WITH_ANA)
    watch(chat)
    expect(chat.view).toMatchObject({ readOnly: null, rights: { canPost: true } })
    device.put(accountDocument(device.userId), 'blocks', '2', 1)
    expect(chat.view).toMatchObject({ readOnly: { kind: 'blocked' }, rights: { canPost: false } })
    device.put(accountDocument(device.userId), 'blocks', '2', null)
    expect(chat.view.readOnly).toBeNull()
  })
})
