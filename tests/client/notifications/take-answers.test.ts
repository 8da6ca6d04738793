import { describe, expect, it } from 'vitest'
import { accountDocument, volumeDocument } from '../../../schema/documents.ts'
import { aRidge, ME, PUMP, WITH_ANA } from '../../../client/fixtures/ridge.ts'
import type { MessageId, UserId } from '../../../schema/ids.ts'
import type { NoticeAnswer } from '../../../client/notifications/notice.ts'
import { takeAnswers } from '../../../client/notifications/take-answers.ts'

const NEW = '01JNA0REP1Y000000000000001' as MessageId

function aBox(answers: readonly Partial<NoticeAnswer>[]) {
  const ridge = aRidge()
  const ids = ridge.ids.get(PUMP)!
  const usual = {
    id: NEW,
    user: ME as UserId,
    chat: PUMP,
    message: ids.at(-1)!,
    seq: ids.length,
    text: null,
    quotes: true,
  }
  const kept = answers.map((answer): NoticeAnswer => ({ ...usual, ...answer }))
  const box = {
    kept: async () => [...kept],
    forget: async (id: string) =>
      void kept.splice(
        kept.findIndex((one) => one.id === id),
        1,
      ),
  }
  const take = () => takeAnswers(ridge.device, box, (work) => work())
  const written = () => ridge.device.outbox().map(({ root, key, value }) => [root, key, value])
  return { ridge, kept, take, written, last: ids.at(-1)! }
}

describe('[NF16] what was answered on a notification', () => {
  it('marks the chat as read up to its message', async () => {
    const { kept, take, written, last, ridge } = aBox([{}])
    await take()
    const seq = ridge.ids.get(PUMP)!.length
    expect(written()).toEqual([['read', PUMP, { seq, messageId: last }]])
    expect(kept).toEqual([])
  })

  it('[NF17] replies, naming what it answers, and marks it as read', async () => {
    const { take, written, last } = aBox([{ text: 'On my way' }])
    await take()
    expect(written()).toMatchObject([
      ['messages', NEW, { by: ME, text: 'On my way', replyTo: { id: last } }],
      ['read', PUMP, {}],
    ])
  })

  it('[NF17] but where two people talk', async () => {
    const { take, written } = aBox([{ text: 'Yes', quotes: false, chat: WITH_ANA }])
    await take()
    expect(written()[0]).toEqual(['messages', NEW, { by: ME, text: 'Yes' }])
  })

  it('is one message, however often it is taken', async () => {
    const { ridge, take, written } = aBox([{ text: 'Once' }])
    const doc = volumeDocument(PUMP, 0)
    ridge.device.put(doc, 'messages', NEW, { by: ME, text: 'Once' })
    await take()
    expect(written().map(([root]) => root)).toEqual(['read'])
  })

  it('waits for its own person, and stays when it could not be written', async () => {
    const { kept, take, written, ridge } = aBox([{ user: 2 as UserId }, { text: 'later' }])
    ridge.device.write = () => Promise.reject(new Error('disk full'))
    await expect(take()).rejects.toThrow('disk full')
    expect([kept.length, written()]).toEqual([2, []])
    expect(ridge.device.document(accountDocument(ridge.device.userId)).get('read', PUMP)).toBeDefined()
  })

  it('waits until the chat was read, so that it knows what is answered', async () => {
    const { take, written, ridge, last } = aBox([{ text: 'Ten minutes' }])
    ridge.device.setDocument(volumeDocument(PUMP, 0), 'loading')
    const taking = take()
    await new Promise((resolve) => setImmediate(resolve))
    expect(written()).toEqual([])
    ridge.device.setDocument(volumeDocument(PUMP, 0), 'ready')
    await taking
    expect(written()[0]?.[2]).toMatchObject({ text: 'Ten minutes', replyTo: { id: last } })
  })
})
