/** What was written in a chat that could not be created. */
import { expect, it } from 'vitest'
import '../../../client/app/all-words.ts'
import { refusalText } from '../../../client/components/chat/cairn-refusal.ts'
import { actionsOf } from '../../../client/components/chat/message-actions.ts'
import { reasonOf } from '../../../client/components/chat/unsent-words.ts'
import { ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import { openStores } from './support.ts'

async function refused() {
  const { device, stores } = openStores()
  const id = await stores.actions.found({ kind: 'public', title: 'Wells' })
  await stores.actions.send({ channelId: id, text: 'Hello' })
  for (const { n, key } of device.outbox()) {
    if (key === 'kind') device.refuse(n, ErrorCode.Forbidden)
    else device.setItem(n, 'held')
  }
  return { device, stores, message: () => stores.timeline(id).view.messages[0]! }
}

it('[UI241] what was written there says so, with why, to be copied and discarded', async () => {
  const { stores, message } = await refused()
  const { delivery } = message()
  if (delivery?.state !== 'refused') throw new Error(delivery?.state)
  expect(refusalText(delivery.refusal, '#Wells')).toBe('This chat could not be created: You may not do this')
  const rights = { canPost: true, canReact: true, canPin: true, canDeleteOthers: true }
  expect(actionsOf(message(), rights)).toEqual(['copy', 'discard'])
  expect(delivery.n).toBe(stores.outbox.view.items.find(({ kind }) => kind === 'message')!.n)
})

it('[UI241] so does its row in the list, beside that of the chat', async () => {
  const { stores } = await refused()
  expect(stores.outbox.view.items.map((item) => [item.kind, reasonOf(item)])).toEqual([
    ['founding', 'You may not do this'],
    ['message', 'This chat could not be created: You may not do this'],
  ])
})

it('[UI241] once the chat is tried again it waits as ever', async () => {
  const { device, stores, message } = await refused()
  await stores.actions.retry(stores.outbox.view.items[0]!.n)
  for (const { n } of device.outbox()) device.setItem(n, 'saved')
  expect(message().delivery).toMatchObject({ state: 'saved' })
  expect(stores.outbox.view.items.map(({ founding }) => founding)).toEqual([null, null])
})

it('[UI241] what waits for a file goes on saying that', async () => {
  const { device, message } = await refused()
  const { n } = device.outbox().find(({ root }) => root === 'messages')!
  device.setItem(n, 'held', { behind: 'gate.pdf' })
  expect(message().delivery).toMatchObject({ state: 'held', behind: 'gate.pdf' })
})

it('[UI241] somebody who cannot be added is no reason: where the name is taken, that is what is waited for', async () => {
  const { device, stores } = openStores()
  const id = await stores.actions.found({ kind: 'group', title: 'Wells', members: [3 as UserId] })
  await stores.actions.send({ channelId: id, text: 'Hello' })
  for (const { n, root, key } of device.outbox()) {
    if (root === 'members' && key === '3') device.refuse(n, ErrorCode.Privacy)
    else if (key === 'title') device.refuse(n, ErrorCode.Conflict)
    else device.setItem(n, 'held')
  }
  expect(stores.timeline(id).view.messages[0]?.delivery).toMatchObject({ state: 'held', isNameTaken: true })
  device.refuse(device.outbox().find(({ root, key }) => root === 'members' && key !== '3')!.n, ErrorCode.Invalid)
  expect(stores.timeline(id).view.messages[0]?.delivery).toMatchObject({ state: 'refused' })
})
