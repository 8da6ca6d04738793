/** What is let go, and taken back. */
import { afterEach, expect, it } from 'vitest'
import '../../../client/app/all-words.ts'
import { notices } from '../../../client/app/notices.ts'
import { discardWithUndo } from '../../../client/components/chat/discard-with-undo.ts'
import { PUMP } from '../../../client/fixtures/ridge.ts'
import { ErrorCode } from '../../../schema/errors.ts'
import { openStores } from '../stores/support.ts'

const never = () => expect.unreachable()

afterEach(() => notices.view.forEach(({ id }) => notices.end(id, 'closed')))

async function refused() {
  const { device, stores } = openStores()
  await stores.actions.send({ channelId: PUMP, text: 'one' })
  const { n } = device.outbox()[0]!
  device.refuse(n, ErrorCode.Forbidden)
  const texts = () => stores.outbox.view.items.map(({ text }) => text)
  return { device, stores, n, texts }
}

it('[UI2] what is discarded can be taken back for ten seconds, and is on the device until then', async () => {
  const { device, stores, n, texts } = await refused()
  discardWithUndo(stores.shownOutbox, [n], never)
  expect(notices.view).toMatchObject([{ durationMs: 10_000, actions: [{ id: 'undo', label: 'Undo' }] }])
  expect([texts(), device.outbox().length]).toEqual([[], 1])
  notices.end(notices.view[0]!.id, 'undo')
  expect([texts(), device.outbox().length]).toEqual([['one'], 1])
})

it.each(['passed', 'closed'])('[UI2] it leaves the device when the time is over (%s)', async (answer) => {
  const { device, stores, n } = await refused()
  discardWithUndo(stores.shownOutbox, [n], never)
  notices.end(notices.view[0]!.id, answer)
  await expect.poll(() => device.outbox()).toEqual([])
})

it('[UI2] a device that fails to let it go shows it again, and says so', async () => {
  const { device, stores, n, texts } = await refused()
  device.discard = () => Promise.reject(new Error('storage_failed'))
  const failed = new Promise<void>((resolve) => {
    discardWithUndo(stores.shownOutbox, [n], resolve)
    notices.end(notices.view[0]!.id, 'passed')
  })
  await failed
  expect(texts()).toEqual(['one'])
})
