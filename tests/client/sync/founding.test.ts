/** Chats that are founded on a device without the server. */
import { expect, it } from 'vitest'
import { channelDocument, volumeDocument } from '../../../schema/documents.ts'
import { directChannelId, type ChannelId } from '../../../schema/ids.ts'
import { ADA, BO, pending } from '../../support/client-bench.ts'
import { online } from '../../support/client-online.ts'

function founding(id: string, title: string) {
  const doc = channelDocument(id as ChannelId)
  return [
    { doc, root: 'meta', key: 'kind', value: 'group' },
    { doc, root: 'meta', key: 'title', value: title },
    { doc, root: 'meta', key: 'createdBy', value: ADA as number },
    { doc, root: 'members', key: '1', value: { role: 'owner', by: 1 } },
    { doc, root: 'members', key: '2', value: { role: 'member', by: 1 } },
  ]
}

it('[OB6] a direct message to someone new needs nothing from the server first', async () => {
  const { bench, device, server } = await online()
  const dm = directChannelId(ADA, BO)
  await bench.offline()
  const id = await bench.say(device, 'hi', dm)
  expect(device.view(volumeDocument(dm, 0)).get('messages', id)).toMatchObject({ text: 'hi' })
  const heard = server.heard.length
  await bench.online(device)
  expect(bench.texts(volumeDocument(dm, 0))).toEqual(['hi'])
  expect(pending(device)).toEqual([])
  expect(server.heard.slice(heard).filter((m) => m.t === 'open' && m.doc === volumeDocument(dm, 0))).toEqual([])
})

it('[OB7] a channel founded offline goes in one update, before everything of it', async () => {
  const { bench, device, server } = await online()
  await bench.offline()
  const id = device.newId()
  await bench.write(device, ...founding(id, 'crew'))
  await bench.say(device, 'first', id)
  await bench.online(device)
  expect(server.accepted.map((update) => [update.doc, update.writes.length])).toEqual([
    [`channel/${id}`, 5],
    [`channel/${id}/0`, 1],
  ])
  expect(pending(device)).toEqual([])
  expect(bench.texts(`channel/${id}/0`)).toEqual(['first'])
})

it('[OB8] a refused founding holds its channel; another title sends it all', async () => {
  const { bench, device, server } = await online()
  await bench.offline()
  const id = device.newId()
  await bench.write(device, ...founding(id, 'taken'))
  await bench.say(device, 'first', id)
  await bench.say(device, 'elsewhere')
  server.refuse = (_doc, writes) =>
    writes.some((write) => write.value === 'taken')
      ? [{ root: 'meta', key: 'title', code: 'conflict', reason: 'MT5' }]
      : null
  await bench.online(device)
  expect(bench.texts()).toEqual(['elsewhere'])
  expect(device.outbox().map((item) => item.state)).toEqual(['held', 'refused', 'held', 'held', 'held', 'held'])
  await bench.write(device, { doc: `channel/${id}`, root: 'meta', key: 'title', value: 'crew' })
  expect(bench.texts(`channel/${id}/0`)).toEqual(['first'])
  expect(pending(device)).toEqual([])
})

it('[OB8] a refused guest does not hold the founding', async () => {
  const { bench, device, server } = await online()
  const id = device.newId()
  server.refuse = (_doc, writes) =>
    writes.some((write) => write.root === 'members' && write.key === '2')
      ? [{ root: 'members', key: '2', code: 'privacy', reason: 'MB18' }]
      : null
  await bench.write(device, ...founding(id, 'crew'))
  expect(Object.keys(server.registers(`channel/${id}`, 'members'))).toEqual(['1'])
  expect(device.outbox()).toMatchObject([{ key: '2', state: 'refused', code: 'privacy' }])
})
