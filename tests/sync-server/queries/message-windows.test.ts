/** Pages and windows of a channel, and what is the same for every viewer. */
import { expect, it } from 'vitest'
import { ErrorCode } from '../../../schema/errors.ts'
import { deleteMessage } from '../../../sync-server/commands/delete-message.ts'
import { markPosition } from '../../../sync-server/commands/mark-position.ts'
import { isSentForAll } from '../../../sync-server/queries/delivery.ts'
import { listMessagePage } from '../../../sync-server/queries/list-message-page.ts'
import { listMessagesAround } from '../../../sync-server/queries/list-messages-around.ts'
import { searchMessages } from '../../../sync-server/queries/search-messages.ts'
import type { StoredMessage } from '../../../sync-server/storage/stored-message.ts'
import { ada, aTalk, bo, cy, GENERAL } from '../support/a-talk.ts'

const texts = (messages: readonly StoredMessage[]) => messages.map(({ text }) => text).join(' ')

async function tenMessages() {
  const talk = await aTalk()
  const crew = await talk.channel([ada, bo, cy])
  const said: StoredMessage[] = []
  for (let n = 1; n <= 10; n++) said.push(await talk.say(ada, crew.id, `${n}`))
  const id = (n: number) => (said[n - 1] as StoredMessage).id
  return { ...talk, crew, said, id }
}

it('[CQ8] pages count from the newest, without what one does not see', async () => {
  const { deps, crew, id, prefer } = await tenMessages()
  await deleteMessage(deps, ada, { id: id(9), forAll: true })
  await deleteMessage(deps, bo, { id: id(6), forAll: false })
  await prefer(bo, crew.id, { clearedSeq: 2 })
  const page = (who: typeof ada, page: number) => texts(listMessagePage(deps, who, { channel: crew, page, limit: 3 }))
  expect([1, 2, 3, 4].map((n) => page(ada, n))).toEqual(['10 8 7', '6 5 4', '3 2 1', ''])
  expect([1, 2, 3].map((n) => page(bo, n))).toEqual(['10 8 7', '5 4 3', ''])
  expect(page(ada, 999_999_999_999_999 / 3)).toBe('')
})

it('[CQ8] around a message come half of the limit before it, then itself and what follows', async () => {
  const { deps, crew, id, say } = await tenMessages()
  const around = (n: number, limit: number) => texts(listMessagesAround(deps, bo, { channel: crew, id: id(n), limit }))
  expect(around(5, 4)).toBe('3 4 5 6')
  expect(around(5, 5)).toBe('3 4 5 6 7')
  expect(around(5, 1)).toBe('5')
  expect(around(1, 4)).toBe('1 2 3 4')
  expect(around(10, 4)).toBe('8 9 10')
  await deleteMessage(deps, ada, { id: id(4), forAll: true })
  expect(around(5, 4)).toBe('2 3 5 6')
  const elsewhere = await say(ada, GENERAL, 'there')
  for (const unknown of [id(4), elsewhere.id, 999_999]) {
    expect(() => listMessagesAround(deps, bo, { channel: crew, id: unknown, limit: 4 })).toThrow(
      expect.objectContaining({ code: ErrorCode.NotFound }) as Error,
    )
  }
})

it('[CQ9] what nobody but its author got is "sent" for every viewer', async () => {
  const { deps, crew, said, id } = await tenMessages()
  const sent = (n: number) => isSentForAll(deps, deps.world(), crew, said[n - 1] as StoredMessage)
  expect(sent(10)).toBe(true)
  await markPosition(deps, bo, { channel: crew, id: id(10), reached: 'delivered' })
  expect(sent(5)).toBe(true)
  await markPosition(deps, cy, { channel: crew, id: id(5), reached: 'delivered' })
  expect([5, 6].map(sent)).toEqual([false, true])
})

it('[SE7] a search for the query as it stands', async () => {
  const { deps, say } = await aTalk()
  for (const text of ['the quick fox', 'fox, quick the', 'QUICK  FOX']) await say(ada, GENERAL, text)
  const found = (query: string, isPhrase?: boolean) =>
    searchMessages(deps, ada, { query, isPhrase, limit: 10 }).map(({ text }) => text)
  expect(found('quick fox', true)).toEqual(['the quick fox'])
  expect(found('ick  f', true)).toEqual(['QUICK  FOX'])
  expect(found('k f', true)).toEqual(['the quick fox'])
  expect(found('quick fox')).toHaveLength(3)
})
