/** What a person wants sent before everything else. */
import { expect, it } from 'vitest'
import { type Intent } from '../../../client/sync/intent.ts'
import { inSendingOrder, sendFirst } from '../../../client/sync/send-first.ts'
import { Bench, message, pending } from '../../support/client-bench.ts'
import { directChannelId } from '../../../schema/ids.ts'

const intent = (n: number, doc: string, more: Partial<Intent> = {}): Intent => ({
  ...{ n, doc, root: 'messages', key: `M${n}`, value: { by: 1, text: `${n}` }, base: null, at: 1, rev: 0, sent: false },
  ...more,
})
const queueOf = (...intents: Intent[]) => ({ intents, nextN: intents.length + 1, revision: 0 })
const order = (intents: readonly Intent[]) => inSendingOrder(intents).map(({ n }) => n)

it('[OB37] an item goes first with what its chat has to send before it, and nothing of that chat overtakes', () => {
  const queue = queueOf(
    intent(1, 'channel/a'),
    intent(2, 'channel/b'),
    intent(3, 'channel/a'),
    intent(4, 'channel/b/0'),
    intent(5, 'channel/b'),
  )
  expect(order(queue.intents)).toEqual([1, 2, 3, 4, 5])
  const asked = sendFirst(queue, 4)
  expect(order(asked.intents)).toEqual([2, 4, 1, 3, 5])
  expect(order(sendFirst(asked, 1).intents)).toEqual([1, 2, 4, 3, 5])
})

it('[OB37] what is not in the chat and what waits for a person stays where it is', () => {
  const queue = queueOf(intent(1, 'account/1'), intent(2, 'channel/a', { parked: 'refused' }), intent(3, 'channel/a'))
  expect(order(sendFirst(queue, 3).intents)).toEqual([3, 1, 2])
  expect(sendFirst(queue, 2)).toBe(queue)
  expect(sendFirst(queue, 9)).toBe(queue)
})

it('[OB37] it leaves before what was written earlier in other chats, once there is a link', async () => {
  const bench = new Bench()
  const { device } = await bench.open()
  await bench.offline()
  const direct = directChannelId(device.userId, 2 as never)
  await bench.write(device, message('01HF7YAT00AAAAAAAAAAAAAAAA', 'to all'))
  await bench.write(device, message('01HF7YAT00BBBBBBBBBBBBBBBB', 'to one', direct))
  const item = device.outbox().find(({ value }) => (value as { text?: string }).text === 'to one')!
  const asking = device.sendFirst(item.n)
  await bench.world.settle()
  await asking
  expect(pending(device)).toEqual(['saved to one', 'saved to all'])
  const before = bench.server.accepted.length
  await bench.online(device)
  expect(bench.server.accepted.slice(before).map(({ doc }) => doc.split('/')[1])).toEqual([direct, 'general'])
})
